import type { PostingProfile } from '../profile.ts';
import type { RowKind, SettlementRow } from '../settlement/types.ts';
import type { TypeMeaning } from './types.ts';

/** Where a row belongs under the profile's rule and what the user has said about its type. */
export type RowPlace = RowKind | 'outsideRule';

/**
 * A row is an adjustment when its type is not Order (accounting.md §2). SQL Account's rule "the id starts with 7" can
 * be chosen; rows that it does not catch, such as GMV ads, then stand outside and keep their date from tying out.
 */
export function placeRow(
  row: SettlementRow,
  profile: Pick<PostingProfile, 'adjustmentRule'>,
  typeMeanings: ReadonlyMap<string, TypeMeaning>,
): RowPlace {
  const kind = row.kind === 'unknown' ? saidOf(row, typeMeanings) : row.kind;
  if (kind === 'adjustment' && profile.adjustmentRule === 'startsWith7' && !row.startsWith7)
    return 'outsideRule';
  return kind;
}

function saidOf(row: SettlementRow, typeMeanings: ReadonlyMap<string, TypeMeaning>): RowKind {
  const meaning = typeMeanings.get(row.type.toLowerCase());
  return meaning === 'adjustment' || meaning === 'order' ? meaning : 'unknown';
}
