import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { ProductRow } from '../../contract/products.ts';
import { type ShopId, type SkuId, toItemId, toShopId, toSkuId } from '../../domain/ids.ts';
import { createItemResolver, type MappedComponent, type MappingStatus } from '../../domain/mapping.ts';
import type { ChannelSku } from '../../domain/orders.ts';
import type { Deps } from '../deps.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import type { ShopLinks } from '../link/link-shops.ts';
import { done, refuse, refuseChannel } from '../replies.ts';
import { loadMappingBook, loadShopContext, type ShopContext } from '../shop-context.ts';

export const mappingStatuses: readonly MappingStatus[] = [
  'notMapped',
  'itemInactive',
  'skuChanged',
  'mapped',
  'sameCode',
];

/** Fetches the products of the shop and the items of its ledger, one after the other, as a job. */
export async function fetchProducts(deps: Deps, shops: ShopLinks, ledgers: LedgerLinks, shopId: ShopId) {
  if (!(await deps.books.shops.load(shopId))) return refuse('NOT_FOUND', 'This shop is not in the books.');
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
    const profile = await deps.books.shops.loadProfile(shopId);
    if (profile) {
      const items = await ledgers.refreshItems(profile.ledgerId, (count) =>
        job.progress(count, null, 'Reading stock items of the ledger'),
      );
      if (!items.ok) return items;
    }
    deps.changed(['products']);
    return done({ fetched: skus.value.length, ...saved });
  });
}

export async function listProducts(
  deps: Deps,
  input: Input<'products.list'>,
): Promise<Reply<Output<'products.list'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const rows = await loadProductRows(deps, context.value);
  const needle = input.text.trim().toLowerCase();
  const found = needle === '' ? rows : rows.filter((row) => searchText(row).includes(needle));
  const counts = Object.fromEntries(
    mappingStatuses.map((status) => [status, found.filter((row) => row.status === status).length]),
  ) as Output<'products.list'>['counts']; // every status has its count
  const shown = input.status === null ? found : found.filter((row) => row.status === input.status);
  shown.sort(
    (a, b) => compareRows(a, b, input.sort) * (input.descending ? -1 : 1) || compare(a.skuId, b.skuId),
  );
  return done({ rows: shown.slice(input.offset, input.offset + input.limit), total: shown.length, counts });
}

async function loadProductRows(deps: Deps, context: ShopContext): Promise<ProductRow[]> {
  const { shopId } = context.shop;
  const skus = await deps.books.products.loadSkus(shopId);
  const resolve = createItemResolver(await loadMappingBook(deps, context));
  const open = await deps.books.products.countOpenOrdersBySku(shopId);
  return skus.map((sku) => toProductRow(sku, resolve(sku), open.get(sku.skuId) ?? 0));
}

function toProductRow(
  sku: ChannelSku,
  resolution: ReturnType<ReturnType<typeof createItemResolver>>,
  openOrders: number,
): ProductRow {
  const components = 'components' in resolution ? resolution.components : [];
  return {
    skuId: sku.skuId,
    productId: sku.productId,
    productName: sku.productName,
    variation: sku.variation,
    sellerSku: sku.sellerSku,
    priceMinor: sku.priceMinor,
    currency: sku.currency,
    isActive: sku.isActive,
    isBundle: sku.parts.length > 0,
    status: resolution.status,
    components: components.map(({ itemId, itemCode, itemName, quantity }) => ({
      itemId,
      itemCode,
      itemName,
      quantity,
    })),
    openOrders,
  };
}

/** Remembers mappings; the item codes and names are read from the books, never taken from the caller. */
export async function mapProducts(
  deps: Deps,
  input: Input<'products.map'>,
): Promise<Reply<Output<'products.map'>>> {
  const shopId = toShopId(input.shopId);
  const context = await loadShopContext(deps, shopId);
  if (!context.ok) return context;
  const skus = new Map((await deps.books.products.loadSkus(shopId)).map((sku) => [sku.skuId, sku]));
  const itemIds = input.mappings.flatMap((mapping) => mapping.components.map((one) => toItemId(one.itemId)));
  const items = await deps.books.ledgers.loadItemsById(context.value.profile.ledgerId, itemIds);
  const byId = new Map(items.map((item) => [item.itemId, item]));

  const mappings: { skuId: SkuId; sellerSku: string; components: MappedComponent[] }[] = [];
  for (const mapping of input.mappings) {
    const sku = skus.get(toSkuId(mapping.skuId));
    if (!sku)
      return refuse('NOT_FOUND', `SKU ${mapping.skuId} is not in the books. Fetch the products again.`);
    const components: MappedComponent[] = [];
    for (const { itemId, quantity } of mapping.components) {
      const item = byId.get(toItemId(itemId));
      if (!item?.isActive) {
        return refuse(
          'NOT_FOUND',
          `The chosen stock item for ${sku.productName} is not active. Choose another one.`,
        );
      }
      components.push({ itemId: item.itemId, itemCode: item.code, itemName: item.name, quantity });
    }
    mappings.push({ skuId: sku.skuId, sellerSku: sku.sellerSku, components });
  }
  await deps.books.products.saveMappings(shopId, mappings, deps.clock.now());
  const open = await deps.books.products.countOpenOrders(
    shopId,
    mappings.map((mapping) => mapping.skuId),
  );
  deps.changed(['products', 'orders', 'payments']);
  return done({ saved: mappings.length, openOrders: open.orders, openGoodsMinor: open.goodsMinor });
}

function searchText(row: ProductRow): string {
  const codes = row.components.map((component) => component.itemCode).join(' ');
  return `${row.sellerSku} ${row.productName} ${row.variation} ${row.skuId} ${codes}`.toLowerCase();
}

function compareRows(a: ProductRow, b: ProductRow, sort: Input<'products.list'>['sort']): number {
  if (sort === 'status') return mappingStatuses.indexOf(a.status) - mappingStatuses.indexOf(b.status);
  if (sort === 'priceMinor') return (a.priceMinor ?? 0) - (b.priceMinor ?? 0);
  return compare(a[sort].toLowerCase(), b[sort].toLowerCase());
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
