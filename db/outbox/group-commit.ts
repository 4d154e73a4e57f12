import type { Connection } from '../connection.ts';

interface Waiting {
  readonly work: () => void;
  readonly settle: () => void;
  readonly fail: (cause: unknown) => void;
}

/**
 * Commits together what becomes due in one turn of the event loop: of documents that are posted side by side, several move
 * at once, and a commit of its own that waits for the disk was half of the CPU of a move (docs/performance.md, row 6). Nobody is
 * told of a move before it is on the disk: what is promised is kept after the commit, and work that fails takes back its
 * own writes only.
 */
export function createGroupCommit(connection: Connection): <Value>(work: () => Value) => Promise<Value> {
  let waiting: Waiting[] = [];
  const flush = () => {
    const group = waiting;
    waiting = [];
    const ends: (() => void)[] = [];
    try {
      connection.transaction(() => {
        for (const { work, settle, fail } of group) {
          try {
            // A savepoint of its own, where there is something else to keep.
            if (group.length === 1) work();
            else connection.transaction(work);
            ends.push(settle);
          } catch (cause) {
            // A disk that is full, for one, takes back the whole transaction.
            if (group.length === 1 || !connection.raw.inTransaction) throw cause;
            ends.push(() => fail(cause));
          }
        }
      });
    } catch (cause) {
      for (const { fail } of group) fail(cause);
      return;
    }
    for (const end of ends) end();
  };
  return <Value>(work: () => Value) =>
    new Promise<Value>((resolve, reject) => {
      let value: { readonly of: Value } | null = null;
      waiting.push({
        work: () => {
          value = { of: work() };
        },
        settle: () => {
          if (value) resolve(value.of);
        },
        fail: reject,
      });
      if (waiting.length === 1) setImmediate(flush);
    });
}
