import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBusinessDate } from '../dates.ts';
import { toOrderId } from '../ids.ts';
import { planCutOff } from './cut-off.ts';

const at = (text: string, goodsMinor = 1000) => ({
  orderId: toOrderId(text),
  createdAt: Date.parse(text),
  goodsMinor,
});

test('orders of the last local evening are in the next month by UTC, and the other way round', () => {
  const orders = [at('2026-05-31T18:00:00Z', 700), at('2026-05-31T15:00:00Z'), at('2026-06-01T01:00:00Z')];
  const shopInKualaLumpur = planCutOff(orders, 'UTC', 'Asia/Kuala_Lumpur');
  expect(shopInKualaLumpur.shifts).toEqual([{ from: '2026-05', to: '2026-06', orders: 1, goodsMinor: 700 }]);
  expect(shopInKualaLumpur.moved[0]).toMatchObject({ dateHere: '2026-05-31', dateThere: '2026-06-01' });
  const backward = planCutOff(orders, 'Asia/Kuala_Lumpur', 'UTC');
  expect(backward.shifts).toEqual([{ from: '2026-06', to: '2026-05', orders: 1, goodsMinor: 700 }]);
});

test('summer time is part of the zone', () => {
  // 23:30 UTC on 31 May is 00:30 on 1 June in London; in winter the clocks agree.
  expect(planCutOff([at('2026-05-31T23:30:00Z')], 'UTC', 'Europe/London').shifts).toHaveLength(1);
  expect(planCutOff([at('2026-01-31T23:30:00Z')], 'UTC', 'Europe/London').shifts).toHaveLength(0);
});

test('what is moved is exactly what has another month, and the shifts add it up', () => {
  const zones = fc.constantFrom('UTC', 'Europe/London', 'Asia/Kuala_Lumpur', 'America/Los_Angeles');
  const instant = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) });
  fc.assert(
    fc.property(fc.array(instant), zones, zones, (instants, here, there) => {
      const orders = instants.map((createdAt, index) => ({
        orderId: toOrderId(String(index)),
        createdAt,
        goodsMinor: index + 1,
      }));
      const { moved, shifts } = planCutOff(orders, here, there);
      const expected = orders.filter(
        ({ createdAt }) =>
          toBusinessDate(createdAt, here).slice(0, 7) !== toBusinessDate(createdAt, there).slice(0, 7),
      );
      expect(new Set(moved.map((one) => one.orderId))).toEqual(new Set(expected.map((one) => one.orderId)));
      expect(shifts.reduce((sum, one) => sum + one.goodsMinor, 0)).toBe(
        expected.reduce((sum, one) => sum + one.goodsMinor, 0),
      );
    }),
  );
});
