import { expect, test, vi } from 'vitest';
import { isTicked } from '../grid/selection.ts';
import { keepWith } from '../widgets/remember.ts';
import { type Components, productStore } from './product-state.ts';

const tote: Components = [
  { itemId: 'i1', itemCode: 'TOTE', itemName: 'Tote', quantity: 1, isKit: false, barcodes: [] },
];
const cap: Components = [
  { itemId: 'i2', itemCode: 'CAP', itemName: 'Cap', quantity: 1, isKit: false, barcodes: [] },
];

test('taking back restores the codes and the ticks of one edit, and no other tick', () => {
  const store = productStore('undo');
  const now = () => store.getState();
  now().setSelection((old) => ({ ...old, marks: new Map([['ticked before', {}]]) }));
  now().edit(new Map([['a', tote]]));
  now().edit(
    new Map([
      ['a', cap],
      ['b', cap],
      ['ticked before', cap],
    ]),
  );
  now().setSelection((old) => ({ ...old, marks: new Map(old.marks).set('ticked after', {}) }));
  now().undo();
  expect([...now().drafts]).toEqual([['a', { components: tote, validFrom: null }]]);
  expect(['a', 'b', 'ticked before', 'ticked after'].map((id) => isTicked(now().selection, id))).toEqual([
    true,
    false,
    true,
    true,
  ]);
  now().undo();
  now().undo();
  expect(now().drafts.size).toBe(0);
  expect(isTicked(now().selection, 'ticked before')).toBe(true);
});

test('what was posted cannot be taken back, and what was not is kept', () => {
  const store = productStore('posted');
  store.getState().edit(
    new Map([
      ['a', tote],
      ['b', cap],
    ]),
    new Map([['b', '2026-05-01']]),
  );
  store.getState().posted(['a']);
  store.getState().undo();
  expect([...store.getState().drafts]).toEqual([['b', { components: cap, validFrom: '2026-05-01' }]]);
});

test('item codes that were not posted are found again with their ticks, and posting forgets them', () => {
  vi.useFakeTimers();
  const values: Record<string, string> = {};
  const tell = async (name: string, value: string | null) => {
    if (value !== null) values[name] = value;
  };
  keepWith({}, tell);
  const mug = {
    itemId: 'i1',
    itemCode: 'MUG',
    itemName: 'Mug',
    quantity: 2,
    isKit: false,
    barcodes: ['5012345678900'],
  };
  productStore('kept-1')
    .getState()
    .edit(new Map([['s1', [mug]]]), new Map([['s1', '2026-10-05']]));
  vi.runAllTimers();
  // Another shop's store reads what this one kept, as the next start of the program does.
  keepWith({ 'drafts.products.kept-2': values['drafts.products.kept-1'] ?? '' }, tell);
  const again = productStore('kept-2').getState();
  expect(again.drafts).toEqual(new Map([['s1', { components: [mug], validFrom: '2026-10-05' }]]));
  expect(isTicked(again.selection, 's1')).toBe(true);
  again.posted(['s1']);
  vi.runAllTimers();
  expect(values['drafts.products.kept-2']).toBe('[]');
  vi.useRealTimers();
});

test.each(['', '[1]', '{}', '[{"skuId":"s1","components":"x","validFrom":null}]'])(
  'drafts that cannot be read are left out: %s',
  (kept) => {
    const shopId = `broken ${kept}`;
    keepWith({ [`drafts.products.${shopId}`]: kept }, async () => undefined);
    expect(productStore(shopId).getState().drafts.size).toBe(0);
  },
);
