import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type BusinessDate } from './dates.ts';
import { toItemId, toSkuId } from './ids.ts';
import {
  createItemResolver,
  type ItemResolver,
  type MappableItem,
  type MappedComponent,
  type MappingBook,
  type MappingVersion,
  normaliseCode,
  versionFor,
} from './mapping.ts';
import { day } from './testing/builders.ts';

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
  const resolve = createItemResolver({ items: [], saved: new Map(), skus: new Map(), ...book });
  return (line: Parameters<ItemResolver>[0], orderedOn: BusinessDate | null = null) =>
    resolve(line, orderedOn);
}

/** One version, for all orders. */
function once(sellerSku: string, ...components: MappedComponent[]): MappingVersion[] {
  return [{ version: 1, sellerSku, components, validFrom: null }];
}

const mug = { skuId: mugSku, sellerSku: 'MUG', parts: [] };

/** What a resolution stands for, in short: status, and code × quantity @ weight. */
function short(resolution: ReturnType<ItemResolver>): [string, ...string[]] {
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
    expect(resolve(mug)).toEqual({
      status: 'itemInactive',
      sellerSku: 'MUG',
      skuId: mugSku,
      inactive: [component('MUG')],
    });
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
  const saved = new Map([[mugSku, once('MUG', component('CUP'))]]);

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
    const pair = new Map([[mugSku, once('MUG', component('CUP'), component('SAUCER'))]]);
    const resolve = resolver({ items: [item('CUP'), item('SAUCER', { isActive: false })], saved: pair });
    expect(short(resolve(mug))).toEqual(['itemInactive']);
  });

  test('that was emptied counts as none', () => {
    const emptied = new Map([[mugSku, once('MUG')]]);
    expect(short(resolver({ items: [item('MUG')], saved: emptied })(mug))).toEqual([
      'sameCode',
      'MUG × 1 @ 0',
    ]);
  });

  test('to several items weighs each by its price times its quantity', () => {
    const pair = new Map([[mugSku, once('MUG', component('CUP', 2), component('SAUCER'))]]);
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
    const saved = new Map([[mugSku, once('MUG', component('CUP', 6))]]);
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
    const saved = new Map([[setSku, once('SET', component('BOX'))]]);
    expect(short(resolver({ items, saved })(set))).toEqual(['mapped', 'BOX × 1 @ 0']);
  });
});

describe('versions by date', () => {
  const cup = { version: 1, sellerSku: 'MUG', components: [component('CUP')], validFrom: null };
  const jar = { version: 2, sellerSku: 'MUG', components: [component('JAR')], validFrom: day('2026-05-01') };
  const items = [item('MUG'), item('CUP'), item('JAR')];

  test('an order takes the version of its own date; an order still to come the newest', () => {
    const resolve = resolver({ items, saved: new Map([[mugSku, [jar, cup]]]) });
    expect(short(resolve(mug, day('2026-04-30')))[1]).toBe('CUP × 1 @ 0');
    expect(short(resolve(mug, day('2026-05-01')))[1]).toBe('JAR × 1 @ 0');
    expect(short(resolve(mug))[1]).toBe('JAR × 1 @ 0');
  });

  test('a later version for all orders takes the place of every dated one', () => {
    const saved = new Map([[mugSku, [cup, jar, { ...cup, version: 3 }]]]);
    const resolve = resolver({ items, saved });
    expect(short(resolve(mug, day('2026-06-01')))[1]).toBe('CUP × 1 @ 0');
  });

  test('an unlinking from a date gives the older orders back nothing and takes nothing from them', () => {
    const saved = new Map([[mugSku, [cup, { ...jar, components: [] }]]]);
    const resolve = resolver({ items, saved });
    expect(short(resolve(mug, day('2026-04-30')))).toEqual(['mapped', 'CUP × 1 @ 0']);
    expect(short(resolve(mug, day('2026-05-01')))).toEqual(['sameCode', 'MUG × 1 @ 0']);
  });

  test('the parts of a bundle are those of the order’s date', () => {
    const set = {
      skuId: setSku,
      sellerSku: 'SET',
      parts: [{ skuId: mugSku, sellerSku: 'MUG', quantity: 2 }],
    };
    const resolve = resolver({ items, saved: new Map([[mugSku, [cup, jar]]]) });
    expect(short(resolve(set, day('2026-04-30')))[1]).toBe('CUP × 2 @ 0');
    expect(short(resolve(set, day('2026-05-02')))[1]).toBe('JAR × 2 @ 0');
  });

  const first = day('2026-01-01');
  const aDate = fc.integer({ min: 0, max: 400 }).map((days) => addDays(first, days));
  const versions = fc.array(fc.option(aDate, { nil: null }), { maxLength: 8 }).chain((dates) =>
    fc.shuffledSubarray(
      dates.map((validFrom, index) => ({ version: index + 1, validFrom })),
      { minLength: dates.length },
    ),
  );

  test('no order listed in whatever order changes what counts, and a new version changes only its own dates', () => {
    fc.assert(
      fc.property(versions, fc.option(aDate, { nil: null }), aDate, (list, from, orderedOn) => {
        const before = versionFor(list, orderedOn);
        expect(versionFor([...list].reverse(), orderedOn)).toEqual(before);
        const added = { version: list.length + 1, validFrom: from };
        const after = versionFor([added, ...list], orderedOn);
        expect(after).toEqual(from === null || from <= orderedOn ? added : before);
      }),
    );
  });

  test('what counts is valid on the day, and nothing newer is', () => {
    fc.assert(
      fc.property(versions, aDate, (list, orderedOn) => {
        const valid = list.filter((one) => one.validFrom === null || one.validFrom <= orderedOn);
        const newest = Math.max(...valid.map((one) => one.version));
        expect(versionFor(list, orderedOn)?.version ?? Number.NEGATIVE_INFINITY).toBe(newest);
      }),
    );
  });
});
