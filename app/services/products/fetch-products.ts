import type { ShopId } from '../../domain/ids.ts';
import type { Deps } from '../deps.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import type { ShopLinks } from '../link/link-shops.ts';
import { done, refuseChannel, refuseUnknownShop } from '../replies.ts';

/**
 * Fetches the products of the shop and the items of its ledger, one after the other, as a job. Cancelled while products
 * come, it stores nothing; cancelled after, the products are kept and the items are left as they were.
 */
export async function fetchProducts(deps: Deps, shops: ShopLinks, ledgers: LedgerLinks, shopId: ShopId) {
  if (!(await deps.books.shops.load(shopId))) return refuseUnknownShop();
  return deps.jobs.start('products.fetch', shopId, `fetch:${shopId}`, async (job) => {
    const opened = await shops.open(shopId);
    if (!opened.ok) return opened;
    const skus = await opened.value.api.fetchSkus({
      cancel: job.cancel,
      onProgress: (count, total) =>
        job.progress(count, total, `Fetching products of ${opened.value.shop.name}`),
    });
    if (!skus.ok) return refuseChannel(skus.error);
    const saved = await deps.books.products.saveSkus(shopId, skus.value, deps.clock.now());
    deps.changed(['products']);
    const profile = await deps.books.shops.loadProfile(shopId);
    let items = 0;
    if (profile && !job.cancel.aborted) {
      const refreshed = await ledgers.refreshItems(profile.ledgerId, (count) => {
        items = count;
        job.progress(count, null, `Reading stock items: ${count} so far`);
      });
      if (!refreshed.ok) return refreshed;
      items = refreshed.value.items;
    }
    return done({ fetched: skus.value.length, ...saved, items });
  });
}
