import { expect, test } from 'vitest';
import { amountsOf, createCompany, type OrderRow, type OrderStory, type ShopBooks } from '../index.ts';
import { NEGATIVE_DAY } from './adjustments.ts';
import { dayOn } from './calendar.ts';

const company = createCompany();
const shops = company.shops.map((books) => [books.shop.region, books] as const);

const rowsOf = (books: ShopBooks) => books.statements.flatMap((statement) => statement.rows);
const orderRows = (books: ShopBooks): OrderRow[] => rowsOf(books).filter((row) => row.kind === 'order');
const ofStory = (books: ShopBooks, story: OrderStory) =>
  books.orders.filter((order) => order.story === story);

/** Calendar date in a time zone, by the platform's own rules. */
const localDate = (seconds: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(seconds * 1000));

test('the same seed gives the same company, another seed another one', () => {
  expect(JSON.stringify(createCompany(7, 200))).toBe(JSON.stringify(createCompany(7, 200)));
  expect(JSON.stringify(createCompany(8, 200))).not.toBe(JSON.stringify(createCompany(7, 200)));
});

test.each(shops)('%s: at least 420 orders, some in every status', (region, books) => {
  expect(books.orders.length).toBeGreaterThanOrEqual(420);
  const statuses = new Set(books.orders.map((order) => order.status));
  const expected = ['UNPAID', 'AWAITING_SHIPMENT', 'AWAITING_COLLECTION', 'IN_TRANSIT', 'DELIVERED'];
  const british = ['ON_HOLD', 'PARTIALLY_SHIPPING'];
  expect([...statuses].toSorted()).toEqual(
    [...expected, 'COMPLETED', 'CANCELLED', ...(region === 'GB' ? british : [])].toSorted(),
  );
});

test.each(shops)('%s: ids have the documented shapes and are unique', (_region, books) => {
  const ids = books.orders.map((order) => order.id);
  expect(ids.every((id) => /^58\d{16}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  const skus = books.products.flatMap((product) => product.skus);
  expect(skus.every((sku) => /^17\d{17}$/.test(sku.id) && /^17\d{17}$/.test(sku.productId))).toBe(true);
  for (const row of rowsOf(books)) {
    if (row.kind === 'order') continue;
    expect(row.id).toMatch(row.apiType === 'GMV_PAYMENT_FOR_ADS' ? /^35\d{17}$/ : /^7\d{18}$/);
    if (row.id.startsWith('7')) expect(Number(BigInt(row.id) >> 32n)).toBe(row.createdAt);
  }
});

test.each(shops)('%s: orders are of October by the shop’s own clock', (_region, books) => {
  const dates = books.orders.map((order) => localDate(order.createdAt, books.shop.timeZone));
  expect(dates.every((date) => date.startsWith('2026-10-'))).toBe(true);
  // One of them is September's by UTC: fetching by the UTC month misses it.
  const edges = ofStory(books, 'month-edge').map((order) => localDate(order.createdAt, 'UTC'));
  expect(edges).toContain('2026-09-30');
});

test.each(shops)('%s: settlement rows follow the orders', (_region, books) => {
  const byOrder = Map.groupBy(orderRows(books), (row) => row.order);
  for (const [order, rows] of byOrder) {
    expect(['DELIVERED', 'COMPLETED']).toContain(order.status);
    expect(books.orders).toContain(order);
    const sold = rows.flatMap((row) => row.sold);
    expect(sold).toEqual(order.units.filter((unit) => !unit.cancelled));
    const refunded = rows.flatMap((row) => row.refunded);
    expect(refunded.every((unit) => sold.includes(unit))).toBe(true);
    expect(new Set(refunded).size).toBe(refunded.length);
    for (const row of rows) expect(row.settledOn > localDate(order.deliveredAt ?? 0, 'UTC')).toBe(true);
  }
  const days = books.statements.map((statement) => statement.settledOn);
  expect(days.at(-1)).toBe('2026-11-14');
  expect(new Set(days).size).toBe(days.length);
});

test.each(shops)('%s: the stories are there, and are what they say', (region, books) => {
  const rows = (story: OrderStory) =>
    ofStory(books, story).map((order) => orderRows(books).filter((row) => row.order === order));
  const figures = (story: OrderStory) => rows(story).map((list) => list.map(amountsOf));

  expect(ofStory(books, 'missing-item').length).toBeGreaterThanOrEqual(6);
  expect(rows('missing-item').every((list) => list.length === 1)).toBe(true);
  expect(ofStory(books, 'virtual-bundle').length).toBeGreaterThanOrEqual(8);
  expect(rows('virtual-bundle').every((list) => list.length === 1)).toBe(true);
  expect(figures('gift-only')).toEqual([
    [expect.objectContaining({ revenue: 0, fees: -40, settlement: -40 })],
  ]);
  expect(rows('sample')).toEqual([[]]);
  expect(rows('cancelled-after-payment').flat()).toEqual([]);
  expect(rows('inactive-item').flat()).toEqual([]);
  expect(rows('no-seller-sku').flat()).toEqual([]);
  for (const [row] of figures('part-refund')) {
    expect(row?.refundAfter).toBeLessThan(0);
    expect(row?.revenue).toBeGreaterThan(0);
  }
  for (const [row] of figures('full-refund-fee-kept')) {
    expect(row).toMatchObject({ revenue: 0, fees: -50, settlement: -50 });
    expect(row?.subtotalAfter).toBeGreaterThan(0);
  }
  for (const [row] of figures('zero-row')) {
    expect(row).toMatchObject({ revenue: 0, fees: 0, settlement: 0 });
    expect(row?.refundAfter).toBeLessThan(0);
  }
  for (const [sale, refund] of rows('late-refund')) {
    const later = refund === undefined ? null : amountsOf(refund);
    expect(later).toMatchObject({ subtotalAfter: 0 });
    expect(later?.fees).toBeGreaterThan(0);
    const gap = Date.parse(refund?.settledOn ?? '') - Date.parse(sale?.settledOn ?? '');
    expect(gap).toBeGreaterThanOrEqual(5 * 86_400_000);
  }
  expect(new Set(rows('two-rows-one-day')[0]?.map((row) => row.settledOn)).size).toBe(1);
  expect(new Set(rows('two-rows-two-days')[0]?.map((row) => row.settledOn)).size).toBe(2);
  // Fees come back in part only.
  for (const [sale, refund] of [...figures('late-refund'), ...figures('reversal')]) {
    expect(refund?.feeTax).toBeGreaterThan(0);
    expect(refund?.feeTax).toBeLessThan(-(sale?.feeTax ?? 0));
  }
  const [reversal] = figures('reversal');
  expect(reversal).toHaveLength(2);
  expect((reversal?.[0]?.settlement ?? 0) + (reversal?.[1]?.settlement ?? 0)).toBeLessThan(0);
  expect(ofStory(books, 'part-cancelled')).toHaveLength(region === 'GB' ? 2 : 0);
});

test.each(shops)(
  '%s: adjustments of every kind, one day net negative, ads on three days',
  (_region, books) => {
    const adjustments = rowsOf(books).filter((row) => row.kind === 'adjustment');
    expect(new Set(adjustments.map((row) => row.type)).size).toBe(5);
    const ads = adjustments.filter((row) => row.apiType === 'GMV_PAYMENT_FOR_ADS');
    expect(new Set(ads.map((row) => row.settledOn)).size).toBeGreaterThanOrEqual(3);
    const negative = adjustments.filter((row) => row.settledOn === dayOn(NEGATIVE_DAY));
    expect(negative.reduce((sum, row) => sum + row.amount, 0)).toBeLessThan(0);
    const related = adjustments.filter((row) => row.relatedOrderId !== null);
    expect(related.length).toBeGreaterThan(2);
    expect(related.every((row) => books.orders.some((order) => order.id === row.relatedOrderId))).toBe(true);
    const rebates = adjustments.filter((row) => row.type === 'Shipping fee rebate');
    const busiest = Map.groupBy(rebates, (row) => row.settledOn);
    expect(Math.max(...[...busiest.values()].map((rows) => rows.length))).toBeGreaterThanOrEqual(3);
  },
);

test('the items that stories need are missing, closed or kits in Stokly', async () => {
  const { seedItems } = await import('../stokly/catalogue-seed.ts');
  const items = seedItems();
  const codes = new Map(items.map((item) => [item.sku.trim().toLowerCase(), item]));
  expect(codes.has('tote-old-navy')).toBe(false);
  expect(codes.get('tote-nvy')?.name).toContain('navy');
  expect(codes.has('set-candle-duo')).toBe(false);
  expect(codes.get('can-pine-180')?.status).toBe(0);
  expect(codes.get('kit-breakfast')?.format).toBe(1);
  expect(codes.get('kit-breakfast')?.children.map((child) => child.quantity)).toEqual([2, 2]);
  expect(codes.get('lmp-retro-01')?.status).toBe(1);
  const known = new Set(items.map((item) => item.itemId));
  expect(items.flatMap((item) => item.children).every((child) => known.has(child.itemId))).toBe(true);
});
