import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDecimal, lineMinor, toDecimal } from './amounts.ts';
import { currencyOf, GBP } from './testing/builders.ts';

const IDR = currencyOf('IDR');
const KWD = currencyOf('KWD');
const anyCurrency = fc.constantFrom(GBP, IDR, KWD);
const anyMinor = fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 });

describe('amounts on the wire', () => {
  it.each([
    [-1250, GBP, '-12.5'],
    [1, GBP, '0.01'],
    [1999, GBP, '19.99'],
    [0, GBP, '0'],
    [131_698, IDR, '131698'],
    [1005, KWD, '1.005'],
  ])('%i minor units of %s are the JSON number %s', (minor, currency, text) => {
    expect(JSON.stringify(toDecimal(minor, currency))).toBe(text);
  });

  it('come back as they went, through JSON', () => {
    fc.assert(
      fc.property(anyMinor, anyCurrency, (minor, currency) => {
        const wire: unknown = JSON.parse(JSON.stringify(toDecimal(minor, currency)));
        expect(typeof wire === 'number' && fromDecimal(wire, currency)).toEqual({
          ok: true,
          value: minor === 0 ? 0 : minor,
        });
      }),
    );
  });

  it('are refused when a JSON number could not hold them', () => {
    expect(() => toDecimal(1_000_000_000_000_000, GBP)).toThrow(RangeError);
    expect(() => toDecimal(0.5, GBP)).toThrow(RangeError);
  });

  it.each([
    [0.1 + 0.2, 30],
    [30.299999999999997, 3030],
    [-12.3, -1230],
    [5e-15, 0],
    ['17.80', 1780],
    [-0, 0],
  ])('%s is read as %i: float noise is not money', (value, minor) => {
    expect(fromDecimal(value, GBP)).toEqual({ ok: true, value: minor });
  });

  it.each([
    [10.005, 'not whole minor units'],
    [0.0001, 'not whole minor units'],
    ['1,000.00', 'not a decimal'],
    ['', 'not a decimal'],
    [Number.NaN, 'not a decimal'],
    [1e21, 'not a decimal'],
    ['99999999999999999999', 'too large'],
    [9_999_999_999_999_998, 'too large'],
  ])('%s is refused: %s', (value, reason) => {
    expect(fromDecimal(value, GBP)).toEqual({ ok: false, error: reason });
  });
});

describe('lines read back', () => {
  it.each([
    [8.3333, 3, GBP, 2500],
    [-8.3333, 3, GBP, -2500],
    [0.125, 1, GBP, 13],
    [-0.125, 1, GBP, -13],
    [2.5, 1, IDR, 3],
  ])('unit %d × %i in %s is %i, half away from zero', (unit, quantity, currency, minor) => {
    expect(lineMinor(unit, quantity, currency)).toEqual({ ok: true, value: minor });
  });

  it('refuse a quantity that is not whole', () => {
    expect(lineMinor(1, 1.5, GBP).ok).toBe(false);
  });
});
