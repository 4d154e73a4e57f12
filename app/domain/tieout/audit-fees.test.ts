import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type BusinessDate } from '../dates.ts';
import { scaleMinor } from '../money.ts';
import { orderRow } from '../testing/builders.ts';
import { auditFees, sumFeesByMonth } from './audit-fees.ts';
import { chargedFees, entryOn, learnRateCard } from './rate-card.ts';

const start = '2026-04-20' as BusinessDate; // a date of the calendar
const commission = 'Platform commission fee';
let orders = 0;
function sale(offset: number, saleMinor: number, fees: readonly (readonly [string, number])[]) {
  orders += 1;
  return orderRow({
    order: `57000000000${String(orders).padStart(7, '0')}`,
    on: addDays(start, offset),
    sale: saleMinor,
    fees: fees.map(([name, amountMinor]) => ({ name, amountMinor })),
  });
}
const atRate = (saleMinor: number, basisPoints: number) => -scaleMinor(saleMinor, basisPoints, 10_000);
/** Sales of many sizes, ten a day. */
const days = (from: number, to: number, basisPoints: number) =>
  Array.from({ length: (to - from) * 10 }, (_, index) => {
    const saleMinor = 1_999 + index * 137;
    const flat: readonly [string, number] = ['Order processing fee', -50];
    return sale(from + Math.floor(index / 10), saleMinor, [
      [commission, atRate(saleMinor, basisPoints)],
      flat,
      ['Shipping cost', -100 - ((index * 7919) % 863)],
    ]);
  });

describe('the rate card', () => {
  const rows = [...days(0, 6, 500), ...days(6, 12, 756)];
  const card = learnRateCard(chargedFees(rows));

  test('is learned from the rows, with the date from which a rate changed', () => {
    expect(card.filter(({ name }) => name === commission).map(({ from, rule }) => [from, rule])).toEqual([
      ['2026-04-20', { kind: 'rate', basisPoints: 500 }],
      ['2026-04-26', { kind: 'rate', basisPoints: 756 }],
    ]);
    expect(entryOn(card, 'Order processing fee', start)?.rule).toEqual({ kind: 'flat', amountMinor: -50 });
    expect(entryOn(card, 'Shipping cost', start)?.rule).toEqual({ kind: 'varies' });
  });

  test('finds nothing in the rows it was learned from', () => {
    expect(auditFees(rows, card)).toEqual([]);
  });

  test('a fee charged twice is an outlier with its difference in money, and no new rate', () => {
    const doubled = sale(3, 10_000, [[commission, -1_000]]);
    const relearned = learnRateCard(chargedFees([...rows, doubled]));
    expect(relearned.filter(({ name }) => name === commission)).toHaveLength(2);
    expect(auditFees([...rows, doubled], relearned)).toEqual([
      expect.objectContaining({
        rowKey: doubled.key,
        chargedMinor: -1_000,
        expectedMinor: -500,
        differenceMinor: -500,
        times: 2,
      }),
    ]);
  });

  test('a person’s entry is used as it stands', () => {
    const agreed = [
      { name: commission, from: start, rule: { kind: 'rate', basisPoints: 400 }, rows: 0 },
    ] as const;
    const found = auditFees([sale(0, 10_000, [[commission, -500]])], agreed);
    expect(found.map(({ differenceMinor }) => differenceMinor)).toEqual([-100]);
  });

  test('refunded rows and rows without a sale are not judged by a rate of sales', () => {
    const refund = orderRow({ sale: 2_000, refund: -2_000, fees: -30 });
    expect(
      auditFees(
        [refund],
        [{ name: commission, from: start, rule: { kind: 'rate', basisPoints: 500 }, rows: 0 }],
      ),
    ).toEqual([]);
  });
});

test('one honest rate is learned exactly, whatever the sales, and nobody is accused', () => {
  const sales = fc.array(fc.integer({ min: 2_500, max: 500_000 }), { minLength: 5, maxLength: 40 });
  fc.assert(
    fc.property(sales, fc.integer({ min: 100, max: 2_000 }), (amounts, basisPoints) => {
      const rows = amounts.map((minor, index) =>
        sale(index % 5, minor, [[commission, atRate(minor, basisPoints)]]),
      );
      const card = learnRateCard(chargedFees(rows));
      expect(auditFees(rows, card)).toEqual([]);
    }),
  );
});

test('the months add up to the fees of the rows', () => {
  const rows = days(0, 12, 500);
  const months = sumFeesByMonth(rows);
  expect(new Set(months.map(({ month }) => month))).toEqual(new Set(['2026-04', '2026-05']));
  expect(months.reduce((sum, one) => sum + one.amountMinor, 0)).toBe(
    rows.reduce((sum, row) => sum + row.feesMinor, 0),
  );
});
