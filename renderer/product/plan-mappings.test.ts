import { expect, test } from 'vitest';
import type { ProductRow } from '../../app/contract/products.ts';
import { planMappings, planUnlinking, toMapInput } from './plan-mappings.ts';

const item = { itemId: 'i1', itemCode: 'TEA', itemName: 'Tea', quantity: 1, isKit: false, barcodes: [] };

function row(skuId: string, over: Partial<ProductRow> = {}): ProductRow {
  return {
    skuId,
    productId: 'p',
    productName: 'Tea',
    variation: '',
    sellerSku: 'TEA',
    priceMinor: 100,
    currency: 'GBP',
    isActive: true,
    isBundle: false,
    status: 'notMapped',
    components: [],
    inactive: [],
    saved: null,
    openOrders: 2,
    ...over,
  };
}

const of = (components: ProductRow['components'], validFrom: string | null = null) => ({
  components,
  validFrom,
});
const saved = { version: 1, validFrom: '2026-05-01', sellerSku: 'TEA' };

test('takes the draft, confirms what stands, and counts rows with nothing to remember', () => {
  const two = [
    { ...item, quantity: 2 },
    { ...item, itemId: 'i2' },
  ];
  const rows = [row('a'), row('b', { components: [item] }), row('c')];
  expect(planMappings(rows, new Map([['a', of(two)]]))).toEqual({
    kind: 'post',
    mappings: [
      {
        skuId: 'a',
        components: [
          { itemId: 'i1', quantity: 2 },
          { itemId: 'i2', quantity: 1 },
        ],
        validFrom: 'asked',
      },
      { skuId: 'b', components: [{ itemId: 'i1', quantity: 1 }], validFrom: 'asked' },
    ],
    leftOut: 1,
  });
});

test('an emptied draft takes the mapping back', () => {
  const plan = planMappings([row('a', { components: [item] })], new Map([['a', of([])]]));
  expect(plan.mappings).toEqual([{ skuId: 'a', components: [], validFrom: 'asked' }]);
});

test('the date chosen is for what was edited; a file and a mapping that is only confirmed have their own', () => {
  const rows = [row('edited', { saved }), row('file'), row('ticked', { components: [item], saved })];
  const drafts = new Map([
    ['edited', of([item])],
    ['file', of([item], '2026-07-01')],
  ]);
  const input = toMapInput('shop', planMappings(rows, drafts), '2026-06-01');
  expect(input.mappings.map((one) => one.validFrom)).toEqual(['2026-06-01', '2026-07-01', '2026-05-01']);
});

test('unlinking takes back what was saved and leaves the rest alone', () => {
  const plan = planUnlinking([row('a', { saved }), row('b', { components: [item], status: 'sameCode' })]);
  expect(plan).toEqual({
    kind: 'unlink',
    mappings: [{ skuId: 'a', components: [], validFrom: 'asked' }],
    leftOut: 1,
  });
});
