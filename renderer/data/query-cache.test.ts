import { expect, test, vi } from 'vitest';
import type { Client } from '../../app/contract/client.ts';
import { QueryCache, queryKey } from './query-cache.ts';

/** A client whose answers are given by hand, in any order. */
function slowClient() {
  const waiting: { method: string; input: unknown; answer: (value: unknown) => Promise<void> }[] = [];
  const call = (method: string, input: unknown) =>
    new Promise((resolve) => {
      waiting.push({
        method,
        input,
        answer: async (value) => {
          resolve(value);
          await Promise.resolve();
        },
      });
    });
  // Stands in for the typed client: the cache is given answers of any shape here.
  return { client: { call } as unknown as Pick<Client, 'call'>, waiting };
}

const shops = queryKey('shops.list', {});
const good = (name: string) => ({ ok: true, value: { shops: [name] } });

test('equal inputs have one key, whatever the order of their fields', () => {
  const a = queryKey('orders.list', { shopId: '1', text: 'x', offset: 0 });
  const b = queryKey('orders.list', { offset: 0, text: 'x', shopId: '1' });
  expect(a).toBe(b);
  expect(a).not.toBe(queryKey('orders.list', { shopId: '2', text: 'x', offset: 0 }));
});

test('asks once for any number of watchers', async () => {
  const { client, waiting } = slowClient();
  const cache = new QueryCache(client, 0);
  cache.watch(shops, () => undefined);
  cache.watch(shops, () => undefined);
  expect(waiting.map(({ method, input }) => ({ method, input }))).toEqual([
    { method: 'shops.list', input: {} },
  ]);
  await waiting[0]?.answer(good('A'));
  expect(cache.read(shops)).toEqual({ data: { shops: ['A'] }, error: undefined, busy: false });
});

test('keeps the old answer while asking again, and ignores the answer to an older question', async () => {
  const { client, waiting } = slowClient();
  const cache = new QueryCache(client, 0);
  let changes = 0;
  cache.watch(shops, () => {
    changes += 1;
  });
  await waiting[0]?.answer(good('A'));
  cache.invalidate((method) => method === 'shops.list');
  cache.invalidate((method) => method === 'shops.list');
  expect(cache.read(shops)).toMatchObject({ data: { shops: ['A'] }, busy: true });
  await waiting[2]?.answer(good('C'));
  await waiting[1]?.answer(good('B'));
  expect(cache.read(shops)).toMatchObject({ data: { shops: ['C'] }, busy: false });
  expect(changes).toBeGreaterThan(2);
});

test('an error keeps what was known and is asked again by the next watcher', async () => {
  const { client, waiting } = slowClient();
  const cache = new QueryCache(client, 0);
  const stop = cache.watch(shops, () => undefined);
  await waiting[0]?.answer({ ok: false, error: { code: 'BUSY', message: 'busy', retryable: true } });
  expect(cache.read(shops)).toMatchObject({ data: undefined, error: { code: 'BUSY' } });
  stop();
  cache.watch(shops, () => undefined);
  expect(waiting).toHaveLength(2);
});

test('an outdated answer that nobody watches waits for its next watcher', async () => {
  const { client, waiting } = slowClient();
  const cache = new QueryCache(client, 0);
  const stop = cache.watch(shops, () => undefined);
  await waiting[0]?.answer(good('A'));
  stop();
  cache.invalidate(() => true);
  expect(waiting).toHaveLength(1);
  cache.watch(shops, () => undefined);
  expect(waiting).toHaveLength(2);
});

test('what can wait is asked when nothing else is on its way, also when it is outdated again', async () => {
  const { client, waiting } = slowClient();
  const cache = new QueryCache(client, 0);
  const state = queryKey('app.state', {});
  const asked = () => waiting.map(({ method }) => method);
  const aTurn = () => new Promise((resolve) => setTimeout(resolve));
  cache.watch(state, () => undefined, 'later');
  cache.watch(shops, () => undefined);
  await aTurn();
  expect(asked()).toEqual(['shops.list']);
  await waiting[0]?.answer(good('A'));
  await aTurn();
  expect(asked()).toEqual(['shops.list', 'app.state']);
  await waiting[1]?.answer(good('B'));
  cache.invalidate(() => true);
  await aTurn();
  expect(asked()).toEqual(['shops.list', 'app.state', 'shops.list']);
  await waiting[2]?.answer(good('C'));
  await aTurn();
  expect(asked()).toEqual(['shops.list', 'app.state', 'shops.list', 'app.state']);
});

test('what one can wait for and another wants now is asked now; what nobody watches any more is not asked', async () => {
  const { client, waiting } = slowClient();
  const cache = new QueryCache(client, 0);
  const stop = cache.watch(queryKey('app.state', {}), () => undefined, 'later');
  stop();
  cache.watch(shops, () => undefined, 'later');
  cache.watch(shops, () => undefined);
  expect(waiting.map(({ method }) => method)).toEqual(['shops.list']);
  await new Promise((resolve) => setTimeout(resolve));
  expect(waiting).toHaveLength(1);
});

test('what waits to be asked again says that it is busy, and whoever wants it now asks at once', async () => {
  const { client, waiting } = slowClient();
  const cache = new QueryCache(client, 0);
  const state = queryKey('app.state', {});
  const aTurn = () => new Promise((resolve) => setTimeout(resolve));
  const stop = cache.watch(state, () => undefined, 'later');
  await aTurn();
  await waiting[0]?.answer(good('A'));
  cache.watch(shops, () => undefined);
  cache.invalidate((method) => method === 'app.state');
  await aTurn();
  // The shops are still on their way, so nothing was asked; the answer that is known is an old one all the same.
  expect(waiting).toHaveLength(2);
  expect(cache.read(state).busy).toBe(true);
  stop();
  await waiting[1]?.answer(good('B'));
  await aTurn();
  expect(waiting).toHaveLength(2);
  expect(cache.read(state).busy).toBe(false);
  cache.watch(state, () => undefined);
  expect(waiting).toHaveLength(3);
});

const ordersOf = (text: string) => queryKey('orders.list', { shopId: '1', text, offset: 0, limit: 1 });

test('while an answer nobody wants any more is on its way, only the newest question of its kind waits', async () => {
  const { client, waiting } = slowClient();
  const cache = new QueryCache(client, 0);
  const type = (text: string) => cache.watch(ordersOf(text), () => undefined);
  type('7')();
  type('77')();
  type('777');
  expect(cache.read(ordersOf('777')).busy).toBe(true);
  expect(waiting.map(({ input }) => input)).toMatchObject([{ text: '7' }]);
  // Another kind of question has nothing to wait for.
  cache.watch(shops, () => undefined);
  expect(waiting).toHaveLength(2);
  await waiting[0]?.answer({ ok: true, value: { rows: [] } });
  expect(waiting.slice(2).map(({ input }) => input)).toMatchObject([{ text: '777' }]);
  expect(cache.read(ordersOf('77')).busy).toBe(false);
  type('77');
  expect(waiting.slice(3).map(({ input }) => input)).toMatchObject([{ text: '77' }]);
});

test('what can wait comes after a pause, and does not wait for ever', () => {
  vi.useFakeTimers();
  try {
    const { client, waiting } = slowClient();
    const cache = new QueryCache(client);
    const asked = () => waiting.filter(({ method }) => method === 'app.state').length;
    const again = () => cache.watch(queryKey('app.state', {}), () => undefined, 'later');
    again();
    vi.advanceTimersByTime(149);
    expect(asked()).toBe(0);
    for (let time = 149; time < 999; time += 50) {
      again();
      expect(asked()).toBe(0);
      vi.advanceTimersByTime(50);
    }
    vi.advanceTimersByTime(1);
    expect(asked()).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});
