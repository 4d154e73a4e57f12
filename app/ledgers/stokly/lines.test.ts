import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineMinor } from './amounts.ts';
import { splitLine, toInvoiceItems, toOrderItems } from './lines.ts';
import { GBP, makeLine, nowhere } from './testing/builders.ts';

const anyLine = fc.record({
  quantity: fc.integer({ min: 1, max: 500 }),
  netMinor: fc.integer({ min: -10_000_000, max: 10_000_000 }),
  taxMinor: fc.integer({ min: -2_000_000, max: 2_000_000 }),
  discountMinor: fc.integer({ min: 0, max: 1_000_000 }),
});

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

describe('splitting a line into units', () => {
  it('keeps one price where everything divides', () => {
    expect(splitLine({ quantity: 3, netMinor: 300, taxMinor: 60, discountMinor: 7 })).toEqual([
      { quantity: 3, unitNetMinor: 100, unitTaxMinor: 20, discountMinor: 7 },
    ]);
  });

  it('keeps one gross price where the gross divides: 3 × 10.00 with 20 % tax', () => {
    expect(splitLine({ quantity: 3, netMinor: 2500, taxMinor: 500, discountMinor: 0 })).toEqual([
      { quantity: 1, unitNetMinor: 834, unitTaxMinor: 166, discountMinor: 0 },
      { quantity: 2, unitNetMinor: 833, unitTaxMinor: 167, discountMinor: 0 },
    ]);
  });

  it('splits negative lines downwards: −0.10 over 3', () => {
    expect(splitLine({ quantity: 3, netMinor: -10, taxMinor: 0, discountMinor: 0 })).toEqual([
      { quantity: 2, unitNetMinor: -3, unitTaxMinor: 0, discountMinor: 0 },
      { quantity: 1, unitNetMinor: -4, unitTaxMinor: 0, discountMinor: 0 },
    ]);
  });

  it('gives back quantity, net, tax and discount exactly, in at most three groups', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const groups = splitLine(line);
        expect(groups.length).toBeLessThanOrEqual(3);
        expect(groups.every((group) => group.quantity > 0)).toBe(true);
        expect(sum(groups.map((group) => group.quantity))).toBe(line.quantity);
        expect(sum(groups.map((group) => group.quantity * group.unitNetMinor))).toBe(line.netMinor);
        expect(sum(groups.map((group) => group.quantity * group.unitTaxMinor))).toBe(line.taxMinor);
        expect(sum(groups.map((group) => group.discountMinor))).toBe(line.discountMinor);
      }),
    );
  });

  it('keeps every unit at one gross price whenever the gross divides', () => {
    const dividing = fc
      .record({ quantity: fc.integer({ min: 1, max: 60 }), each: fc.integer({ min: 1, max: 50_000 }) })
      .chain(({ quantity, each }) =>
        fc.integer({ min: 0, max: quantity * each }).map((netMinor) => ({
          quantity,
          netMinor,
          taxMinor: quantity * each - netMinor,
          discountMinor: 0,
        })),
      );
    fc.assert(
      fc.property(dividing, (line) => {
        const prices = splitLine(line).map((group) => group.unitNetMinor + group.unitTaxMinor);
        expect(new Set(prices).size).toBe(1);
      }),
    );
  });

  it('survives the arithmetic of the other side: decimals, unit × quantity, rounded per line', () => {
    fc.assert(
      fc.property(anyLine, (amounts) => {
        const line = makeLine(nowhere, amounts.netMinor, amounts.taxMinor, amounts);
        const there = (items: readonly { displayPrice: number; displayTax: number; quantity: number }[]) =>
          sum(
            items.flatMap((item) =>
              [item.displayPrice, item.displayTax].map((unit) => {
                const minor = lineMinor(unit, item.quantity, GBP);
                if (!minor.ok) throw new Error(minor.error);
                return minor.value;
              }),
            ),
          );
        expect(there(toInvoiceItems([line], GBP))).toBe(line.grossMinor);
        expect(there(toOrderItems([line], GBP, 'delivery'))).toBe(line.grossMinor);
      }),
    );
  });
});
