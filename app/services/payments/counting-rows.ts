import { judgeVersions, type RowStanding } from '../../domain/payments/row-versions.ts';
import type { StoredRow } from '../../ports/books.ts';

/** Sorts out rows of overlapping exports that disagree (accounting.md §5). `stored` are all rows of the shop. */
export function judgeChanges(stored: readonly StoredRow[]): RowStanding {
  return judgeVersions(
    stored.map(({ row, changes, bookedBy }) => ({ key: row.key, changes, isBooked: bookedBy !== null })),
  );
}

/** Rows whose money counts: each sum of money once, without what a person has set aside with a reason. */
export function countingRows(stored: readonly StoredRow[]): StoredRow[] {
  const { superseded, changes } = judgeChanges(stored);
  return stored.filter(
    ({ row, decision }) => !superseded.has(row.key) && !(decision?.kind === 'ignore' && changes.has(row.key)),
  );
}
