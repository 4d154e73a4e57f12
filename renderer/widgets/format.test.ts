import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatAmount,
  formatCount,
  formatInstant,
  formatMoney,
  formatPercent,
  parsePercent,
  plural,
} from './format.ts';

test('money carries its symbol or its code, and the sign in front', () => {
  expect(formatMoney(931_020, 'GBP')).toBe('£9,310.20');
  expect(formatMoney(-4578, 'GBP')).toBe('-£45.78');
  expect(formatMoney(123_456, 'MYR')).toBe('RM 1,234.56');
  expect(formatMoney(1_250_000, 'IDR')).toBe('Rp 1,250,000');
  expect(formatMoney(5, 'CHF')).toBe('CHF 0.05');
  expect(formatAmount(-100, 'GBP')).toBe('-1.00');
  expect(formatAmount(12, 'nonsense')).toBe('12');
});

test('counts are grouped and named', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
  expect(plural(1, 'order')).toBe('1 order');
  expect(plural(412, 'order')).toBe('412 orders');
  expect(plural(0, 'entry', 'entries')).toBe('0 entries');
});

test('instants are shown in the zone asked for', () => {
  const at = Date.UTC(2026, 9, 14, 23, 5);
  expect(formatInstant(at, 'Europe/London')).toBe('2026-10-15 00:05');
  expect(formatInstant(at, 'Asia/Kuala_Lumpur')).toBe('2026-10-15 07:05');
});

test('a percentage survives the way to basis points and back', () => {
  expect(parsePercent('20')).toBe(2000);
  expect(parsePercent(' 17.5 %')).toBe(1750);
  expect(parsePercent('0.25')).toBe(25);
  for (const bad of ['', '-1', '101', '1.234', 'abc', '1e2']) expect(parsePercent(bad)).toBeNull();
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (points) => {
      expect(parsePercent(formatPercent(points))).toBe(points);
    }),
  );
});
