import { expect, test } from 'vitest';
import type { DayCoverageView } from '../../app/contract/orders.ts';
import { describeCell, describeCoverage, toCells } from './coverage-cells.ts';

function days(first: string, states: readonly DayCoverageView['state'][]): DayCoverageView[] {
  return states.map((state, index) => ({
    on: new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10),
    state,
    platformCount: state === 'fetched' ? 5 : null,
    storedCount: state === 'fetched' ? 5 : 0,
    fetchedAt: state === 'fetched' ? Date.UTC(2026, 10, 1, 9, 30) : null,
  }));
}
const many = (count: number, state: DayCoverageView['state']) => Array.from({ length: count }, () => state);

test('two months have a cell for each day, more a cell for each week from Monday, years one for each month', () => {
  expect(toCells(days('2026-07-01', many(62, 'fetched')))).toHaveLength(62);
  const weeks = toCells(days('2026-07-01', many(63, 'fetched')));
  expect(weeks[0]).toMatchObject({ from: '2026-07-01', to: '2026-07-05', days: 5 });
  expect(weeks[1]).toMatchObject({
    from: '2026-07-06',
    to: '2026-07-12',
    storedCount: 35,
    platformCount: 35,
  });
  expect(toCells(days('2026-01-01', many(1000, 'fetched')))).toHaveLength(33);
});

test('a week of which a day is missing is fetched in part; days ahead do not count against it', () => {
  const mixed = [...many(60, 'fetched'), 'notFetched', 'fetched', 'fetched', 'ahead', 'ahead'] as const;
  const cells = toCells(days('2026-06-29', mixed));
  expect(cells.at(-2)).toMatchObject({ state: 'partly', days: 7, fetchedDays: 6, platformCount: null });
  expect(cells.at(-1)).toMatchObject({ state: 'ahead', days: 0 });
  const [last] = toCells(days('2026-06-29', [...many(61, 'fetched'), 'ahead', 'ahead'])).slice(-1);
  expect(last).toMatchObject({ state: 'fetched', days: 5 });
});

test('cells and the range are told in words', () => {
  const [fetched, missing, ahead] = toCells(days('2026-10-01', ['fetched', 'notFetched', 'ahead']));
  const words = [fetched, missing, ahead].map((cell) => cell && describeCell(cell, 'Europe/London'));
  expect(words).toEqual([
    '01/10/2026: fetched, last 01/11/2026 09:30. 5 orders in the books, TikTok Shop counts 5.',
    '02/10/2026: not fetched, 0 orders in the books.',
    '03/10/2026: still ahead.',
  ]);
  expect(describeCoverage(days('2026-10-01', ['fetched', 'fetched']))).toBe(
    'All 2 days fetched · 10 of 10 orders of TikTok Shop',
  );
  expect(describeCoverage(days('2026-10-01', ['fetched', 'notFetched', 'ahead']))).toBe(
    '1 of 2 days fetched · 5 orders in the books',
  );
  expect(describeCoverage(days('2026-10-01', ['notFetched', 'notFetched']))).toBe('0 of 2 days fetched');
  expect(describeCoverage(days('2026-10-01', ['ahead']))).toBe('These days are still ahead.');
});
