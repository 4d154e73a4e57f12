import type { ShopId } from '../domain/ids.ts';
import type { ItemCost } from '../domain/tieout/item-costs.ts';

/** What a person said that stock items cost, in the currency of a shop. */
export interface ItemCostBook {
  list(shopId: ShopId): Promise<readonly ItemCost[]>;
  /** Replaces entries of the same item and date; all or none, with one history line. */
  save(shopId: ShopId, costs: readonly ItemCost[], at: number): Promise<void>;
}
