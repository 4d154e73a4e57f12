import type { RowKey } from '../../domain/ids.ts';
import { typeKey } from '../../domain/settlement/type-names.ts';
import type { SettlementFile, SettlementRow } from '../../domain/settlement/types.ts';
import type { StoredRow } from '../../ports/settlement-book.ts';

/**
 * Rows of a new file that show money which is in the books with other values: same id, type and settled date, while
 * the row in the books is not in the file any more (accounting.md §5). They are reported, never booked silently. A
 * row that an earlier file has changed already is not changed again: the newest version of it is.
 */
export function findChanges(
  file: Pick<SettlementFile, 'rows'>,
  stored: readonly StoredRow[],
): { readonly before: RowKey; readonly after: RowKey }[] {
  // The first file of a period changes nothing, and its rows need not be made for that.
  if (stored.length === 0) return [];
  const inFile = new Set<RowKey>();
  for (const { key } of file.rows) inFile.add(key);
  const known = new Set(stored.map(({ row }) => row.key));
  const replaced = new Set(stored.map(({ changes }) => changes));
  const lost = new Map<string, SettlementRow[]>();
  for (const { row } of stored) {
    if (inFile.has(row.key) || replaced.has(row.key)) continue;
    lost.set(subject(row), [...(lost.get(subject(row)) ?? []), row]);
  }
  const changes: { readonly before: RowKey; readonly after: RowKey }[] = [];
  for (const row of lost.size === 0 ? [] : file.rows) {
    const before = known.has(row.key) ? undefined : lost.get(subject(row))?.shift();
    if (before) changes.push({ before: before.key, after: row.key });
  }
  return changes;
}

function subject(row: SettlementRow): string {
  return `${row.id}|${typeKey(row.type)}|${row.settledOn}`;
}
