import type { Reply } from '../contract/errors.ts';
import type { ShopId } from '../domain/ids.ts';
import { createItemResolver, type ItemResolver, type MappingBook } from '../domain/mapping.ts';
import type { PostingProfile } from '../domain/profile.ts';
import type { LinkedShop } from '../ports/books.ts';
import type { Deps } from './deps.ts';
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

export async function loadMappingBook(deps: Deps, { shop, profile }: ShopContext): Promise<MappingBook> {
  const [items, mappings, skus] = await Promise.all([
    deps.books.ledgers.loadItems(profile.ledgerId),
    deps.books.products.loadMappings(shop.shopId),
    deps.books.products.loadSkus(shop.shopId),
  ]);
  return {
    items,
    saved: new Map(mappings.map((mapping) => [mapping.skuId, mapping])),
    skus: new Map(skus.map((sku) => [sku.skuId, sku])),
  };
}

export async function loadResolver(deps: Deps, context: ShopContext): Promise<ItemResolver> {
  return createItemResolver(await loadMappingBook(deps, context));
}
