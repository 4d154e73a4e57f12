import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepWith } from '../widgets/remember.ts';
import { keptFields, perShop } from './per-shop.ts';

interface View {
  readonly text: string;
  readonly ticks: number;
}

function open(values: Record<string, string>) {
  const told: [string, string | null][] = [];
  keepWith(values, async (name, value) => told.push([name, value]));
  const storeOf = perShop<View>(() => ({ text: '', ticks: 0 }), {
    name: 'view.orders',
    pick: ({ text }) => ({ text }),
    read: (kept) =>
      typeof kept === 'object' && kept !== null && 'text' in kept ? { text: String(kept.text) } : {},
  });
  return { told, storeOf };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('kept fields come back in their shape, whatever was kept', () => {
  const initial = {
    filter: { text: '', status: null, columns: [] },
    view: 'days',
    only: false,
    ticks: new Map(),
  };
  const { pick, read } = keptFields<typeof initial>('x', ['filter', 'view', 'only']);
  const kept = {
    filter: { text: 'tote', status: 'posted', columns: [{ column: 'id', text: '7' }] },
    view: 'tiedOut',
    only: true,
  };
  expect(pick({ ...initial, view: 'tiedOut' })).toEqual({
    filter: initial.filter,
    view: 'tiedOut',
    only: false,
  });
  expect(read(JSON.parse(JSON.stringify(kept)), initial)).toEqual(kept);
  const broken = {
    filter: { text: 7, status: {}, columns: [1, { column: 'id' }], more: 'x' },
    view: null,
    only: 'yes',
    ticks: 1,
  };
  const { ticks: _, ...usual } = initial;
  expect(read(broken, initial)).toEqual(usual);
  expect(read('nonsense', initial)).toEqual({});
});

test('what is picked is kept for each shop when typing pauses, and read again', () => {
  const { told, storeOf } = open({ 'view.orders.b': '{"text":"kept"}', 'view.orders.c': 'no json' });
  const store = storeOf('a');
  for (const text of ['t', 'to', 'tote']) store.setState({ text });
  store.setState({ ticks: 3 });
  vi.runAllTimers();
  expect(told).toEqual([['view.orders.a', '{"text":"tote"}']]);
  expect(storeOf('b').getState().text).toBe('kept');
  expect(storeOf('c').getState().text).toBe('');
});
