import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { ProductRow } from '../../contract/products.ts';
import {
  type ColumnFilter,
  type ColumnKind,
  type ColumnValue,
  matchesColumn,
} from '../../domain/column-filter.ts';
import { type SkuId, toShopId, toSkuId } from '../../domain/ids.ts';
import type { MappingStatus } from '../../domain/mapping.ts';
import { readColumnFilters } from '../column-filters.ts';
import type { Deps } from '../deps.ts';
import { done } from '../replies.ts';
import { loadShopContext } from '../shop-context.ts';
import { type ListedProduct, loadListedProducts, loadOpenOrderCounts } from './product-rows.ts';

/** What needs a person first. */
const mappingStatuses: readonly MappingStatus[] = [
  'notMapped',
  'itemInactive',
  'skuChanged',
  'mapped',
  'sameCode',
];

type Sort = Input<'products.list'>['sort'];
type OpenOrders = ReadonlyMap<SkuId, number>;

const filterColumns = {
  status: 'choice',
  itemCode: 'text',
  product: 'text',
  variation: 'text',
  sellerSku: 'text',
  price: 'money',
  barcode: 'id',
  openOrders: 'count',
  validFrom: 'date',
  id: 'id',
} as const satisfies Readonly<Record<string, ColumnKind>>;
type FilterColumn = keyof typeof filterColumns;

export async function listProducts(
  deps: Deps,
  input: Input<'products.list'>,
): Promise<Reply<Output<'products.list'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const filters = readColumnFilters(input.filters, filterColumns, context.value.shop.currency);
  if (!filters.ok) return filters;
  const products = await loadListedProducts(deps, context.value);
  const open = await loadOpenOrderCounts(deps, context.value);

  const needle = input.text.trim().toLowerCase();
  const byStatus = filters.value.filter(({ column }) => column === 'status');
  const others = filters.value.filter(({ column }) => column !== 'status');
  const counts = { sameCode: 0, mapped: 0, notMapped: 0, itemInactive: 0, skuChanged: 0 };
  const shown: ProductRow[] = [];
  for (const { row, hay } of sorted(products, input.sort, open)) {
    if (needle !== '' && !hay.includes(needle)) continue;
    if (!passes(row, others, open)) continue;
    counts[row.status] += 1;
    if (input.status !== null && row.status !== input.status) continue;
    if (passes(row, byStatus, open)) shown.push(row);
  }
  // Only the order of rows that differ is turned round; rows that are equal stay in the order of their ids.
  const ordered = input.descending ? turnRound(shown, input.sort, open) : shown;
  const rows = ordered.slice(input.offset, input.offset + input.limit);
  return done({
    rows: rows.map((row) => ({ ...row, openOrders: openOrdersOf(row, open) })),
    total: shown.length,
    counts,
  });
}

function openOrdersOf(row: ProductRow, open: OpenOrders): number {
  return open.get(toSkuId(row.skuId)) ?? 0;
}

function passes(row: ProductRow, filters: readonly ColumnFilter<FilterColumn>[], open: OpenOrders): boolean {
  return filters.every(({ column, test }) => matchesColumn(test, filterValue(row, column, open)));
}

/** What the filter above a column looks at. */
function filterValue(row: ProductRow, column: FilterColumn, open: OpenOrders): ColumnValue {
  switch (column) {
    case 'status':
      return row.status;
    case 'itemCode':
      return [...row.components, ...row.inactive].map((one) => one.itemCode).join('\n');
    case 'product':
      return row.productName;
    case 'variation':
      return row.variation;
    case 'sellerSku':
      return row.sellerSku;
    case 'price':
      return row.priceMinor;
    case 'barcode':
      return row.components.flatMap((one) => one.barcodes).join('\n');
    case 'openOrders':
      return openOrdersOf(row, open);
    case 'validFrom':
      return row.saved?.validFrom ?? null;
    case 'id':
      return row.skuId;
  }
}

// ---------------------------------------------------------------- sorting

type Key = string | number;

function keyOf({ row }: Pick<ListedProduct, 'row'>, sort: Sort, open: OpenOrders): Key {
  switch (sort) {
    case 'status':
      return mappingStatuses.indexOf(row.status);
    case 'itemCode':
      return row.components.map((one) => one.itemCode.toLowerCase()).join('\n');
    case 'priceMinor':
      return row.priceMinor ?? Number.NEGATIVE_INFINITY;
    case 'openOrders':
      return openOrdersOf(row, open);
    default:
      return row[sort].toLowerCase();
  }
}

interface Sorted {
  readonly open: OpenOrders;
  readonly products: readonly ListedProduct[];
}

/** Sorted lists by the list they were made from: one sorting serves every window and every keystroke in a filter. */
const keptSorted = new WeakMap<readonly ListedProduct[], Map<Sort, Sorted>>();

function sorted(products: readonly ListedProduct[], sort: Sort, open: OpenOrders): readonly ListedProduct[] {
  const kept = keptSorted.get(products) ?? new Map<Sort, Sorted>();
  keptSorted.set(products, kept);
  const known = kept.get(sort);
  if (known && (sort !== 'openOrders' || known.open === open)) return known.products;
  const keyed = products.map((product) => ({ product, key: keyOf(product, sort, open) }));
  keyed.sort((a, b) => compare(a.key, b.key) || compare(a.product.row.skuId, b.product.row.skuId));
  const made = keyed.map(({ product }) => product);
  kept.set(sort, { open, products: made });
  return made;
}

function compare(a: Key, b: Key): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Groups of equal keys in the opposite order; inside a group nothing moves. */
function turnRound(rows: readonly ProductRow[], sort: Sort, open: OpenOrders): ProductRow[] {
  const groups: ProductRow[][] = [];
  let last: Key | null = null;
  for (const row of rows) {
    const key = keyOf({ row }, sort, open);
    if (groups.length > 0 && key === last) groups.at(-1)?.push(row);
    else groups.push([row]);
    last = key;
  }
  return groups.reverse().flat();
}
