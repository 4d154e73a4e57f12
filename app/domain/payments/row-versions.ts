import type { RowKey } from '../ids.ts';

/** A settlement row among the others that show the same money: overlapping exports may disagree about it. */
export interface RowVersion {
  readonly key: RowKey;
  /** The row whose money it shows with other values; null for a row that stands for itself. */
  readonly changes: RowKey | null;
  readonly isBooked: boolean;
}

export interface RowStanding {
  /** Rows that a later file shows with other values before they were booked: the later ones count. */
  readonly superseded: ReadonlySet<RowKey>;
  /** Rows that show booked money with other values, and the booked row. */
  readonly changes: ReadonlyMap<RowKey, RowKey>;
}

/**
 * Sorts out rows of overlapping exports that disagree (accounting.md §5). Values may change several times: of a chain
 * of versions only the booked one and the newest stand.
 */
export function judgeVersions(rows: readonly RowVersion[]): RowStanding {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const superseded = new Set<RowKey>();
  const changes = new Map<RowKey, RowKey>();
  for (const row of rows) {
    let before = row.changes;
    while (before !== null) {
      const version = byKey.get(before);
      if (version?.isBooked) {
        changes.set(row.key, before);
        break;
      }
      superseded.add(before);
      before = version?.changes ?? null;
    }
  }
  return { superseded, changes };
}
