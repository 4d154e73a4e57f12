import fc from 'fast-check';
import { expect, test } from 'vitest';
import { summariseSettlement } from './summarise.ts';
import { englishLayout, type FixtureRow, incomeSheets, moneyOf, writeDetails } from './testing/fixture.ts';
import { failures, opened, readSheets, readTable } from './testing/read-sheets.ts';

const settled = fc.integer({ min: 1, max: 6 }).map((day) => `2026/03/0${day}`);
const minor = (min: number, max: number) => fc.integer({ min, max });
const order: fc.Arbitrary<FixtureRow> = fc
  .record({
    id: fc.integer({ min: 0, max: 5 }).map((index) => `57600000000000010${index}`),
    settled,
    before: minor(0, 90_000),
    discount: minor(-9000, 0),
    refund: minor(-90_000, 0),
    refundDiscount: minor(0, 9000),
    commission: minor(-5000, 900),
    payment: minor(-300, 0),
    shipping: minor(-900, 900),
  })
  .map(({ commission, payment, shipping, ...row }) => ({
    ...row,
    fees: {
      'Platform commission fee': commission,
      'Payment Fee': payment,
      'Shipping cost': shipping,
      'Shipping costs passed on to the logistics provider': shipping - 400,
      'Shipping cost borne by the platform': 400,
    },
  }));
const adjustment: fc.Arbitrary<FixtureRow> = fc.record({
  id: fc.constantFrom('7600000000000000001', '3540000000000000002'),
  type: fc.constantFrom(
    'Logistics reimbursement',
    'GMV Payment for TikTok Ads',
    'Violation fee （settlement fee）',
  ),
  settled,
  adjustment: minor(-9000, 9000),
});
const settlement = fc.array(fc.oneof(order, adjustment), { minLength: 1, maxLength: 14 });

test('every identity holds on every honest workbook, and totals are those of its rows', () => {
  fc.assert(
    fc.property(settlement, (rows) => {
      const file = opened(readSheets(incomeSheets(rows)));
      expect(failures(file)).toEqual({});
      const total = rows.reduce((sum, row) => sum + moneyOf(row, englishLayout).settlement, 0);
      expect(file.rows.reduce((sum, row) => sum + row.settlementMinor, 0)).toBe(total);
      for (const row of file.rows) {
        expect(row.settlementMinor).toBe(row.revenueMinor + row.feesMinor + row.adjustmentMinor);
        expect(row.revenueMinor).toBe(row.saleMinor + row.refundMinor);
        expect(row.feesMinor).toBe(row.fees.reduce((sum, fee) => sum + fee.amountMinor, 0));
      }
    }),
    { numRuns: 60 },
  );
});

test('the order of rows and columns changes neither the totals nor the keys', () => {
  const shuffled = settlement.chain((rows) =>
    fc.record({ rows: fc.constant(rows), mixed: fc.shuffledSubarray(rows, { minLength: rows.length }) }),
  );
  fc.assert(
    fc.property(shuffled, fc.boolean(), ({ rows, mixed }, mirror) => {
      const one = opened(readTable(writeDetails(rows, englishLayout)));
      const table = writeDetails(mixed, englishLayout);
      const other = opened(readTable(mirror ? table.map((cells) => [...cells].reverse()) : table));
      const keys = one.rows.map((row) => row.key);
      expect(new Set(keys).size).toBe(rows.length);
      expect(other.rows.map((row) => row.key).sort()).toEqual([...keys].sort());
      const { problems: _one, ...figures } = summariseSettlement(one);
      const { problems: _other, ...mixedFigures } = summariseSettlement(other);
      expect(mixedFigures).toEqual(figures);
    }),
    { numRuns: 60 },
  );
});

test('a changed amount never passes unseen', () => {
  const cell = fc.record({
    rows: settlement,
    at: fc.nat(),
    column: fc.constantFrom(5, 6, 7, 10, 13, 24),
    by: minor(1, 500),
  });
  fc.assert(
    fc.property(cell, ({ rows, at, column, by }) => {
      const [details, ...others] = incomeSheets(rows);
      if (!details) throw new Error('No details');
      const line = 1 + (at % rows.length);
      const changed = details.rows.map((cells, index) => {
        if (index !== line) return cells;
        const minorUnits = Math.round(Number(cells[column]) * 100) + by;
        return cells.with(column, (minorUnits / 100).toFixed(2));
      });
      const file = opened(readSheets([{ ...details, rows: changed }, ...others]));
      expect(file.problems.length).toBeGreaterThan(0);
      expect(Object.keys(failures(file)).length).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
});
