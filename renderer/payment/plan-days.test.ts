import { expect, test } from 'vitest';
import type { PaymentDay } from '../../app/contract/payments.ts';
import { allTicked, nothingTicked, tick } from '../grid/selection.ts';
import { planDays } from './plan-days.ts';

function day(settledOn: string, state: PaymentDay['state'], settlementMinor: number): PaymentDay {
  // Only what planDays reads is made; the other fields of a day do not matter here.
  return { settledOn, state, settlementMinor } as PaymentDay;
}

const days = [
  day('2026-10-14', 'ready', 1000),
  day('2026-10-13', 'blocked', 200),
  day('2026-10-12', 'posted', 30),
  day('2026-10-11', 'ready', -4),
];
const dates = (list: readonly PaymentDay[]) => list.map((one) => one.settledOn);

test('nothing ticked posts every ready day and names the blocked ones', () => {
  const plan = planDays(days, nothingTicked);
  expect(plan.dates).toBeNull();
  expect(dates(plan.ready)).toEqual(['2026-10-14', '2026-10-11']);
  expect(dates(plan.leftOut)).toEqual(['2026-10-13']);
  expect(plan.settlementMinor).toBe(996);
  expect(planDays(days, allTicked)).toMatchObject({ dates: null, settlementMinor: 996 });
});

test('ticked days are posted by their date, and only those that are ready', () => {
  const some = tick(
    nothingTicked,
    ['2026-10-13', '2026-10-11'].map((id) => ({ id, amounts: {} })),
    true,
  );
  const plan = planDays(days, some);
  expect(plan.dates).toEqual(['2026-10-11']);
  expect(dates(plan.leftOut)).toEqual(['2026-10-13']);
});

test('all but one leaves that day out', () => {
  const plan = planDays(days, tick(allTicked, [{ id: '2026-10-14', amounts: {} }], false));
  expect(plan.dates).toEqual(['2026-10-11']);
});
