import type { RowKey } from '../../domain/ids.ts';
import type { StoredRow } from '../../ports/books.ts';

export interface RowStanding {
  /** Rows that a later file shows with other values before they were booked: the later ones count. */
  readonly superseded: ReadonlySet<RowKey>;
  /** Rows that show booked money with other values, and the row they change. */
  readonly changes: ReadonlyMap<RowKey, RowKey>;
}

/** Sorts out rows of overlapping exports that disagree (accounting.md §5). `stored` are all rows of the shop. */
export function judgeChanges(stored: readonly StoredRow[]): RowStanding {
  const booked = new Set(stored.filter((one) => one.bookedBy !== null).map(({ row }) => row.key));
  const superseded = new Set<RowKey>();
  const changes = new Map<RowKey, RowKey>();
  for (const { row, changes: before } of stored) {
    if (before === null) continue;
    if (booked.has(before)) changes.set(row.key, before);
    else superseded.add(before);
  }
  return { superseded, changes };
}

/** Rows whose money counts: each sum of money once, without what a person has set aside with a reason. */
export function countingRows(stored: readonly StoredRow[]): StoredRow[] {
  const { superseded, changes } = judgeChanges(stored);
  return stored.filter(
    ({ row, decision }) => !superseded.has(row.key) && !(decision?.kind === 'ignore' && changes.has(row.key)),
  );
}
