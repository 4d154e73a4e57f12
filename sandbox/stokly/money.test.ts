import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exponentOf, lineAmount, minorAmount, toDecimal, unitPrice } from './money.ts';

test.each([
  [8.3333, 3, 2500],
  [1.665, 1, 167],
  [-1.665, 1, -167],
  [1.665, -1, -167],
  [0.0049, 1, 0],
  [0.005, 1, 1],
  [12, 4, 4800],
])('%d × %i is %i pence', (unit, quantity, expected) => {
  expect(lineAmount(unitPrice(unit, 'x'), quantity, 2)).toBe(expected);
});

test('currencies without decimals round to whole units', () => {
  expect(exponentOf('IDR')).toBe(0);
  expect(lineAmount(unitPrice(0.5, 'x'), 1, 0)).toBe(1);
  expect(lineAmount(unitPrice(1234.4, 'x'), 2, 0)).toBe(2469);
});

test('what is not a plain decimal of few digits is refused', () => {
  for (const value of [0.1 + 0.2, 1e21, 1e-7, Number.NaN, Number.POSITIVE_INFINITY, 1.23456]) {
    expect(() => unitPrice(value, 'x')).toThrow('x must be a number');
  }
  expect(() => minorAmount(1.234, 2, 'x')).toThrow();
  expect(() => minorAmount(1.5, 0, 'x')).toThrow();
});

test('an amount survives the way out and back in', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e11, max: 1e11 }), (minor) => {
      expect(minorAmount(toDecimal(minor, 2), 2, 'x')).toBe(minor);
    }),
  );
});
