import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type BusinessDate } from '../dates.ts';
import { toOrderId } from '../ids.ts';
import { planAgeing, settlementTerms } from './ageing.ts';

const today = '2026-06-30' as BusinessDate; // a date of the calendar
const delivered = (daysAgo: number) => ({
  orderId: toOrderId(`57000000000000${String(daysAgo).padStart(4, '0')}`),
  deliveredOn: addDays(today, -daysAgo),
  goodsMinor: 100,
});

test('an order is late from the day after its term', () => {
  const buckets = planAgeing(
    [delivered(8), delivered(9), delivered(23), delivered(24), delivered(60)],
    8,
    today,
  );
  expect(buckets.map(({ from, to, orders }) => [from, to, orders.length])).toEqual([
    [-8, 0, 1],
    [1, 7, 1],
    [8, 15, 1],
    [16, 30, 1],
    [31, null, 1],
  ]);
});

test('every order is in exactly one bucket, whatever the term', () => {
  const ages = fc.array(fc.integer({ min: 0, max: 400 }));
  fc.assert(
    fc.property(ages, fc.constantFrom(...settlementTerms), (days, term) => {
      const buckets = planAgeing(days.map(delivered), term, today);
      expect(buckets.flatMap(({ orders }) => orders)).toHaveLength(days.length);
      expect(buckets.reduce((sum, one) => sum + one.goodsMinor, 0)).toBe(days.length * 100);
    }),
  );
});
