import type { Ask } from '../../app/contract/api.ts';
import type { ProductRow } from '../../app/contract/products.ts';
import type { Components } from './product-state.ts';

type Mapping = Ask<'products.map'>['mappings'][number];

export interface MappingPlan {
  readonly mappings: readonly Mapping[];
  /** Ticked rows that have no item code and were not edited: there is nothing to remember for them. */
  readonly withoutItem: number;
  /** Orders not posted yet that contain one of these products. A product counts its own orders. */
  readonly openOrders: number;
}

/**
 * What Post remembers: for each ticked row the code chosen now, else the one it has (which confirms an item of the same
 * code, or one whose SKU has changed). A draft without components takes a mapping back.
 */
export function planMappings(
  rows: readonly ProductRow[],
  drafts: ReadonlyMap<string, Components>,
): MappingPlan {
  const mappings: Mapping[] = [];
  let withoutItem = 0;
  let openOrders = 0;
  for (const row of rows) {
    const draft = drafts.get(row.skuId);
    const components = draft ?? row.components;
    if (components.length === 0 && draft === undefined) {
      withoutItem += 1;
      continue;
    }
    openOrders += row.openOrders;
    mappings.push({
      skuId: row.skuId,
      components: components.map(({ itemId, quantity }) => ({ itemId, quantity })),
    });
  }
  return { mappings, withoutItem, openOrders };
}
