import { expect, test } from 'vitest';
import { isTicked } from '../grid/selection.ts';
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
