import { createCompany, DEFAULT_SEED } from './company.ts';
import { createIds } from './ids.ts';
import { createRandom } from './random.ts';
import { closeBooks } from './statements.ts';
import type { Company, OrderStory, SandboxOrder, SettledRow, ShopBooks } from './types.ts';

/** The three dates on which everything of the small company is settled. */
const DATES = ['2026-10-20', '2026-10-22', '2026-10-27'] as const;
const LAST_DAY = '2026-10-31';

/** One order of each, with the date of each of its rows as an index into DATES. */
const STORIES: readonly (readonly [OrderStory, readonly number[]])[] = [
  ['part-refund', [0]],
  ['late-refund', [0, 2]],
  ['virtual-bundle', [1]],
  ['two-rows-two-days', [1, 2]],
  ['gift-only', [2]],
];
const ORDINARY_ORDERS = 2;
/** Kinds of adjustment and their date: a credit that belongs to no order, twice, and a deduction. */
const ADJUSTMENTS = [
  ['SHIPPING_FEE_REBATE', 1],
  ['SHIPPING_FEE_REBATE', 1],
  ['DEDUCTIONS_INCURRED_BY_SELLER', 2],
] as const;

/**
 * Eight orders and twelve settlement rows on three dates, cut out of the UK shop: refund, later refund (a credit note),
 * bundle, an order settled twice, a gift, adjustments of both signs, one order not settled. Small enough to run the
 * whole job thousands of times.
 */
export function createSmallCompany(seed = DEFAULT_SEED): Company {
  const company = createCompany(seed, 0);
  const [whole] = company.shops;
  if (whole === undefined) throw new Error('the sample company has a shop');
  return { ...company, shops: [cutOut(whole, seed)] };
}

function cutOut(books: ShopBooks, seed: number): ShopBooks {
  const all = books.statements.flatMap((statement) => statement.rows);
  const rowsOf = (order: SandboxOrder) =>
    all.filter((row) => row.kind === 'order' && row.order.id === order.id);
  const orders: SandboxOrder[] = [];
  const rows: SettledRow[] = [];
  const take = (order: SandboxOrder | undefined, dates: readonly number[]): void => {
    if (order === undefined) throw new Error('the sample company lacks an order of a story');
    orders.push(order);
    for (const [index, row] of rowsOf(order).entries()) rows.push(onDate(row, dates[index] ?? 2));
  };
  for (const [story, dates] of STORIES) take(ordersOf(books, story)[0], dates);
  const ordinary = ordersOf(books, null);
  const settled = ordinary.filter((order) => rowsOf(order).length === 1);
  for (let i = 0; i < ORDINARY_ORDERS; i += 1) take(settled[i], [i]);
  take(
    ordinary.find((order) => order.status === 'DELIVERED' && rowsOf(order).length === 0),
    [],
  );
  const unused = all.filter((row) => row.kind === 'adjustment');
  for (const [apiType, date] of ADJUSTMENTS) {
    const index = unused.findIndex((row) => row.kind === 'adjustment' && row.apiType === apiType);
    const [row] = unused.splice(index, 1);
    if (row?.kind === 'adjustment') rows.push({ ...onDate(row, date), relatedOrderId: null } as SettledRow);
  }
  const skus = new Set(
    orders
      .flatMap((order) => order.units)
      .flatMap(({ sku }) => [sku.id, ...sku.bundle.map((part) => part.sku.id)]),
  );
  const ids = createIds(createRandom(seed, `${books.shop.region}/small`));
  return {
    shop: books.shop,
    products: books.products.filter((product) => product.skus.some((sku) => skus.has(sku.id))),
    orders: orders.toSorted((a, b) => a.createdAt - b.createdAt),
    ...closeBooks(books.shop, rows, ids, LAST_DAY),
  };
}

const ordersOf = (books: ShopBooks, story: OrderStory | null): SandboxOrder[] =>
  books.orders.filter(
    (order) => order.story === story && (order.status === 'COMPLETED' || order.status === 'DELIVERED'),
  );

function onDate<Row extends SettledRow>(row: Row, date: number): Row {
  return { ...row, settledOn: DATES[date] ?? DATES[0] };
}
