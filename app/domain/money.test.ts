import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allocateMinor,
  exponentOf,
  formatGrouped,
  formatMinor,
  parseCurrency,
  parseMinor,
  scaleMinor,
  sumMinor,
} from './money.ts';
import { currency } from './testing/builders.ts';

const gbp = currency('GBP');
const idr = currency('IDR');
const kwd = currency('KWD');
const currencies = fc.constantFrom(gbp, idr, kwd);
const amounts = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -100_000, max: 100_000 }));

describe('currencies', () => {
  test('are three letters, upper-cased', () => {
    expect(parseCurrency(' gbp ')).toBe('GBP');
    for (const text of ['', 'GB', 'GBPX', 'G1P', '£']) expect(parseCurrency(text)).toBeNull();
  });

  test('have 0, 2 or 3 decimals', () => {
    expect([idr, gbp, kwd].map(exponentOf)).toEqual([0, 2, 3]);
  });
});

describe('reading an amount', () => {
  test.each([
    ['12.5', 1250],
    ['-283.3', -28330],
    ['+0.07', 7],
    ['0', 0],
    ['-0.00', 0],
    ['1.5000', 150],
    ['  61.97 ', 6197],
    ['007', 700],
  ])('%j is %i pence', (text, minor) => {
    expect(parseMinor(text, gbp)).toEqual({ ok: true, value: minor });
  });

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['1,250.00', 'not-a-number'],
    ['1.250,00', 'not-a-number'],
    ['1e3', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['NaN', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['--1', 'not-a-number'],
    ['- 1', 'not-a-number'],
    ['.5', 'not-a-number'],
    ['£5', 'not-a-number'],
    ['١٢', 'not-a-number'],
    ['12.505', 'too-many-decimals'],
    ['0.001', 'too-many-decimals'],
    ['90071992547409.92', 'too-large'],
    ['99999999999999999999999999', 'too-large'],
  ])('%j is refused as %s', (text, problem) => {
    expect(parseMinor(text, gbp)).toEqual({ ok: false, error: problem });
  });

  test('a currency without minor units takes no decimals', () => {
    expect(parseMinor('104444', idr)).toEqual({ ok: true, value: 104444 });
    expect(parseMinor('104444.00', idr)).toEqual({ ok: true, value: 104444 });
    expect(parseMinor('104444.5', idr)).toEqual({ ok: false, error: 'too-many-decimals' });
  });

  test('reads back whatever was written, exactly', () => {
    fc.assert(
      fc.property(amounts, currencies, (minor, money) => {
        expect(parseMinor(formatMinor(minor, money), money)).toEqual({ ok: true, value: minor });
      }),
    );
  });

  test('never answers anything but an amount or a problem, and never rounds', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[-+]?\d{1,12}(\.\d{0,4})?$/),
      fc.stringMatching(/^[-+\d.,eE ]{0,12}$/),
    );
    fc.assert(
      fc.property(texts, currencies, (text, money) => {
        const read = parseMinor(text, money);
        if (!read.ok) return;
        expect(Number.isSafeInteger(read.value)).toBe(true);
        const [, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d+)\.?(\d*)$/.exec(text.trim()) ?? [];
        const scale = 10n ** 8n;
        const written = BigInt(whole) * scale + BigInt(fraction.padEnd(8, '0').slice(0, 8));
        const value = BigInt(read.value) * (scale / 10n ** BigInt(exponentOf(money)));
        expect(value).toBe(sign === '-' ? -written : written);
      }),
    );
  });
});

describe('writing an amount', () => {
  test.each([
    [-1250, gbp, '-12.50', '-12.50'],
    [5, gbp, '0.05', '0.05'],
    [123456789, gbp, '1234567.89', '1,234,567.89'],
    [-104444, idr, '-104444', '-104,444'],
    [1234567, kwd, '1234.567', '1,234.567'],
    [-0, gbp, '0.00', '0.00'],
  ])('%i of %s', (minor, money, plain, grouped) => {
    expect(formatMinor(minor, money)).toBe(plain);
    expect(formatGrouped(minor, money)).toBe(grouped);
  });

  test('grouping changes nothing but commas', () => {
    fc.assert(
      fc.property(amounts, currencies, (minor, money) => {
        expect(formatGrouped(minor, money).replaceAll(',', '')).toBe(formatMinor(minor, money));
      }),
    );
  });
});

describe('adding', () => {
  test('is exact', () => {
    expect(sumMinor([10, 20, -5])).toBe(25);
    expect(sumMinor([])).toBe(0);
  });

  test.each([[[0.1]], [[Number.NaN]], [[Number.MAX_SAFE_INTEGER, 1]]])('refuses %j', (values) => {
    expect(() => sumMinor(values)).toThrow(RangeError);
  });
});

describe('scaling', () => {
  test('rounds half away from zero', () => {
    expect([1, 3, -1, -3, 2].map((minor) => scaleMinor(minor, 1, 2))).toEqual([1, 2, -1, -2, 1]);
    expect(scaleMinor(1800, 10_000, 12_000)).toBe(1500);
    expect(scaleMinor(0, 1, -3)).toBe(0);
    expect(scaleMinor(-1, 1, 3)).toBe(0);
  });

  test('is within half a unit of the exact quotient, and half goes away from zero', () => {
    const factor = fc.integer({ min: -1_000_000, max: 1_000_000 });
    const divisor = factor.filter((value) => value !== 0);
    fc.assert(
      fc.property(fc.integer(), factor, divisor, (minor, numerator, denominator) => {
        const scaled = BigInt(scaleMinor(minor, numerator, denominator));
        const exact = BigInt(minor) * BigInt(numerator);
        const bottom = BigInt(denominator);
        const size = (value: bigint) => (value < 0n ? -value : value);
        const twiceOff = 2n * size(scaled * bottom - exact);
        expect(twiceOff <= size(bottom)).toBe(true);
        if (twiceOff === size(bottom)) expect(size(scaled * bottom) > size(exact)).toBe(true);
      }),
    );
  });

  test('turning the sign turns the result', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 20_000 }), (minor, rate) => {
        expect(scaleMinor(-minor, 10_000, rate) + scaleMinor(minor, 10_000, rate)).toBe(0);
      }),
    );
  });
});

describe('splitting', () => {
  const weights = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 12 });

  test('gives the largest remainders the missing units, ties to the earlier part', () => {
    expect(allocateMinor(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocateMinor(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(allocateMinor(10, [1, 2, 4])).toEqual([1, 3, 6]);
    expect(allocateMinor(5, [0, 3])).toEqual([0, 5]);
  });

  test('splits evenly where nothing has a weight', () => {
    expect(allocateMinor(5, [0, 0])).toEqual([3, 2]);
  });

  test('always sums to the whole, keeps its sign and is within one of the exact share', () => {
    fc.assert(
      fc.property(amounts, weights, (total, given) => {
        const parts = allocateMinor(total, given);
        expect(parts).toHaveLength(given.length);
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total));
        const used = given.some((weight) => weight > 0) ? given : given.map(() => 1);
        const all = used.reduce((sum, weight) => sum + BigInt(weight), 0n);
        for (const [index, part] of parts.entries()) {
          expect(Object.is(part, -0)).toBe(false);
          expect(part * Math.sign(total)).toBeGreaterThanOrEqual(0);
          const off = BigInt(part) * all - BigInt(total) * BigInt(used[index] ?? 0);
          expect(off < all && -off < all).toBe(true);
        }
      }),
    );
  });

  test('does not depend on where a part stands, but for ties', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), weights, (total, given) => {
        const forth = allocateMinor(total, given);
        const back = allocateMinor(total, given.toReversed()).toReversed();
        for (const [index, part] of forth.entries()) {
          expect(Math.abs(part - (back[index] ?? 0))).toBeLessThanOrEqual(1);
        }
        expect(allocateMinor(total, given)).toEqual(forth);
      }),
    );
  });

  test('an equal weight never gets less for standing earlier', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), weights, (total, given) => {
        const parts = allocateMinor(total, given);
        for (const [index, weight] of given.entries()) {
          const later = given.findIndex((other, place) => place > index && other === weight);
          if (later >= 0) expect(parts[index]).toBeGreaterThanOrEqual(parts[later] ?? 0);
        }
      }),
    );
  });

  test('refuses what cannot be split', () => {
    expect(allocateMinor(0, [])).toEqual([]);
    expect(() => allocateMinor(1, [])).toThrow(RangeError);
    expect(() => allocateMinor(1, [-1, 2])).toThrow(RangeError);
    expect(() => allocateMinor(1, [0.5])).toThrow(RangeError);
  });
});
