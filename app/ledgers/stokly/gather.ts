import type { Crowd } from './crowd.ts';
import type { CallResult } from './errors.ts';

/** One look-up for all who need it at the same time. */
export interface Gather<Key, Value> {
  /** Inside `Crowd.join`. Answered when everybody waits. */
  ask(key: Key): Promise<CallResult<Value>>;
}

/** `fetch` is given all keys that came together; what it gives tells the value of each. */
export function createGather<Key, Value>(
  crowd: Crowd,
  fetch: (keys: readonly Key[]) => Promise<CallResult<(key: Key) => Value>>,
): Gather<Key, Value> {
  let waiting: Asked<Key, Value>[] = [];

  async function answerAll(asked: readonly Asked<Key, Value>[]): Promise<void> {
    try {
      const found = await fetch(asked.map(({ key }) => key));
      for (const { key, answer } of asked) answer(found.ok ? { ok: true, value: found.value(key) } : found);
    } catch (defect) {
      for (const { fail } of asked) fail(defect);
    }
  }

  crowd.onQuiet(() => {
    const asked = waiting;
    waiting = [];
    if (asked.length > 0) void answerAll(asked);
  });

  return {
    ask: (key) => crowd.wait(new Promise((answer, fail) => waiting.push({ key, answer, fail }))),
  };
}

interface Asked<Key, Value> {
  readonly key: Key;
  readonly answer: (result: CallResult<Value>) => void;
  readonly fail: (defect: unknown) => void;
}
