import type { Reply } from '../contract/errors.ts';
import type { ItemId, ShopId, SkuId } from '../domain/ids.ts';
import { createItemResolver, type ItemResolver, type MappingBook } from '../domain/mapping.ts';
import type { ChannelSku } from '../domain/orders.ts';
import type { PostingProfile } from '../domain/profile.ts';
import type { Books } from '../ports/books.ts';
import type { LedgerItem } from '../ports/ledger.ts';
import type { LinkedShop } from '../ports/link-books.ts';
import type { ProductMarks, SavedMapping } from '../ports/product-book.ts';
import type { Deps } from './deps.ts';
import { whyPostingIsOff } from './link/views.ts';
import { done, refuse, refuseUnknownShop } from './replies.ts';

/** A shop with the profile it is booked by. */
export interface ShopContext {
  readonly shop: LinkedShop;
  readonly profile: PostingProfile;
}

export async function loadShopContext(deps: Deps, shopId: ShopId): Promise<Reply<ShopContext>> {
  const shop = await deps.books.shops.load(shopId);
  if (!shop) return refuseUnknownShop();
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

/** Everything that says what the SKUs of a shop stand for. Its parts stay the same objects while nothing was written. */
export interface MappingState {
  readonly book: MappingBook;
  readonly resolve: ItemResolver;
  readonly skus: ReadonlyMap<SkuId, ChannelSku>;
  readonly items: ReadonlyMap<ItemId, LedgerItem>;
  /** Versions by SKU, oldest first. */
  readonly saved: ReadonlyMap<SkuId, readonly SavedMapping[]>;
}

interface KeptState {
  /** Of before the reading: what was written meanwhile makes it outdated. */
  readonly marks: ProductMarks;
  readonly state: MappingState;
}

/** Per books and `shop ledger`: reading 50,000 SKUs and items for each window of orders would take longer than the window. */
const keptStates = new WeakMap<Books, Map<string, KeptState>>();

/** Kept until a SKU, an item or a mapping is written; then what was written is read again, and the rest is not. */
export async function loadMappingState(
  { books }: Pick<Deps, 'books'>,
  { shop, profile }: ShopContext,
): Promise<MappingState> {
  const marks = await books.products.loadMarks();
  const kept = keptStates.get(books) ?? new Map<string, KeptState>();
  keptStates.set(books, kept);
  const key = `${shop.shopId} ${profile.ledgerId}`;
  const known = kept.get(key);
  const stands = (mark: 'skus' | 'items' | 'mappings') => known?.marks[mark] === marks[mark];
  if (known && stands('skus') && stands('items') && stands('mappings')) return known.state;
  const skus =
    known && stands('skus')
      ? known.state.skus
      : new Map((await books.products.loadSkus(shop.shopId)).map((sku) => [sku.skuId, sku]));
  const items =
    known && stands('items')
      ? known.state.items
      : new Map((await books.ledgers.loadItems(profile.ledgerId)).map((item) => [item.itemId, item]));
  const saved =
    known && stands('mappings') ? known.state.saved : bySku(await books.products.loadMappings(shop.shopId));
  const book: MappingBook = {
    items: stands('items') && known ? known.state.book.items : [...items.values()],
    saved,
    skus,
  };
  const state: MappingState = { book, resolve: createItemResolver(book), skus, items, saved };
  kept.set(key, { marks, state });
  return state;
}

function bySku(mappings: readonly SavedMapping[]): ReadonlyMap<SkuId, readonly SavedMapping[]> {
  const versions = new Map<SkuId, SavedMapping[]>();
  for (const mapping of mappings) {
    const known = versions.get(mapping.skuId);
    if (known) known.push(mapping);
    else versions.set(mapping.skuId, [mapping]);
  }
  return versions;
}

export async function loadResolver(deps: Pick<Deps, 'books'>, context: ShopContext): Promise<ItemResolver> {
  return (await loadMappingState(deps, context)).resolve;
}
