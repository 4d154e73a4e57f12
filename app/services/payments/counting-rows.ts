import { judgeVersions, type RowStanding } from '../../domain/payments/row-versions.ts';
import type { StoredRow } from '../../ports/settlement-book.ts';

/** Sorts out rows of overlapping exports that disagree (accounting.md §5). `stored` are all rows of the shop. */
export function judgeChanges(stored: readonly StoredRow[]): RowStanding {
  return judgeVersions(
    stored.map(({ row, changes, bookedBy, decision }) => ({
      key: row.key,
      changes,
      isBooked: bookedBy !== null,
      decision,
    })),
  );
}

/**
 * Rows whose money counts, each sum of money once, as the newest file says. A booked row that a later file shows with
 * other values gives way to those: what was posted differs from them by the change until it is settled. A person who
 * sets the change aside keeps what was booked.
 */
export function countingRows(stored: readonly StoredRow[]): StoredRow[] {
  const { superseded, changes, outdated } = judgeChanges(stored);
  const isIgnored = ({ row, decision }: StoredRow) => decision?.kind === 'ignore' && changes.has(row.key);
  return stored.filter(
    (one) => !superseded.has(one.row.key) && !isIgnored(one) && !outdated.has(one.row.key),
  );
}
