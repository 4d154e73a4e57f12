import { expect, test } from 'vitest';
import { isStroke, type Stroke } from './keys.ts';

function stroke(over: Partial<Stroke>): Stroke {
  return { key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...over };
}

test('a stroke is known by its place, whatever Alt makes it write', () => {
  expect(isStroke(stroke({ key: '¡', code: 'Digit1', altKey: true }), 'Alt+1')).toBe(true);
  expect(isStroke(stroke({ key: '1', code: 'Digit1' }), 'Alt+1')).toBe(false);
  expect(isStroke(stroke({ key: '1', code: 'Digit1', altKey: true, ctrlKey: true }), 'Alt+1')).toBe(false);
  expect(isStroke(stroke({ key: 'K', code: 'KeyK', ctrlKey: true, shiftKey: true }), 'Ctrl+K')).toBe(false);
});

test('the command key of a Mac counts as Ctrl', () => {
  expect(isStroke(stroke({ key: 'k', code: 'KeyK', metaKey: true }), 'Ctrl+K')).toBe(true);
  expect(isStroke(stroke({ key: 'Enter', code: 'Enter', ctrlKey: true }), 'Ctrl+Enter')).toBe(true);
  expect(isStroke(stroke({ key: 'Enter', code: 'NumpadEnter', ctrlKey: true }), 'Ctrl+Enter')).toBe(true);
});
