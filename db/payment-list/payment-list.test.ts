import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ColumnTest, matchesColumn } from '../../app/domain/column-filter.ts';
import { type RowKey, toRowKey, toShopId } from '../../app/domain/ids.ts';
import { formatMinor, sumMinor } from '../../app/domain/money.ts';
import { type RowColumn, rowColumns } from '../../app/domain/payments/list-columns.ts';
import { type RowJudgement, type RowStatus, rowStatuses } from '../../app/domain/payments/row-status.ts';
import type { SettlementRow } from '../../app/domain/settlement/types.ts';
import type { ListedRow, ListWindow, RowFilter } from '../../app/ports/payment-list.ts';
import { post, someBooks } from '../testing/books.ts';
import {
  aFile,
  aProfile,
  aRow,
  aSource,
  at,
  currency,
  day,
  gbp,
  ledgerId,
  shopId,
} from '../testing/builders.ts';
import { invoice, orderIdOf, partInvoice, payment, rowKeyOf, target } from '../testing/documents.ts';

const everything = {
  shopId,
  from: null,
  to: null,
  file: null,
  fee: null,
  orderId: null,
  text: '',
  status: null,
  columns: [],
} as const satisfies RowFilter;
const first: ListWindow<'date'> = { sort: 'date', descending: true, offset: 0, limit: 500 };

const fields: Readonly<Record<RowColumn, (row: ListedRow) => string | number | null>> = {
  date: (row) => row.settledOn,
  status: (row) => row.status,
  invoice: (row) => row.invoiceNumber,
  id: (row) => row.id,
  type: (row) => row.type,
  revenue: (row) => row.revenueMinor,
  fees: (row) => row.feesMinor,
  refund: (row) => row.refundMinor,
  adjustment: (row) => row.adjustmentMinor,
  reserve: (row) => row.reserveMinor,
  settlement: (row) => row.settlementMinor,
  payment: (row) => row.paymentNumber,
  reason: (row) => row.reason,
};

const amount = fc.integer({ min: -300, max: 300 });
const someRow = fc.record({
  date: fc.constantFrom('2026-05-01', '2026-05-02', '2026-05-03'),
  order: fc.integer({ min: 1, max: 6 }),
  revenue: amount,
  fees: amount,
  status: fc.option(fc.constantFrom<RowStatus>('differs', 'problem', 'ignored'), { nil: null }),
});

/** Rows of a shop and what is judged of them, from small random facts. */
function toRows(facts: readonly (typeof someRow extends fc.Arbitrary<infer Fact> ? Fact : never)[]) {
  const rows = facts.map((fact, index): SettlementRow => {
    const settlementMinor = fact.revenue + fact.fees;
    return aRow(fact.order, {
      key: toRowKey(`row-${index}`),
      rowNumber: index + 2,
      settledOn: day(fact.date),
      revenueMinor: fact.revenue,
      saleMinor: Math.max(0, fact.revenue),
      refundMinor: Math.min(0, fact.revenue),
      feesMinor: fact.fees,
      settlementMinor,
      fees: fact.fees === 0 ? [] : [{ name: fact.order % 2 === 0 ? 'Even' : 'Odd', amountMinor: fact.fees }],
    });
  });
  const judgements = facts.flatMap(({ status }, index): RowJudgement<SettlementRow['key']>[] =>
    status === null
      ? []
      : [{ rowKey: toRowKey(`row-${index}`), status, reason: `Because of ${index}`, choices: ['ignore'] }],
  );
  return { rows, judgements };
}

type Facts = Parameters<typeof toRows>[0];

async function laid(facts: Facts, changes: ReadonlyMap<RowKey, RowKey> = new Map()) {
  const books = await someBooks();
  const { rows, judgements } = toRows(facts);
  await books.settlements.saveSettlement(shopId, aFile(rows), aSource('may'), [], at);
  await books.paymentList.lay(shopId, gbp, judgements, changes);
  return { list: books.paymentList, rows, judgements };
}

function sumsOf(rows: readonly ListedRow[]) {
  const sum = (pick: (row: ListedRow) => number) => sumMinor(rows.map(pick));
  return {
    settlementMinor: sum((row) => row.settlementMinor),
    revenueMinor: sum((row) => row.revenueMinor),
    feesMinor: sum((row) => row.feesMinor),
    adjustmentMinor: sum((row) => row.adjustmentMinor),
    refundMinor: sum((row) => row.refundMinor),
    reserveMinor: sum((row) => row.reserveMinor),
  };
}

const someTest: fc.Arbitrary<{ column: RowColumn; test: ColumnTest }> = fc.oneof(
  fc.record({
    column: fc.constantFrom<RowColumn>('revenue', 'fees', 'settlement', 'refund'),
    test: fc.record({
      test: fc.constant('between' as const),
      from: fc.option(amount, { nil: null }),
      to: fc.option(amount, { nil: null }),
      negated: fc.boolean(),
    }),
  }),
  fc.record({
    column: fc.constant<RowColumn>('status'),
    test: fc.record({
      test: fc.constant('oneOf' as const),
      values: fc.subarray([...rowStatuses]),
      negated: fc.boolean(),
    }),
  }),
  fc.record({
    column: fc.constantFrom<RowColumn>('id', 'reason', 'invoice'),
    test: fc.record({
      test: fc.constant('contains' as const),
      text: fc.constantFrom('1', '2', 'of', '0000'),
      negated: fc.boolean(),
    }),
  }),
);

test('windows, sums and counts are those of the rows filtered and sorted by hand', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someRow, { maxLength: 25 }),
      fc.array(someTest, { maxLength: 2 }),
      fc.option(fc.constantFrom<RowStatus>('ready', 'differs', 'ignored'), { nil: null }),
      fc.constantFrom('', '2026-05-02', '1.5', '-2', '00002'),
      fc.constantFrom(...(Object.keys(rowColumns) as RowColumn[])),
      fc.boolean(),
      async (facts, columns, status, text, sort, descending) => {
        const { list } = await laid(facts);
        const all = (await list.rows(everything, first)).rows;
        expect(all.length).toBe(facts.length);
        const filter = { ...everything, columns, status, text };
        const found = await list.rows(filter, { sort, descending, offset: 0, limit: 500 });
        const hay = (row: ListedRow) =>
          [row.id, row.type, row.settledOn, row.invoiceNumber ?? '']
            .concat(
              [
                row.settlementMinor,
                row.revenueMinor,
                row.feesMinor,
                row.adjustmentMinor,
                row.refundMinor,
              ].map((minor) => formatMinor(minor, gbp)),
            )
            .join(' ')
            .toLowerCase();
        const passes = (row: ListedRow, ofStatus: boolean) =>
          hay(row).includes(text) &&
          columns.every(
            ({ column, test: one }) =>
              (column === 'status' && !ofStatus) || matchesColumn(one, fields[column](row)),
          ) &&
          (!ofStatus || status === null || row.status === status);
        const expected = all.filter((row) => passes(row, true));
        expect(new Set(found.rows.map((row) => row.rowKey))).toEqual(
          new Set(expected.map((row) => row.rowKey)),
        );
        expect(found.total).toBe(expected.length);
        expect(found.sums).toEqual(sumsOf(expected));
        for (const one of rowStatuses)
          expect(found.counts[one]).toBe(
            all.filter((row) => row.status === one && passes(row, false)).length,
          );
        const keys = found.rows.map(
          sort === 'status' ? (row) => rowStatuses.indexOf(row.status) : fields[sort],
        );
        const order = (a: string | number | null, b: string | number | null) =>
          a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1;
        expect(keys).toEqual(keys.toSorted((a, b) => (descending ? order(b, a) : order(a, b))));
        const pieces = await Promise.all(
          [0, 7, 14, 21].map((offset) => list.rows(filter, { sort, descending, offset, limit: 7 })),
        );
        expect(pieces.flatMap((piece) => piece.rows)).toEqual(found.rows);
      },
    ),
    { numRuns: 40 },
  );
});

test('orders and fees add up to the rows behind them, what is set aside left out', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someRow, { maxLength: 25 }), async (facts) => {
      const { list } = await laid(facts);
      const rows = (await list.rows(everything, first)).rows.filter((row) => row.status !== 'ignored');
      const orders = await list.orders(everything, {
        sort: 'order',
        descending: false,
        offset: 0,
        limit: 500,
      });
      expect(orders.sums.settlementMinor).toBe(sumMinor(rows.map((row) => row.settlementMinor)));
      expect(orders.total).toBe(new Set(rows.map((row) => row.relatedOrderId)).size);
      for (const order of orders.rows) {
        const own = rows.filter((row) => row.relatedOrderId === order.orderId);
        expect(order.rowCount).toBe(own.length);
        expect(order.feesMinor).toBe(sumMinor(own.map((row) => row.feesMinor)));
        const behind = await list.rows({ ...everything, orderId: order.orderId }, first);
        expect(behind.rows.filter((row) => row.status !== 'ignored').length).toBe(order.rowCount);
      }
      const { fees, revenueMinor } = await list.fees(everything);
      expect(revenueMinor).toBe(sumMinor(rows.map((row) => row.revenueMinor)));
      for (const fee of fees) {
        const own = rows.filter((row) => row.fees.some(({ name }) => name === fee.name));
        expect([fee.rowCount, fee.amountMinor]).toEqual([
          own.length,
          sumMinor(own.map((row) => row.feesMinor)),
        ]);
      }
    }),
    { numRuns: 25 },
  );
});

test('judging rows again is the same as laying the list again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someRow, { minLength: 1, maxLength: 15 }), someRow, async (facts, other) => {
      const { list, rows } = await laid(facts);
      await list.rows(everything, first);
      const after = facts.map((fact) => ({ ...fact, status: other.status }));
      const { judgements } = toRows(after);
      const byKey = new Map(judgements.map((one) => [one.rowKey, one]));
      await list.rejudge(shopId, new Map(rows.map(({ key }) => [key, byKey.get(key) ?? null])));
      const again = await laid(after);
      expect(await list.rows(everything, first)).toEqual(await again.list.rows(everything, first));
    }),
    { numRuns: 20 },
  );
});

test('a row shows its invoice and its payment; an invoice born with its money is its own', async () => {
  const books = await someBooks();
  await books.shops.saveProfile(aProfile());
  const rows = [aRow(1), aRow(2), aRow(3)];
  await books.settlements.saveSettlement(shopId, aFile(rows), aSource('may'), [], at);
  const open = invoice(1);
  const born = partInvoice(2, rowKeyOf(2), 'S-2', 1800);
  const waiting = invoice(3);
  const paid = payment('P-1', [[target('invoice', 'I-1'), 1800]], { rowKeys: [rowKeyOf(1)] });
  await books.outbox.plan(shopId, ledgerId, [open, waiting], at);
  await post(books, open.document);
  await books.outbox.plan(shopId, ledgerId, [born], at);
  await post(books, born.document);
  await books.outbox.plan(shopId, ledgerId, [paid], at);
  await books.paymentList.lay(shopId, gbp, [], new Map());
  const listed = (await books.paymentList.rows(everything, { ...first, sort: 'id', descending: false })).rows;
  expect(listed.map((row) => [row.id, row.status, row.invoiceNumber, row.paymentNumber])).toEqual([
    [orderIdOf(1), 'planned', 'N-I-1', null],
    [orderIdOf(2), 'posted', 'N-S-2', 'N-S-2'],
    [orderIdOf(3), 'ready', null, null],
  ]);
  const orders = await books.paymentList.orders(everything, {
    sort: 'order',
    descending: false,
    offset: 0,
    limit: 10,
  });
  expect(orders.rows.map((row) => [row.invoicedMinor, row.differenceMinor])).toEqual([
    [1800, 0],
    [1800, null],
    [null, null],
  ]);
  expect((await books.paymentList.bookedDays(shopId)).map((one) => [one.settledOn, one.rowCount])).toEqual([
    [day('2026-05-09'), 2],
  ]);
});

test('a file shows its rows: all, those it brought, and those known before it', async () => {
  const books = await someBooks();
  await books.settlements.saveSettlement(shopId, aFile([aRow(1), aRow(2)]), aSource('may'), [], at);
  await books.settlements.saveSettlement(shopId, aFile([aRow(2), aRow(3)]), aSource('june'), [], at);
  await books.paymentList.lay(shopId, gbp, [], new Map());
  const idsOf = async (part: 'all' | 'new' | 'known' | 'changed') => {
    const file = { settlementId: 'settlement-june', part };
    const { rows } = await books.paymentList.rows(
      { ...everything, file },
      { ...first, sort: 'id', descending: false },
    );
    return rows.map((row) => row.id);
  };
  expect(await idsOf('all')).toEqual([orderIdOf(2), orderIdOf(3)]);
  expect(await idsOf('new')).toEqual([orderIdOf(3)]);
  expect(await idsOf('known')).toEqual([orderIdOf(2)]);
  expect(await idsOf('changed')).toEqual([]);
});

test('rows that a later file supersedes are not listed, and each shop has a list of its own', async () => {
  const books = await someBooks();
  await books.settlements.saveSettlement(shopId, aFile([aRow(1), aRow(2)]), aSource('may'), [], at);
  const gone = { rowKey: rowKeyOf(1), status: 'superseded', reason: null, choices: [] } as const;
  await books.paymentList.lay(shopId, gbp, [gone], new Map());
  expect((await books.paymentList.rows(everything, first)).rows.map((row) => row.rowKey)).toEqual([
    rowKeyOf(2),
  ]);
  await expect(books.paymentList.bookedDays(toShopId('another'))).rejects.toThrow(/not laid/);
});

test('amounts are found as the screen writes them, in currencies without decimals too', async () => {
  const books = await someBooks();
  const idr = currency('IDR');
  const row = aRow(1, { settlementMinor: -123_456, currency: idr });
  await books.settlements.saveSettlement(shopId, aFile([row]), aSource('may'), [], at);
  await books.paymentList.lay(shopId, idr, [], new Map());
  for (const text of [formatMinor(-123_456, idr), '3456'])
    expect((await books.paymentList.rows({ ...everything, text }, first)).total).toBe(1);
  expect((await books.paymentList.rows({ ...everything, text: '1234.56' }, first)).total).toBe(0);
});

test('of two rows that show the same money every sum counts the newer one, unless it is ignored or not shown', async () => {
  const scenario = fc.record({
    facts: fc.array(someRow, { minLength: 2, maxLength: 10 }),
    pairs: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }),
    status: fc.option(fc.constantFrom<RowStatus>('ready', 'differs', 'problem', 'ignored'), { nil: null }),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ facts, pairs, status }) => {
      const keyAt = (index: number) => toRowKey(`row-${index}`);
      // Each row may change the one before it, of the same order; chains of them too.
      const changes = new Map(
        pairs.flatMap((index) => (index < facts.length ? [[keyAt(index), keyAt(index - 1)] as const] : [])),
      );
      const sameOrder = facts.map((fact) => ({ ...fact, order: 2 }));
      const { list } = await laid(sameOrder, changes);
      const filter = { ...everything, status };
      const { rows, sums, total } = await list.rows(filter, first);
      expect(total).toBe(rows.length);
      const counting = (shown: readonly ListedRow[]) => {
        const byKey = new Map(shown.map((row) => [row.rowKey, row]));
        const left = new Set(
          [...changes].flatMap(([newer, older]) => {
            const row = byKey.get(newer);
            if (!row || !byKey.has(older)) return [];
            return [row.status === 'ignored' ? newer : older];
          }),
        );
        return shown.filter((row) => !left.has(row.rowKey));
      };
      expect(sums).toEqual(sumsOf(counting(rows)));
      const all = (await list.rows(everything, first)).rows;
      const counted = counting(all).filter((row) => row.status !== 'ignored');
      const { fees } = await list.fees(everything);
      expect(sumMinor(fees.map((fee) => fee.amountMinor))).toBe(sumsOf(counted).feesMinor);
      const orders = await list.orders(everything, { sort: 'order', descending: false, offset: 0, limit: 9 });
      expect(orders.sums.settlementMinor).toBe(sumsOf(counted).settlementMinor);
    }),
    { numRuns: 60 },
  );
});
