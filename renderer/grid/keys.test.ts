import { expect, test } from 'vitest';
import { moveBy, moveCursor, widenBy } from './keys.ts';

const size = { rows: 100, columns: 5, page: 20 };
const at = { row: 50, column: 2 };
const press = (key: string, ctrlKey = false) => moveCursor(at, { key, ctrlKey }, size);

test('moves as a spreadsheet does', () => {
  expect(press('ArrowDown')).toEqual({ row: 51, column: 2 });
  expect(press('ArrowUp', true)).toEqual({ row: 0, column: 2 });
  expect(press('PageDown')).toEqual({ row: 70, column: 2 });
  expect(press('Home')).toEqual({ row: 50, column: 0 });
  expect(press('End', true)).toEqual({ row: 99, column: 4 });
  expect(press('x')).toBeNull();
});

test('stops at the edges', () => {
  expect(moveCursor({ row: 99, column: 4 }, { key: 'ArrowRight', ctrlKey: false }, size)).toEqual({
    row: 99,
    column: 4,
  });
  expect(moveCursor({ row: 3, column: 0 }, { key: 'PageUp', ctrlKey: false }, size)).toEqual({
    row: 0,
    column: 0,
  });
});

test('arrows with two keys held move a column or change its width, and nothing else does', () => {
  const stroke = { key: 'ArrowLeft', ctrlKey: false, metaKey: false, shiftKey: true, altKey: false };
  expect(moveBy({ ...stroke, ctrlKey: true })).toBe(-1);
  expect(widenBy({ ...stroke, altKey: true })).toBe(-16);
  expect(widenBy({ ...stroke, altKey: true, key: 'ArrowRight' })).toBe(16);
  for (const other of [
    stroke,
    { ...stroke, altKey: true, key: 'ArrowUp' },
    { ...stroke, altKey: true, ctrlKey: true },
  ])
    expect(widenBy(other)).toBeNull();
});
