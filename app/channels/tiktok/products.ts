import type { ChannelSku } from '../../domain/orders.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ChannelShop, FetchOptions } from '../../ports/channel.ts';
import { pageSize, productPath, productSearchPath } from './endpoints.ts';
import { type CallFailure, cancelled, unexpected } from './failures.ts';
import { inLanes } from './lanes.ts';
import { readPages } from './pages.ts';
import type { ShopReader } from './shop-reader.ts';
import { toSkus } from './to-skus.ts';
import { readWindows, type SecondsWindow } from './windows.ts';
import { describeProblem, productPageSchema, productSchema, type WireProduct } from './wire.ts';

/** TikTok Shop opened its first shops in 2021; no product was updated before. */
const firstSecond = Date.UTC(2021, 0, 1) / 1000;
/** Product details read side by side; the rate limit spaces them. */
const lanes = 4;

/**
 * Every variant of every product that is not deleted. The search does not name the variation nor the parts of a bundle,
 * so the detail of each product is read as well, except where the search already gave both.
 */
export async function readSkus(
  reader: ShopReader,
  shop: ChannelShop,
  now: number,
  options: FetchOptions,
): Promise<Result<readonly ChannelSku[], CallFailure>> {
  const found = await readProducts(reader, now, options);
  if (!found.ok) return found;
  const products = found.value.filter((product) => product.status !== 'DELETED');
  let done = 0;
  const skus = await inLanes(products, lanes, async (product) => {
    if (options.cancel?.aborted) return err(cancelled);
    const detail = await readDetail(reader, product, options);
    if (!detail.ok) return detail;
    done += 1;
    options.onProgress?.(done, products.length);
    return ok(toSkus(product, detail.value, shop.currency));
  });
  return skus.ok ? ok(skus.value.flat()) : skus;
}

/** The whole catalogue in one list, or, above the platform's cap of 10,000, in windows of the update time. */
async function readProducts(
  reader: ShopReader,
  now: number,
  options: FetchOptions,
): Promise<Result<readonly WireProduct[], CallFailure>> {
  const upTo = Math.ceil(now / 1000) + 1;
  const whole: SecondsWindow = { from: firstSecond, to: upTo };
  const parts = await readWindows(whole, (window) => readProductWindow(reader, window, whole, options));
  if (!parts.ok) return parts;
  const newest = new Map<string, WireProduct>();
  for (const product of parts.value.flat()) {
    const known = newest.get(product.id);
    if (!known || (product.update_time ?? 0) >= (known.update_time ?? 0)) newest.set(product.id, product);
  }
  return ok([...newest.values()]);
}

async function readProductWindow(
  reader: ShopReader,
  window: SecondsWindow,
  whole: SecondsWindow,
  options: FetchOptions,
): Promise<Result<readonly WireProduct[], CallFailure>> {
  // The outer edges stay open: a product without an update time, or one edited while this runs, is not missed.
  const body = {
    status: 'ALL',
    ...(window.from === whole.from ? {} : { update_time_ge: window.from }),
    // `_le`, not `_lt` as in orders: the last second inside.
    ...(window.to === whole.to ? {} : { update_time_le: window.to - 1 }),
  };
  const pages = await readPages({
    cancel: options.cancel,
    keyOf: (product: WireProduct) => product.id,
    fetchPage: async (pageToken) => {
      const answer = await reader.read(
        {
          method: 'POST',
          endpoint: 'products/search',
          path: productSearchPath(reader.versions),
          query: { page_size: String(pageSize), ...(pageToken === '' ? {} : { page_token: pageToken }) },
          body,
        },
        options.cancel,
      );
      if (!answer.ok) return answer;
      const page = productPageSchema.safeParse(answer.value);
      return page.success ? ok(page.data) : err(unexpected('products', describeProblem(page.error)));
    },
  });
  return pages.ok ? ok(pages.value.items) : pages;
}

/**
 * Null where the detail is not needed, or where TikTok Shop does not give it: frozen, half-made and just removed
 * products. Of a product on sale it is never done without, for it may be a bundle.
 */
async function readDetail(
  reader: ShopReader,
  product: WireProduct,
  options: FetchOptions,
): Promise<Result<WireProduct | null, CallFailure>> {
  if (product.status === 'FREEZE' || saysEverything(product)) return ok(null);
  const answer = await reader.read(
    { method: 'GET', endpoint: 'products/detail', path: productPath(reader.versions, product.id) },
    options.cancel,
  );
  if (!answer.ok) {
    const { kind, hint } = answer.error;
    const spared = hint === 'notFound' || (kind === 'rejected' && product.status !== 'ACTIVATE');
    return spared ? ok(null) : answer;
  }
  const detail = productSchema.safeParse(answer.value);
  return detail.success ? ok(detail.data) : err(unexpected('product', describeProblem(detail.error)));
}

function saysEverything(product: WireProduct): boolean {
  const isBundle = product.product_types?.includes('COMBINED_PRODUCT');
  return (
    isBundle !== undefined &&
    product.skus.every((sku) => sku.sales_attributes && (sku.combined_skus || !isBundle))
  );
}
