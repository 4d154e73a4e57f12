import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planWayBack, toRounds } from './way-back.ts';

type Version = Parameters<typeof planWayBack>[1][number];

const version = (number: number, itemId: string | null, validFrom: string | null): Version => ({
  version: number,
  madeAt: number,
  validFrom,
  sellerSku: 'MUG',
  components:
    itemId === null
      ? []
      : [
          {
            itemId,
            itemCode: itemId,
            itemName: itemId,
            quantity: 1,
            isKit: false,
            barcodes: [],
            isActive: true,
          },
        ],
});

/** As the books decide it: made last among those valid on the date. */
const standsFor = (versions: readonly Version[], on: string) =>
  [...versions]
    .sort((a, b) => b.version - a.version)
    .find(({ validFrom }) => validFrom === null || validFrom <= on)?.components[0]?.itemId ?? null;

test('the first mapping of a product is taken back by unlinking it', () => {
  const posted = { skuId: 's', components: [{ itemId: 'A', quantity: 1 }], validFrom: null };
  expect(planWayBack(posted, [version(1, 'A', null)])).toEqual([
    { skuId: 's', components: [], validFrom: null },
  ]);
});

test('a mapping from a date on gives back what stood on that date', () => {
  const posted = { skuId: 's', components: [{ itemId: 'B', quantity: 1 }], validFrom: '2026-10-15' };
  expect(planWayBack(posted, [version(2, 'B', '2026-10-15'), version(1, 'A', null)])).toEqual([
    { skuId: 's', components: [{ itemId: 'A', quantity: 1 }], validFrom: '2026-10-15' },
  ]);
});

test('nothing is taken back that somebody has mapped anew since', () => {
  const posted = { skuId: 's', components: [{ itemId: 'A', quantity: 1 }], validFrom: null };
  expect(planWayBack(posted, [version(2, 'B', null), version(1, 'A', null)])).toBeNull();
  expect(planWayBack(posted, [])).toBeNull();
});

test('whatever was mapped before stands again on every date', () => {
  const date = fc.constantFrom(null, '2026-10-05', '2026-10-15', '2026-10-25');
  const item = fc.constantFrom(null, 'A', 'B', 'C');
  fc.assert(
    fc.property(fc.array(fc.tuple(item, date), { maxLength: 6 }), item, date, (history, newItem, from) => {
      const before = history.map(([itemId, validFrom], index) => version(index + 1, itemId, validFrom));
      const newest = version(before.length + 1, newItem, from);
      const way = planWayBack({ skuId: 's', components: newest.components, validFrom: from }, [
        newest,
        ...before.toReversed(),
      ]);
      const after = [...before, newest];
      for (const step of way ?? []) {
        const [component] = step.components;
        after.push(version(after.length + 1, component?.itemId ?? null, step.validFrom ?? null));
      }
      for (const on of ['2026-10-01', '2026-10-05', '2026-10-10', '2026-10-15', '2026-10-20', '2026-10-31'])
        expect(standsFor(after, on)).toBe(standsFor(before, on));
    }),
  );
});

test('a SKU is named once in a round, and its steps keep their order', () => {
  const step = (skuId: string, validFrom: string | null) => ({ skuId, components: [], validFrom });
  expect(toRounds([[step('a', null), step('a', '2026-10-15')], [step('b', null)], []])).toEqual([
    [step('a', null), step('b', null)],
    [step('a', '2026-10-15')],
  ]);
});
