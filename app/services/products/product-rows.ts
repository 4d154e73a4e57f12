import type { ProductComponent, ProductRow } from '../../contract/products.ts';
import type { ItemId, SkuId } from '../../domain/ids.ts';
import { type MappedComponent, versionFor } from '../../domain/mapping.ts';
import type { ChannelSku } from '../../domain/orders.ts';
import type { Books } from '../../ports/books.ts';
import type { LedgerItem } from '../../ports/ledger.ts';
import type { Deps } from '../deps.ts';
import { loadMappingState, type MappingState, type ShopContext } from '../shop-context.ts';

/** A product with what is looked through by the search box, in lower case. */
export interface ListedProduct {
  readonly row: ProductRow;
  readonly hay: string;
}

type Items = ReadonlyMap<ItemId, LedgerItem>;

export function toProductComponent(component: MappedComponent, items: Items): ProductComponent {
  const item = items.get(component.itemId);
  return {
    itemId: component.itemId,
    itemCode: component.itemCode,
    itemName: component.itemName,
    quantity: component.quantity,
    isKit: item?.isKit ?? false,
    barcodes: item ? [...item.barcodes] : [],
  };
}

/** What a SKU stands for in an order still to come. */
function toProductRow(sku: ChannelSku, state: MappingState): ProductRow {
  const resolution = state.resolve(sku, null);
  const version = versionFor(state.saved.get(sku.skuId) ?? [], null);
  const toView = (component: MappedComponent) => toProductComponent(component, state.items);
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
    components: 'components' in resolution ? resolution.components.map(toView) : [],
    inactive: 'inactive' in resolution ? resolution.inactive.map(toView) : [],
    saved:
      version && version.components.length > 0
        ? { version: version.version, validFrom: version.validFrom, sellerSku: version.sellerSku }
        : null,
    openOrders: 0,
  };
}

function toHay(row: ProductRow): string {
  const items = [...row.components, ...row.inactive];
  const words = [
    row.sellerSku,
    row.productName,
    row.variation,
    row.skuId,
    ...items.flatMap((one) => [one.itemCode, one.itemName, ...one.barcodes]),
  ];
  return words.join('\n').toLowerCase();
}

interface KeptRows {
  readonly state: MappingState;
  readonly products: readonly ListedProduct[];
}

/** Versions are only ever added, so a SKU with as many as before has the same; a bundle goes by its parts too. */
function standsAsBefore(sku: ChannelSku, before: MappingState, now: MappingState): boolean {
  return (
    before.skus === now.skus &&
    before.items === now.items &&
    sku.parts.length === 0 &&
    before.saved.get(sku.skuId)?.length === now.saved.get(sku.skuId)?.length
  );
}

interface KeptCounts {
  readonly mark: string;
  readonly counts: ReadonlyMap<SkuId, number>;
}

interface Kept {
  rows: KeptRows | null;
  counts: KeptCounts | null;
}

const keptLists = new WeakMap<Books, Map<string, Kept>>();

function keptOf(books: Books, shopId: string): Kept {
  const shops = keptLists.get(books) ?? new Map<string, Kept>();
  keptLists.set(books, shops);
  const kept = shops.get(shopId) ?? { rows: null, counts: null };
  shops.set(shopId, kept);
  return kept;
}

/**
 * The products of a shop, made once and kept until a SKU, an item or a mapping is written: a window, a keystroke in a
 * filter or another sorting looks through them in memory. `openOrders` of the rows is filled in by who shows them.
 */
export async function loadListedProducts(
  deps: Deps,
  context: ShopContext,
): Promise<readonly ListedProduct[]> {
  const state = await loadMappingState(deps, context);
  const kept = keptOf(deps.books, context.shop.shopId);
  if (kept.rows?.state !== state) {
    const before = kept.rows;
    const products = [...state.skus.values()].map((sku, index) => {
      if (before && standsAsBefore(sku, before.state, state)) {
        const same = before.products[index];
        if (same) return same;
      }
      const row = toProductRow(sku, state);
      return { row, hay: toHay(row) };
    });
    kept.rows = { state, products };
  }
  return kept.rows.products;
}

/** Orders that wait for a document, by SKU; kept until an order or a document is written. */
export async function loadOpenOrderCounts(
  { books }: Deps,
  { shop }: ShopContext,
): Promise<ReadonlyMap<SkuId, number>> {
  const { openOrders: mark } = await books.products.loadMarks();
  const kept = keptOf(books, shop.shopId);
  if (kept.counts?.mark !== mark) {
    kept.counts = { mark, counts: await books.products.countOpenOrdersBySku(shop.shopId) };
  }
  return kept.counts.counts;
}
