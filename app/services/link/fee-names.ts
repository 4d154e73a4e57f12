import type { ShopId } from '../../domain/ids.ts';
import type { Deps } from '../deps.ts';

/** Names of fees and types of adjustments in the settlement rows of a shop, in the order of the alphabet. */
export async function loadFeeNames(
  deps: Deps,
  shopId: ShopId,
): Promise<{ fees: string[]; adjustmentTypes: string[] }> {
  const rows = await deps.books.settlements.loadRows(shopId, { from: null, to: null });
  const fees = new Set<string>();
  const types = new Set<string>();
  for (const { row } of rows) {
    for (const fee of row.fees) fees.add(fee.name);
    if (row.kind === 'adjustment') types.add(row.typeName);
  }
  return { fees: [...fees].sort(), adjustmentTypes: [...types].sort() };
}
