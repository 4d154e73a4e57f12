import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderSorts } from '../../app/domain/orders.ts';
import type { OrderFilter, Window } from '../../app/ports/order-book.ts';
import { createShopBook } from '../shops.ts';
import { aConnection } from '../testing/books.ts';
import { aLine, anOrder, aShop, at, day, shopId } from '../testing/builders.ts';
import { statusCellsQuery } from './order-cells.ts';
import { windowQuery } from './order-filter.ts';
import { isOneLook, loadRowsAndCells, rowsAndCellsQuery } from './rows-and-cells.ts';
import { saveOrders } from './save-orders.ts';

const statuses = ['completed', 'unpaid', 'delivered', 'cancelled'] as const;

async function filledConnection() {
  const connection = aConnection();
  await createShopBook(connection, () => at).save(aShop());
  const orders = Array.from({ length: 60 }, (_, index) =>
    anOrder(index + 1, {
      status: statuses[index % 4] ?? 'completed',
      orderedOn: day(`2026-05-${String((index % 5) + 1).padStart(2, '0')}`),
      lines: [aLine(index, { quantity: (index % 4) + 1 })],
      paidMinor: (index % 7) * 100,
    }),
  );
  saveOrders(connection, shopId, orders, null, at);
  return connection;
}

const contains = (text: string) => ({ test: 'contains', text, negated: false }) as const;

test('one look finds the rows, in their order, and the sums that two looks find', async () => {
  const connection = await filledConnection();
  const texts = fc.constantFrom('1', '00', '01', '12', 'SKU', 'zz', '5');
  const filters = fc.record({
    text: fc.option(texts, { nil: '' }),
    from: fc.constantFrom(null, day('2026-05-02')),
    to: fc.constantFrom(null, day('2026-05-04')),
    columns: fc.array(
      texts.map((text) => ({ column: 'orderId', test: contains(text) }) as const),
      {
        maxLength: 2,
      },
    ),
  });
  const windows = fc.record({
    sort: fc.constantFrom(...orderSorts),
    descending: fc.boolean(),
    offset: fc.nat(20),
    limit: fc.nat(20),
  });
  fc.assert(
    fc.property(filters, windows, (chosen, window: Window) => {
      const filter: OrderFilter = { shopId, status: null, ...chosen };
      const both = loadRowsAndCells(connection, filter, window);
      expect(both.ids).toEqual(
        connection.all(windowQuery(connection, filter, window)).map((row) => row.order_id),
      );
      const cells = connection.all(statusCellsQuery(connection, filter));
      const figures = (one: { status: string; count: number }) => [one.status, one.count];
      expect(both.cells.map(figures)).toEqual(cells.map(figures));
      expect(both.cells.map(({ paidMinor, itemCount }) => [paidMinor, itemCount])).toEqual(
        cells.map(({ paid, items }) => [paid, items]),
      );
    }),
    { numRuns: 300 },
  );
});

test('one look is for texts that few orders have; statuses and words are counted without their own test', () => {
  const all: OrderFilter = { shopId, from: null, to: null, status: null, text: '', columns: [] };
  const choice = { test: 'oneOf', values: ['unpaid'], negated: false } as const;
  expect(isOneLook(all)).toBe(false);
  expect(isOneLook({ ...all, text: '7' })).toBe(false);
  expect(isOneLook({ ...all, text: '77' })).toBe(true);
  expect(isOneLook({ ...all, columns: [{ column: 'orderId', test: contains('57') }] })).toBe(true);
  const without = { ...contains('57'), negated: true };
  expect(isOneLook({ ...all, columns: [{ column: 'orderId', test: without }] })).toBe(false);
  expect(isOneLook({ ...all, text: '77', status: 'unpaid' })).toBe(false);
  expect(isOneLook({ ...all, text: '77', columns: [{ column: 'status', test: choice }] })).toBe(false);
});

test('it reads an index with every column it needs, where dates are chosen', () => {
  const connection = aConnection();
  const columns = [{ column: 'orderId', test: contains('57') }] as const;
  const dates = { from: day('2026-05-01'), to: day('2026-05-31') };
  const filter: OrderFilter = { shopId, ...dates, status: null, text: '', columns };
  const window = { sort: 'paidMinor', descending: true, offset: 0, limit: 200 } as const;
  const { sql, parameters } = rowsAndCellsQuery(connection, filter, window).compile();
  const plan = connection.raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
  expect(JSON.stringify(plan)).toContain('USING COVERING INDEX orders_by_date');
});
