import type { Compilable } from 'kysely';
import { expect, test } from 'vitest';
import type { OrderFilter, OrderSort, WordRule } from '../app/ports/order-book.ts';
import type { Connection } from './connection.ts';
import { openOrdersQuery } from './orders/affected-orders.ts';
import { statusCellsQuery, wordCellsQuery } from './orders/order-cells.ts';
import { windowQuery } from './orders/order-filter.ts';
import { coverageQuery, daysQuery } from './orders/orders.ts';
import { countQuery, listQuery } from './outbox/outbox.ts';
import { selectDocuments } from './outbox/outbox-read.ts';
import { earnedQuery } from './settlements/earned.ts';
import { rowsQuery, versionsQuery } from './settlements/settlements.ts';
import { aConnection } from './testing/books.ts';
import { day, ledgerId, shopId } from './testing/builders.ts';

function explain(connection: Connection, query: Compilable): string {
  const { sql, parameters } = query.compile();
  const steps = connection.raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
  // EXPLAIN QUERY PLAN always has a column `detail`.
  return steps.map((step) => (step as { detail: string }).detail).join('\n');
}

const all: OrderFilter = { shopId, from: null, to: null, status: null, text: '', columns: [] };

const sortIndexes: Readonly<Record<OrderSort, string>> = {
  orderedOn: 'orders_by_date',
  orderId: 'sqlite_autoindex_orders_1',
  goodsMinor: 'orders_by_goods',
  paidMinor: 'orders_by_paid',
  status: 'orders_by_status',
  itemCount: 'orders_by_items',
};

test.each(Object.entries(sortIndexes))('the order list sorted by %s walks %s, either way', (sort, index) => {
  const connection = aConnection();
  for (const descending of [false, true]) {
    // Object.entries forgets the type of the keys.
    const window = { sort: sort as OrderSort, descending, offset: 5_000, limit: 200 };
    const plan = explain(connection, windowQuery(connection, all, window));
    expect(plan).toMatch(new RegExp(`USING (COVERING )?INDEX ${index} `));
    expect(plan).not.toContain('TEMP B-TREE');
    expect(plan).not.toMatch(/\bSCAN\b/);
  }
});

test('a status and a range of dates are found by one index, in order', () => {
  const connection = aConnection();
  const filter: OrderFilter = { ...all, status: 'unpaid', from: day('2026-05-01'), to: day('2026-05-31') };
  const window = { sort: 'orderedOn', descending: true, offset: 0, limit: 200 } as const;
  const plan = explain(connection, windowQuery(connection, filter, window));
  expect(plan).toContain(
    'orders_by_status_and_date (shop_id=? AND status=? AND ordered_on>? AND ordered_on<?)',
  );
  expect(plan).not.toContain('TEMP B-TREE');
});

const rule: WordRule = {
  shopId,
  ledgerId,
  isComplete: true,
  skippedStatuses: ['unpaid', 'cancelled'],
  invoiceFrom: day('2026-01-01'),
  unresolved: {
    notMapped: [{ variantId: 7, from: null, to: null }],
    inactive: [{ variantId: 8, from: null, to: day('2026-05-01') }],
  },
  postedSince: 0,
};

test.each([
  ['sums', null],
  ['sums and words', rule],
])('%s over all orders read an index and no order; a text is looked for from front to back', (_, words) => {
  const connection = aConnection();
  const march = { ...all, from: day('2026-03-01'), to: day('2026-03-31') };
  const planOf = (filter: OrderFilter) =>
    explain(
      connection,
      words ? wordCellsQuery(connection, filter, words) : statusCellsQuery(connection, filter),
    );
  expect(planOf(all)).toMatch(/SEARCH orders USING COVERING INDEX/);
  expect(planOf(march)).toContain(
    'SEARCH orders USING COVERING INDEX orders_by_date (shop_id=? AND ordered_on>? AND ordered_on<?)',
  );
  expect(planOf({ ...march, text: 'fern' })).toContain('SCAN orders');
  // The sets of variants without an item are looked up by variant, once; no line of an order is read.
  expect(planOf(all)).not.toMatch(/order_lines|SCAN m|order_skips|document_orders/);
});

test('orders of one word are found without reading an order', () => {
  const connection = aConnection();
  const columns = [{ column: 'verify', test: { test: 'oneOf', values: ['ready'], negated: false } }] as const;
  const window = { sort: 'orderedOn', descending: true, offset: 0, limit: 200 } as const;
  const plan = explain(connection, windowQuery(connection, { ...all, rule, columns }, window));
  expect(plan).toContain('SEARCH orders USING COVERING INDEX orders_by_date ');
});

test('settlement rows are read in order from their index, joined by keys', () => {
  const connection = aConnection();
  const range = { from: day('2026-05-01'), to: day('2026-05-31') };
  const plan = explain(connection, rowsQuery(connection, shopId, range));
  expect(plan).toContain('settlement_rows_by_day (shop_id=? AND settled_on>? AND settled_on<?)');
  expect(plan).not.toContain('TEMP B-TREE');
  expect(plan).not.toMatch(/\bSCAN\b/);
});

test('rows that disagree with others are found without looking at those that do not', () => {
  const connection = aConnection();
  const plan = explain(connection, versionsQuery(connection, shopId));
  expect(plan).toContain(
    'SEARCH n USING COVERING INDEX settlement_rows_changing (shop_id=? AND changes_row_key>?)',
  );
  expect(plan).toContain('SEARCH r USING INDEX sqlite_autoindex_settlement_rows_1 (shop_id=? AND row_key=?)');
  expect(plan).not.toMatch(/\(shop_id=\?\)|\bSCAN\b/);
});

test('days of a month are counted, and its windows found, by index', () => {
  const connection = aConnection();
  const may = { from: day('2026-05-01'), to: day('2026-05-31') };
  expect(explain(connection, daysQuery(connection, shopId, may))).toMatch(
    /^SEARCH orders USING COVERING INDEX \w+ \(shop_id=\? AND ordered_on>\? AND ordered_on<\?\)$/m,
  );
  const windows = explain(connection, coverageQuery(connection, shopId, { from: 1, to: 2 }));
  expect(windows).toMatch(/^SEARCH coverage USING INDEX \w+ \(shop_id=\? AND window_by=\? AND from_at<\?\)$/);
});

test('what was earned is added up along the index of days', () => {
  const connection = aConnection();
  const plan = explain(connection, earnedQuery(connection, shopId));
  expect(plan).toContain('SEARCH settlement_rows USING INDEX settlement_rows_by_day (shop_id=?)');
  expect(plan).not.toContain('TEMP B-TREE');
});

test('the outbox is listed from indexes, and balances are looked up by target', () => {
  const connection = aConnection();
  const whole = explain(connection, listQuery(connection, { shopId }));
  expect(whole).toMatch(/SEARCH d USING INDEX outbox_by_shop /);
  expect(whole).not.toContain('ORDER BY');
  expect(whole).toContain('knock_offs_by_target (target_id=?)');
  expect(whole).toContain('outbox_amendments (amends_id=?)');
  const planned = explain(connection, listQuery(connection, { shopId, states: ['planned'] }));
  expect(planned).toMatch(/SEARCH d USING INDEX outbox_by_state \(shop_id=\? AND state=\?\)/);
  expect(planned).not.toMatch(/\bSCAN d\b/);
  const filter = { shopId, states: ['sending', 'unknown'], removing: true } as const;
  for (const query of [listQuery(connection, filter), countQuery(connection, filter)]) {
    const unresolved = explain(connection, query);
    expect(unresolved).toMatch(/INDEX outbox_by_state \(shop_id=\? AND state=\?\)/);
    expect(unresolved).toMatch(/INDEX outbox_removing \(shop_id=\?\)/);
    expect(unresolved).not.toMatch(/\bSCAN d\b|outbox_by_shop \(shop_id=\?\)|TEMP B-TREE/);
  }
});

test('open orders are counted by SKU from one index, and no line is read', () => {
  const connection = aConnection();
  const plan = explain(connection, openOrdersQuery(connection, shopId));
  expect(plan).toContain('SEARCH o USING COVERING INDEX orders_by_date (shop_id=?)');
  expect(plan).not.toContain('order_lines');
});

test('documents are found by id without looking at the others', () => {
  const connection = aConnection();
  const plan = explain(connection, selectDocuments(connection).where('d.outbox_id', '=', 7));
  expect(plan).not.toMatch(/\bSCAN\b/);
});
