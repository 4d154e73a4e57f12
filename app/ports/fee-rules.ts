import type { BusinessDate } from '../domain/dates.ts';
import type { ShopId } from '../domain/ids.ts';
import type { RateCardEntry } from '../domain/tieout/rate-card.ts';

/** Entries of the rate card that a person has made; they stand before what is learned. */
export interface FeeRuleBook {
  list(shopId: ShopId): Promise<readonly RateCardEntry[]>;
  /** Replaces the entry of the same fee and date; a history line. */
  save(shopId: ShopId, entry: RateCardEntry, at: number): Promise<void>;
  /** False when there is none. */
  remove(shopId: ShopId, name: string, from: BusinessDate, at: number): Promise<boolean>;
}
