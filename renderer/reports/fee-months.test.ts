import { expect, test } from 'vitest';
import { toTimeline } from './fee-months.ts';

const row = (month: string, name: string, amountMinor: number, saleMinor = 10_000) => ({
  month,
  name,
  amountMinor,
  saleMinor,
  rows: 1,
});

test('months stand in order and without gaps, the dearest fee first', () => {
  const { months, lines } = toTimeline([
    row('2027-01', 'Commission', -900),
    row('2026-11', 'Commission', -500),
    row('2026-11', 'Shipping', -2000, 0),
    row('2027-01', 'Refunded fee', 30),
  ]);
  expect(months).toEqual(['2026-11', '2026-12', '2027-01']);
  expect(lines).toEqual([
    { name: 'Shipping', amounts: [-2000, null, null], shares: [null, null, null], totalMinor: -2000 },
    { name: 'Commission', amounts: [-500, null, -900], shares: [500, null, 900], totalMinor: -1400 },
    { name: 'Refunded fee', amounts: [null, null, 30], shares: [null, null, -30], totalMinor: 30 },
  ]);
});

test('no fees, no months', () => {
  expect(toTimeline([])).toEqual({ months: [], lines: [] });
});
