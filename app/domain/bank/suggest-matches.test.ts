import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type BusinessDate } from '../dates.ts';
import { currency } from '../testing/builders.ts';
import type { BankLine, OpenWithdrawal } from './bank-lines.ts';
import { bankWindowDays, suggestMatches } from './suggest-matches.ts';

const gbp = currency('GBP');
const start = '2026-05-01' as BusinessDate; // a date of the calendar
const line = (lineId: string, offset: number, amountMinor: number, text = 'TIKTOK'): BankLine => ({
  lineId,
  bookedOn: addDays(start, offset),
  amountMinor,
  currency: gbp,
  text,
});
const withdrawal = (withdrawalId: string, offset: number, amountMinor: number): OpenWithdrawal => ({
  withdrawalId,
  referenceId: `REF-000${withdrawalId}`,
  requestedOn: addDays(start, offset),
  amountMinor,
});

test('the same amount within a week fits; a cent or a day off does not', () => {
  const found = suggestMatches(
    [withdrawal('a', 0, 1000), withdrawal('b', 0, 2000), withdrawal('c', 5, 3000)],
    [line('1', 2, 1000), line('2', 2, 2001), line('3', 4, 3000), line('4', 13, 3000), line('5', 2, -1000)],
    gbp,
  );
  expect(found).toEqual([
    { withdrawalId: 'a', lineId: '1', daysApart: 2, isOnly: true, namesReference: false },
  ]);
});

test('two equal withdrawals and two equal lines are four suggestions and none is the only one', () => {
  const found = suggestMatches(
    [withdrawal('a', 0, 1000), withdrawal('b', 1, 1000)],
    [line('1', 1, 1000), line('2', 2, 1000, 'payout REF-000b')],
    gbp,
  );
  expect(found).toHaveLength(4);
  expect(found[0]).toMatchObject({ withdrawalId: 'b', lineId: '2', namesReference: true });
  expect(found.some(({ isOnly }) => isOnly)).toBe(false);
});

test('another currency never fits', () => {
  const foreign = { ...line('1', 0, 1000), currency: currency('MYR') };
  expect(suggestMatches([withdrawal('a', 0, 1000)], [foreign], gbp)).toEqual([]);
});

test('whatever is suggested has the amount, the currency and the window; whatever has them is suggested', () => {
  const amount = fc.integer({ min: 1, max: 4 });
  const offset = fc.integer({ min: 0, max: 20 });
  const some = fc.array(fc.tuple(offset, amount), { maxLength: 6 });
  fc.assert(
    fc.property(some, some, (outs, ins) => {
      const withdrawals = outs.map(([on, minor], index) => withdrawal(`w${index}`, on, minor));
      const lines = ins.map(([on, minor], index) => line(`l${index}`, on, minor));
      const found = new Set(
        suggestMatches(withdrawals, lines, gbp).map((one) => `${one.withdrawalId} ${one.lineId}`),
      );
      outs.forEach(([out, minor], w) => {
        ins.forEach(([booked, paid], l) => {
          const fits = minor === paid && booked >= out && booked - out <= bankWindowDays;
          expect(found.has(`w${w} l${l}`)).toBe(fits);
        });
      });
    }),
  );
});
