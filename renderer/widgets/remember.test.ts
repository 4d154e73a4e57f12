import { expect, test } from 'vitest';
import { forget, keepWith, recall, remember } from './remember.ts';

test('a choice is told to the books once, and forgotten there too', async () => {
  const told: [string, string | null][] = [];
  keepWith({ tab: 'orders', 'columns.orders': '{}' }, async (name, value) => told.push([name, value]));
  expect(recall('tab')).toBe('orders');
  expect(recall('shop')).toBeNull();
  remember('tab', 'orders');
  remember('tab', 'payment');
  await forget((name) => name.startsWith('columns.'));
  expect(told).toEqual([
    ['tab', 'payment'],
    ['columns.orders', null],
  ]);
  expect(recall('columns.orders')).toBeNull();
  expect(recall('tab')).toBe('payment');
});
