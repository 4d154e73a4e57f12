import { expect, test } from 'vitest';
import type { ProductRow } from '../../app/contract/products.ts';
import { planMappings } from './plan-mappings.ts';

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

test('takes the draft, confirms what stands, and counts rows with nothing to remember', () => {
  const two = [
    { ...item, quantity: 2 },
    { ...item, itemId: 'i2' },
  ];
  const plan = planMappings([row('a'), row('b', { components: [item] }), row('c')], new Map([['a', two]]));
  expect(plan).toEqual({
    mappings: [
      {
        skuId: 'a',
        components: [
          { itemId: 'i1', quantity: 2 },
          { itemId: 'i2', quantity: 1 },
        ],
      },
      { skuId: 'b', components: [{ itemId: 'i1', quantity: 1 }] },
    ],
    withoutItem: 1,
    openOrders: 4,
  });
});

test('an emptied draft takes the mapping back', () => {
  const plan = planMappings([row('a', { components: [item] })], new Map([['a', []]]));
  expect(plan.mappings).toEqual([{ skuId: 'a', components: [] }]);
});
