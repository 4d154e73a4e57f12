import type { Reply } from '../contract/errors.ts';
import type { ItemId, ShopId, SkuId } from '../domain/ids.ts';
import { createItemResolver, type ItemResolver, type MappingBook } from '../domain/mapping.ts';
import type { ChannelSku } from '../domain/orders.ts';
import type { PostingProfile } from '../domain/profile.ts';
import type { Books, LinkedShop, SavedMapping } from '../ports/books.ts';
import type { LedgerItem } from '../ports/ledger.ts';
import type { Deps } from './deps.ts';
import { whyPostingIsOff } from './link/views.ts';
import { done, refuse } from './replies.ts';

/** A shop with the profile it is booked by. */
export interface ShopContext {
  readonly shop: LinkedShop;
  readonly profile: PostingProfile;
}

export async function loadShopContext(deps: Deps, shopId: ShopId): Promise<Reply<ShopContext>> {
  const shop = await deps.books.shops.load(shopId);
  if (!shop) return refuse('NOT_FOUND', 'This shop is not in the books.');
  const profile = await deps.books.shops.loadProfile(shopId);
  if (!profile) {
    return refuse(
      'PROFILE_INCOMPLETE',
      `${shop.name} has no posting profile yet. Prepare it on the Account tab.`,
    );
  }
  return done({ shop, profile });
}

/** The same for what posts: an unlinked shop or ledger has books that are looked at only. */
export async function loadPostingContext(deps: Deps, shopId: ShopId): Promise<Reply<ShopContext>> {
  const context = await loadShopContext(deps, shopId);
  if (!context.ok) return context;
  const { shop, profile } = context.value;
  const off = whyPostingIsOff(shop, await deps.books.ledgers.load(profile.ledgerId));
  return off === null ? context : refuse('NOT_LINKED', off);
}

/** Everything that says what the SKUs of a shop stand for. */
export interface MappingState {
  /** Equal marks = the same state. */
  readonly mark: string;
  readonly book: MappingBook;
  readonly resolve: ItemResolver;
  readonly skus: ReadonlyMap<SkuId, ChannelSku>;
  readonly items: ReadonlyMap<ItemId, LedgerItem>;
  /** Versions by SKU, oldest first. */
  readonly saved: ReadonlyMap<SkuId, readonly SavedMapping[]>;
}

/** Per books and `shop ledger`: reading 50,000 SKUs and items for each window of orders would take longer than the window. */
const keptStates = new WeakMap<Books, Map<string, MappingState>>();

/** Kept until a SKU, an item or a mapping is written. */
export async function loadMappingState(
  { books }: Deps,
  { shop, profile }: ShopContext,
): Promise<MappingState> {
  const { mapping: mark } = await books.products.loadMarks();
  const kept = keptStates.get(books) ?? new Map<string, MappingState>();
  keptStates.set(books, kept);
  const key = `${shop.shopId} ${profile.ledgerId}`;
  const known = kept.get(key);
  if (known?.mark === mark) return known;
  const [items, mappings, listed] = await Promise.all([
    books.ledgers.loadItems(profile.ledgerId),
    books.products.loadMappings(shop.shopId),
    books.products.loadSkus(shop.shopId),
  ]);
  const saved = new Map<SkuId, SavedMapping[]>();
  for (const mapping of mappings) {
    const versions = saved.get(mapping.skuId);
    if (versions) versions.push(mapping);
    else saved.set(mapping.skuId, [mapping]);
  }
  const skus = new Map(listed.map((sku) => [sku.skuId, sku]));
  const book: MappingBook = { items, saved, skus };
  const state: MappingState = {
    // Of before the reading: what was written meanwhile makes it outdated.
    mark,
    book,
    resolve: createItemResolver(book),
    skus,
    items: new Map(items.map((item) => [item.itemId, item])),
    saved,
  };
  kept.set(key, state);
  return state;
}

export async function loadResolver(deps: Deps, context: ShopContext): Promise<ItemResolver> {
  return (await loadMappingState(deps, context)).resolve;
}
