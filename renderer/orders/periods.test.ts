import { expect, test } from 'vitest';
import { periods } from './periods.ts';

test('months and days end today, across the year', () => {
  expect(periods(Date.UTC(2027, 0, 3, 0, 30), 'Europe/London')).toEqual([
    { name: 'Last month and this', from: '2026-12-01', to: '2027-01-03' },
    { name: 'This month', from: '2027-01-01', to: '2027-01-03' },
    { name: 'Last month', from: '2026-12-01', to: '2026-12-31' },
    { name: 'Last 7 days', from: '2026-12-28', to: '2027-01-03' },
    { name: 'Last 30 days', from: '2026-12-05', to: '2027-01-03' },
  ]);
});

test('today is the day of the zone', () => {
  expect(periods(Date.UTC(2026, 9, 31, 20), 'Asia/Kuala_Lumpur')[1]?.from).toBe('2026-11-01');
});
