import { expect, test } from 'vitest';
import { heightAfterKey, readPane } from './pane-height.ts';

test('arrows move the edge, Home and End take it to its ends, other keys do nothing', () => {
  expect(heightAfterKey('ArrowUp', 200, 600)).toBe(224);
  expect(heightAfterKey('ArrowDown', 200, 600)).toBe(176);
  expect(heightAfterKey('Home', 200, 600)).toBe(600);
  expect(heightAfterKey('End', 200, 600)).toBe(96);
  expect(heightAfterKey('a', 200, 600)).toBeNull();
});

test('the edge never leaves the window', () => {
  expect(heightAfterKey('ArrowUp', 590, 600)).toBe(600);
  expect(heightAfterKey('ArrowDown', 100, 600)).toBe(96);
});

test('what was kept is a height or all there is, anything else is forgotten', () => {
  expect(readPane('240')).toBe(240);
  expect(readPane('full')).toBe('full');
  for (const kept of [null, '', '-5', '1e99', 'tall', '12.5']) expect(readPane(kept)).toBeNull();
});
