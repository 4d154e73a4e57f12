import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type BusinessDate } from '../dates.ts';
import { type PaidOut, planPayoutStates } from './payout-states.ts';

const first = '2026-05-01' as BusinessDate; // a date of the calendar
const day = (offset: number, earnedMinor: number) => ({ settledOn: addDays(first, offset), earnedMinor });
const out = (
  withdrawalId: string,
  offset: number,
  amountMinor: number,
  state: PaidOut['state'] = 'transferred',
) => ({ withdrawalId, requestedOn: addDays(first, offset), amountMinor, state });

describe('how far the money of a date has come', () => {
  test('the oldest earnings go out first, and a date is as far as its last cent', () => {
    const { days, balanceMinor } = planPayoutStates(
      [day(0, 1000), day(1, 500), day(2, 700), day(3, 300)],
      [out('a', 1, 1000, 'inBank'), out('b', 2, 600), out('c', 4, 600, 'processing')],
    );
    expect(days.map(({ stage, openMinor }) => ({ stage, openMinor }))).toEqual([
      { stage: 'inBank', openMinor: 0 },
      { stage: 'withdrawn', openMinor: 0 },
      { stage: 'processing', openMinor: 0 },
      { stage: 'earned', openMinor: 300 },
    ]);
    expect(days[2]?.parts).toEqual([
      { withdrawalId: 'b', amountMinor: 100 },
      { withdrawalId: 'c', amountMinor: 600 },
    ]);
    expect(balanceMinor).toBe(300);
  });

  test('a negative date is nothing to pay out and eats the earnings before it', () => {
    const { days } = planPayoutStates([day(0, 1000), day(1, -300), day(2, 50)], [out('a', 2, 750)]);
    expect(days.map(({ stage }) => stage)).toEqual(['withdrawn', 'nothing', 'withdrawn']);
    expect(days[0]?.parts).toEqual([{ withdrawalId: 'a', amountMinor: 700 }]);
  });

  test('a balance of before the first file goes out first', () => {
    const { days, balanceMinor } = planPayoutStates([day(0, 400)], [out('a', 0, 250)], 200);
    expect(days[0]).toMatchObject({ stage: 'earned', openMinor: 350 });
    expect(balanceMinor).toBe(350);
  });

  test('more withdrawn than earned is said, not hidden', () => {
    const { days, balanceMinor, missingOpeningMinor } = planPayoutStates([day(0, 400)], [out('a', 0, 650)]);
    expect(days[0]?.stage).toBe('withdrawn');
    expect({ balanceMinor, missingOpeningMinor }).toEqual({ balanceMinor: -250, missingOpeningMinor: 250 });
  });
});

test('what is open of all dates is the balance, whatever was earned and withdrawn', () => {
  const days = fc.array(fc.integer({ min: -5_000, max: 20_000 }), { maxLength: 12 });
  const amounts = fc.array(fc.integer({ min: 1, max: 15_000 }), { maxLength: 8 });
  fc.assert(
    fc.property(days, amounts, fc.integer({ min: 0, max: 9_000 }), (earned, taken, opening) => {
      const plan = planPayoutStates(
        earned.map((amount, index) => day(index, amount)),
        taken.map((amount, index) => out(`w${index}`, index, amount)),
        opening,
      );
      const open = plan.days.reduce((sum, one) => sum + one.openMinor, 0);
      const total =
        earned.reduce((sum, one) => sum + one, opening) - taken.reduce((sum, one) => sum + one, 0);
      expect(plan.balanceMinor).toBe(total);
      // Earnings of the opening balance may still be there; they belong to no date.
      expect(open).toBeLessThanOrEqual(Math.max(0, total));
      if (opening === 0 && total >= 0) expect(open).toBe(total);
      for (const one of plan.days) {
        expect(one.openMinor).toBeGreaterThanOrEqual(0);
        for (const part of one.parts) expect(part.amountMinor).toBeGreaterThan(0);
      }
      const paid = plan.days.flatMap((one) => one.parts).reduce((sum, part) => sum + part.amountMinor, 0);
      expect(paid).toBeLessThanOrEqual(taken.reduce((sum, one) => sum + one, 0));
    }),
  );
});
