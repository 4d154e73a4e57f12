import type { RowKey } from '../ids.ts';
import type { RowDecision } from './types.ts';

/** A settlement row among the others that show the same money: overlapping exports may disagree about it. */
export interface RowVersion {
  readonly key: RowKey;
  /** The row whose money it shows with other values; null for a row that stands for itself. */
  readonly changes: RowKey | null;
  readonly isBooked: boolean;
  readonly decision: RowDecision | null;
}

export interface RowStanding {
  /** Rows that a later file shows with other values before they were booked: the later ones count. */
  readonly superseded: ReadonlySet<RowKey>;
  /** Rows that show money which another one books, with other values, and that other one. */
  readonly changes: ReadonlyMap<RowKey, RowKey>;
  /** Rows whose money stands in a newer one that is booked: as the difference to them. */
  readonly corrected: ReadonlySet<RowKey>;
  /** Rows whose values are outdated: of a booked row and a newer one the newer counts, unless it is set aside. */
  readonly outdated: ReadonlySet<RowKey>;
}

/** Nearly all shops: no export has ever disagreed with another one. */
const inAgreement: RowStanding = {
  superseded: new Set(),
  changes: new Map(),
  corrected: new Set(),
  outdated: new Set(),
};

/**
 * Sorts out rows of overlapping exports that disagree (accounting.md §5). Values may change several times: of a chain
 * of versions the newest stands, under it the booked one that it changes. A row that a person books as a difference
 * stands on the row it differs from for good, whatever is undone: each of them is booked by itself, and together
 * they are the newest values.
 */
export function judgeVersions(rows: readonly RowVersion[]): RowStanding {
  if (rows.every(({ changes }) => changes === null)) return inAgreement;
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const older = new Set(rows.map(({ changes }) => changes));
  const superseded = new Set<RowKey>();
  const changes = new Map<RowKey, RowKey>();
  const corrected = new Set<RowKey>();
  const outdated = new Set<RowKey>();
  for (const newest of rows) {
    if (newest.changes === null || older.has(newest.key)) continue;
    let standing = newest;
    for (let below = byKey.get(newest.changes); below; below = nextOf(below, byKey)) {
      const from = standing.decision?.kind === 'bookDifference' ? standing.decision.from : null;
      if (from === null ? !below.isBooked : below.key !== from) {
        superseded.add(below.key);
        continue;
      }
      changes.set(standing.key, below.key);
      if (standing.isBooked) corrected.add(below.key);
      if (standing.decision?.kind !== 'ignore') outdated.add(below.key);
      standing = below;
    }
  }
  return { superseded, changes, corrected, outdated };
}

function nextOf({ changes }: RowVersion, byKey: ReadonlyMap<RowKey, RowVersion>): RowVersion | undefined {
  return changes === null ? undefined : byKey.get(changes);
}
