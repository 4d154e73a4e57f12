import type { ItemId, LedgerId, ShopId } from '../domain/ids.ts';
import type { PostingProfile } from '../domain/profile.ts';
import type { ChannelShop } from './channel.ts';
import type { LedgerItem } from './ledger.ts';

export interface LinkedShop extends ChannelShop {
  /** Kind of the channel adapter. */
  readonly channel: string;
  /** Everything needed to talk to the channel but secrets: app key, service id, market, addresses. */
  readonly connection: Readonly<Record<string, string>>;
  readonly refreshTokenExpiresAt: number | null;
  readonly accessTokenExpiresAt: number | null;
  readonly linkState: 'linked' | 'relinkNeeded' | 'unlinked';
  readonly isSample: boolean;
  readonly linkedAt: number;
}

export interface ShopBook {
  list(): Promise<readonly LinkedShop[]>;
  load(shopId: ShopId): Promise<LinkedShop | null>;
  save(shop: LinkedShop): Promise<void>;
  loadProfile(shopId: ShopId): Promise<PostingProfile | null>;
  saveProfile(profile: PostingProfile): Promise<void>;
}

export interface LinkedLedger {
  readonly ledgerId: LedgerId;
  /** Kind of the ledger adapter. */
  readonly kind: string;
  readonly name: string;
  readonly connection: Readonly<Record<string, string>>;
  readonly linkState: 'linked' | 'relinkNeeded' | 'unlinked';
  readonly isSample: boolean;
  readonly linkedAt: number;
}

export interface LedgerBook {
  list(): Promise<readonly LinkedLedger[]>;
  load(ledgerId: LedgerId): Promise<LinkedLedger | null>;
  save(ledger: LinkedLedger): Promise<void>;
  /** Replaces the stored stock items by what the ledger has now; items that are gone become inactive. */
  saveItems(ledgerId: LedgerId, items: readonly LedgerItem[], at: number): Promise<void>;
  loadItems(ledgerId: LedgerId): Promise<readonly LedgerItem[]>;
  /** Type-ahead over code, name and barcode; active items only, best match first. */
  searchItems(ledgerId: LedgerId, text: string, limit: number): Promise<readonly LedgerItem[]>;
  loadItemsById(ledgerId: LedgerId, itemIds: readonly ItemId[]): Promise<readonly LedgerItem[]>;
}
