import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitTax } from './tax.ts';

const inclusive = (rateBasisPoints: number) => ({ mode: 'inclusive', rateBasisPoints, name: 'Tax' }) as const;

test.each([
  [1800, 2000, 1500, 300],
  [1000, 2000, 833, 167],
  [3, 2000, 3, 0],
  [9, 2000, 8, 1],
  [1000, 600, 943, 57],
  [1060, 600, 1000, 60],
  [1000, 0, 1000, 0],
  [-1000, 2000, -833, -167],
  [0, 2000, 0, 0],
])('%i at %i basis points is %i net and %i tax', (gross, rate, netMinor, taxMinor) => {
  expect(splitTax(gross, inclusive(rate))).toEqual({ netMinor, taxMinor });
});

test('without tax, net is gross', () => {
  expect(splitTax(1799, { mode: 'none' })).toEqual({ netMinor: 1799, taxMinor: 0 });
});

test('gross is exact, net and tax are each within half a minor unit, for any rate and either sign', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -10_000_000, max: 10_000_000 }),
      fc.integer({ min: 0, max: 10_000 }),
      (gross, rate) => {
        const { netMinor, taxMinor } = splitTax(gross, inclusive(rate));
        expect(netMinor + taxMinor).toBe(gross);
        const twiceOff = 2n * (BigInt(taxMinor) * BigInt(10_000 + rate) - BigInt(gross) * BigInt(rate));
        const whole = BigInt(10_000 + rate);
        expect(twiceOff <= whole && -twiceOff <= whole).toBe(true);
      },
    ),
  );
});
