import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  declaredLayout,
  inOrder,
  moveColumn,
  moveShown,
  placeColumn,
  readLayout,
  showColumn,
  shownColumns,
} from './layout.ts';

const columns = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id).join('');

test('a column moves one place and stops at the edge', () => {
  const moved = moveColumn(columns, declaredLayout, 'c', -1);
  expect(idsOf(inOrder(columns, moved))).toBe('acbd');
  expect(idsOf(inOrder(columns, moveColumn(columns, moved, 'a', -1)))).toBe('acbd');
  expect(idsOf(inOrder(columns, moveColumn(columns, moved, 'd', 1)))).toBe('acbd');
});

test('a column is dropped before another one or at the end', () => {
  const drop = (id: string, before: string | null) =>
    idsOf(inOrder(columns, placeColumn(columns, declaredLayout, id, before)));
  expect(drop('d', 'a')).toBe('dabc');
  expect(drop('a', 'd')).toBe('bcad');
  expect(drop('a', null)).toBe('bcda');
  expect(drop('b', 'b')).toBe('abcd');
  expect(drop('x', 'a')).toBe('abcd');
});

test('on the screen a column moves past its neighbour, whatever is hidden between', () => {
  const hidden = showColumn(columns, declaredLayout, 'b', false);
  const right = moveShown(columns, hidden, 'a', 1);
  expect(idsOf(shownColumns(columns, right))).toBe('cad');
  const left = moveShown(columns, hidden, 'c', -1);
  expect(idsOf(shownColumns(columns, left))).toBe('cad');
  expect(moveShown(columns, hidden, 'a', -1)).toBe(hidden);
  expect(moveShown(columns, hidden, 'd', 1)).toBe(hidden);
});

test('a column that comes back or is new stands behind the one it was declared behind', () => {
  const moved = moveColumn([{ id: 'a' }, { id: 'd' }], declaredLayout, 'd', -1);
  expect(idsOf(inOrder(columns, moved))).toBe('dabc');
});

test('the last column shown cannot be hidden', () => {
  let layout = declaredLayout;
  for (const { id } of columns) layout = showColumn(columns, layout, id, false);
  expect(idsOf(shownColumns(columns, layout))).toBe('d');
  expect(idsOf(shownColumns(columns, showColumn(columns, layout, 'b', true)))).toBe('bd');
});

test('whatever was kept, every column is there once and one is shown', () => {
  const kept = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({
        widths: fc.jsonValue(),
        order: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'gone', 7)),
        hidden: fc.array(fc.constantFrom('a', 'b', 'c', 'd', null)),
      })
      .map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(kept, (text) => {
      const layout = readLayout(text);
      expect([...idsOf(inOrder(columns, layout))].sort().join('')).toBe('abcd');
      expect(shownColumns(columns, layout).length).toBeGreaterThan(0);
      expect(Object.values(layout.widths).every(Number.isSafeInteger)).toBe(true);
    }),
  );
});
