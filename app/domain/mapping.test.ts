import { describe, expect, test } from 'vitest';
import { toItemId, toSkuId } from './ids.ts';
import {
  createItemResolver,
  type MappableItem,
  type MappedComponent,
  type MappingBook,
  normaliseCode,
} from './mapping.ts';

const mugSku = toSkuId('sku-mug');
const plateSku = toSkuId('sku-plate');
const setSku = toSkuId('sku-set');

function item(code: string, over: Partial<MappableItem> = {}): MappableItem {
  return {
    itemId: toItemId(`item-${code}`),
    code,
    name: code,
    isActive: true,
    salePriceMinor: null,
    ...over,
  };
}

function component(code: string, quantity = 1): MappedComponent {
  return { itemId: toItemId(`item-${code}`), itemCode: code, itemName: code, quantity };
}

function resolver(book: Partial<MappingBook>) {
  return createItemResolver({ items: [], saved: new Map(), skus: new Map(), ...book });
}

const mug = { skuId: mugSku, sellerSku: 'MUG', parts: [] };

/** What a resolution stands for, in short: status, and code × quantity @ weight. */
function short(resolution: ReturnType<ReturnType<typeof resolver>>): [string, ...string[]] {
  if (!('components' in resolution)) return [resolution.status];
  const parts = resolution.components.map((one) => `${one.itemCode} × ${one.quantity} @ ${one.weightMinor}`);
  return [resolution.status, ...parts];
}

describe('a seller SKU', () => {
  test('stands for the item of the same code', () => {
    expect(short(resolver({ items: [item('MUG')] })(mug))).toEqual(['sameCode', 'MUG × 1 @ 0']);
  });

  test.each(['mug', ' MUG ', 'Mug\t'])('is compared without case and outer spaces: %j', (sellerSku) => {
    const resolve = resolver({ items: [item('MUG')] });
    expect(short(resolve({ ...mug, sellerSku }))).toEqual(['sameCode', 'MUG × 1 @ 0']);
    expect(normaliseCode(sellerSku)).toBe('mug');
  });

  test('is not guessed from a likeness', () => {
    const resolve = resolver({ items: [item('MUG-1'), item('MU G')] });
    expect(resolve(mug)).toEqual({ status: 'notMapped', sellerSku: 'MUG', skuId: mugSku });
  });

  test('that is empty stands for nothing, even where an item has no code', () => {
    const resolve = resolver({ items: [item('')] });
    expect(short(resolve({ ...mug, sellerSku: '  ' }))).toEqual(['notMapped']);
  });

  test('of an inactive item is said to be inactive', () => {
    const resolve = resolver({ items: [item('MUG', { isActive: false })] });
    expect(resolve(mug)).toEqual({ status: 'itemInactive', sellerSku: 'MUG', skuId: mugSku });
  });

  test.each([
    ['first', [true, false]],
    ['last', [false, true]],
  ] as const)('prefers an active item over a deleted one of the same code, listed %s', (_, states) => {
    const items = states.map((isActive) =>
      item('MUG', { isActive, itemId: toItemId(isActive ? 'living' : 'deleted') }),
    );
    expect(resolver({ items })(mug)).toMatchObject({
      status: 'sameCode',
      components: [{ itemId: 'living' }],
    });
  });

  test('that two active items share stands for the first of them', () => {
    const items = [item('MUG', { itemId: toItemId('first') }), item('mug', { itemId: toItemId('second') })];
    expect(resolver({ items })(mug)).toMatchObject({ components: [{ itemId: 'first' }] });
  });

  test('is weighed by its price on the channel, else by the price of the item', () => {
    const items = [item('MUG', { salePriceMinor: 700 })];
    expect(short(resolver({ items })(mug))).toEqual(['sameCode', 'MUG × 1 @ 700']);
    const skus = new Map([[mugSku, { priceMinor: 900 }]]);
    expect(short(resolver({ items, skus })(mug))).toEqual(['sameCode', 'MUG × 1 @ 900']);
  });
});

describe('a saved mapping', () => {
  const saved = new Map([[mugSku, { sellerSku: 'MUG', components: [component('CUP')] }]]);

  test('counts before an item of the same code', () => {
    const resolve = resolver({ items: [item('MUG'), item('CUP')], saved });
    expect(short(resolve(mug))).toEqual(['mapped', 'CUP × 1 @ 0']);
  });

  test('whose seller SKU was changed since says so', () => {
    const resolve = resolver({ items: [item('CUP'), item('BIG-MUG')], saved });
    expect(short(resolve({ ...mug, sellerSku: 'BIG-MUG' }))).toEqual(['skuChanged', 'CUP × 1 @ 0']);
    expect(short(resolve({ ...mug, sellerSku: ' mug' }))).toEqual(['mapped', 'CUP × 1 @ 0']);
  });

  test('to an item that is no longer active holds, whatever else has that code', () => {
    const resolve = resolver({ items: [item('MUG'), item('CUP', { isActive: false })], saved });
    expect(short(resolve(mug))).toEqual(['itemInactive']);
  });

  test('with one of several items inactive holds', () => {
    const pair = new Map([
      [mugSku, { sellerSku: 'MUG', components: [component('CUP'), component('SAUCER')] }],
    ]);
    const resolve = resolver({ items: [item('CUP'), item('SAUCER', { isActive: false })], saved: pair });
    expect(short(resolve(mug))).toEqual(['itemInactive']);
  });

  test('that was emptied counts as none', () => {
    const emptied = new Map([[mugSku, { sellerSku: 'MUG', components: [] }]]);
    expect(short(resolver({ items: [item('MUG')], saved: emptied })(mug))).toEqual([
      'sameCode',
      'MUG × 1 @ 0',
    ]);
  });

  test('to several items weighs each by its price times its quantity', () => {
    const pair = new Map([
      [mugSku, { sellerSku: 'MUG', components: [component('CUP', 2), component('SAUCER')] }],
    ]);
    const items = [item('CUP', { salePriceMinor: 300 }), item('SAUCER', { salePriceMinor: 400 })];
    expect(short(resolver({ items, saved: pair })(mug))).toEqual([
      'mapped',
      'CUP × 2 @ 600',
      'SAUCER × 1 @ 400',
    ]);
  });
});

describe('a virtual bundle', () => {
  const set = {
    skuId: setSku,
    sellerSku: 'SET',
    parts: [
      { skuId: mugSku, sellerSku: 'MUG', quantity: 2 },
      { skuId: plateSku, sellerSku: 'PLATE', quantity: 1 },
    ],
  };
  const skus = new Map([
    [mugSku, { priceMinor: 500 }],
    [plateSku, { priceMinor: 800 }],
  ]);

  test('stands for its parts when every one of them resolves', () => {
    const resolve = resolver({ items: [item('MUG'), item('PLATE')], skus });
    expect(short(resolve(set))).toEqual(['sameCode', 'MUG × 2 @ 1000', 'PLATE × 1 @ 800']);
  });

  test('weighs a part by the price of the part, however many items it stands for', () => {
    const saved = new Map([[mugSku, { sellerSku: 'MUG', components: [component('CUP', 6)] }]]);
    const resolve = resolver({ items: [item('CUP'), item('PLATE')], saved, skus });
    expect(short(resolve(set))).toEqual(['sameCode', 'CUP × 12 @ 1000', 'PLATE × 1 @ 800']);
  });

  test.each([
    ['has no item', [item('MUG')]],
    ['is inactive', [item('MUG'), item('PLATE', { isActive: false })]],
  ])('is not mapped when a part %s', (_, items) => {
    expect(resolver({ items, skus })(set)).toEqual({ status: 'notMapped', sellerSku: 'SET', skuId: setSku });
  });

  test('with an item or a mapping of its own is that item', () => {
    const items = [item('MUG'), item('PLATE'), item('SET'), item('BOX')];
    expect(short(resolver({ items })(set))).toEqual(['sameCode', 'SET × 1 @ 0']);
    const saved = new Map([[setSku, { sellerSku: 'SET', components: [component('BOX')] }]]);
    expect(short(resolver({ items, saved })(set))).toEqual(['mapped', 'BOX × 1 @ 0']);
  });
});
