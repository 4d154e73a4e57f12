import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from './dates.ts';
import { toItemId, toSkuId } from './ids.ts';
import { createItemResolver, type MappingVersion } from './mapping.ts';
import { measureImpact, type ReachedOrder } from './mapping-impact.ts';
import { orderStatuses } from './orders.ts';
import { day } from './testing/builders.ts';

const mug = toSkuId('mug');
const set = toSkuId('set');
const item = (code: string) => ({
  itemId: toItemId(`item-${code}`),
  code,
  name: code,
  isActive: true,
  salePriceMinor: null,
});
const component = (code: string, quantity = 1) => ({
  itemId: toItemId(`item-${code}`),
  itemCode: code,
  itemName: code,
  quantity,
});
const mapTo = (...codes: string[]) => ({
  skuId: mug,
  sellerSku: 'MUG',
  components: codes.map((code) => component(code)),
  validFrom: null,
});

const book = {
  items: [item('MUG'), item('CUP')],
  saved: new Map<typeof mug, readonly MappingVersion[]>(),
  skus: new Map([
    [mug, { priceMinor: 500, parts: [] }],
    [set, { priceMinor: null, parts: [{ skuId: mug, sellerSku: 'MUG', quantity: 2 }] }],
  ]),
};

function order(over: Partial<ReachedOrder> = {}): ReachedOrder {
  return {
    orderedOn: day('2026-05-10'),
    status: 'delivered',
    goodsMinor: 1000,
    standing: 'open',
    lines: [{ skuId: mug, sellerSku: 'MUG' }],
    ...over,
  };
}

test('unposted orders change, with their goods and statuses; posted ones stay', () => {
  const orders = [
    order(),
    order({ status: 'pending', goodsMinor: 250 }),
    order({ standing: 'posted' }),
    order({ standing: 'partly' }),
  ];
  const impact = measureImpact(book, [mapTo('CUP')], orders);
  expect(impact).toMatchObject({
    changes: { orders: 2, goodsMinor: 1250, byStatus: { delivered: 1, pending: 1, completed: 0 } },
    stays: { orders: 2, partly: 1 },
    same: 0,
    listed: orders,
  });
});

test('a code that is only confirmed changes nothing', () => {
  expect(measureImpact(book, [mapTo('MUG')], [order(), order({ standing: 'posted' })])).toMatchObject({
    changes: { orders: 0, goodsMinor: 0 },
    stays: { orders: 0 },
    same: 1,
    listed: [],
  });
});

test('a version from a date changes no older order', () => {
  const later = { ...mapTo('CUP'), validFrom: day('2026-05-10') };
  const orders = [order({ orderedOn: day('2026-05-09') }), order()];
  expect(measureImpact(book, [later], orders)).toMatchObject({ changes: { orders: 1 }, same: 1 });
});

test('orders of a bundle change with a part of it', () => {
  const bundle = order({ lines: [{ skuId: set, sellerSku: 'SET' }] });
  expect(measureImpact(book, [mapTo('CUP')], [bundle])).toMatchObject({ changes: { orders: 1 } });
});

test('every order is counted once, and exactly those whose items differ', () => {
  const aDate = fc.integer({ min: 0, max: 60 }).map((days) => addDays(day('2026-05-01'), days));
  const anOrder = fc.record({
    orderedOn: aDate,
    status: fc.constantFrom(...orderStatuses),
    goodsMinor: fc.integer({ min: 0, max: 10_000 }),
    standing: fc.constantFrom('open' as const, 'partly' as const, 'posted' as const),
    lines: fc.array(fc.constantFrom({ skuId: mug, sellerSku: 'MUG' }, { skuId: set, sellerSku: 'SET' }), {
      minLength: 1,
      maxLength: 3,
    }),
  });
  const aMapping = fc.record({
    skuId: fc.constant(mug),
    sellerSku: fc.constant('MUG'),
    components: fc.subarray([component('MUG'), component('CUP', 3)]),
    validFrom: fc.option(aDate, { nil: null }),
  });
  fc.assert(
    fc.property(fc.array(anOrder, { maxLength: 12 }), aMapping, (orders, mapping) => {
      const impact = measureImpact(book, [mapping], orders);
      const before = createItemResolver(book);
      const after = createItemResolver({ ...book, saved: new Map([[mug, [{ ...mapping, version: 1 }]]]) });
      const itemsOf = (resolve: typeof before, one: ReachedOrder) =>
        one.lines.map((line) => {
          const found = resolve({ ...line, parts: book.skus.get(line.skuId)?.parts ?? [] }, one.orderedOn);
          return 'components' in found ? found.components.map((c) => `${c.quantity} ${c.itemId}`) : [];
        });
      const differs = orders.filter(
        (one) => JSON.stringify(itemsOf(before, one)) !== JSON.stringify(itemsOf(after, one)),
      );
      const open = differs.filter((one) => one.standing === 'open');
      expect(impact.changes.orders).toBe(open.length);
      expect(impact.changes.goodsMinor).toBe(open.reduce((sum, one) => sum + one.goodsMinor, 0));
      expect(Object.values(impact.changes.byStatus).reduce((sum, count) => sum + count, 0)).toBe(open.length);
      expect(impact.stays.orders).toBe(differs.length - open.length);
      expect(impact.same).toBe(orders.filter((one) => one.standing === 'open').length - open.length);
      expect(impact.listed).toEqual(differs);
    }),
  );
});
