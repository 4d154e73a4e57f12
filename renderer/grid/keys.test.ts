import { expect, test } from 'vitest';
import { moveCursor } from './keys.ts';

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
