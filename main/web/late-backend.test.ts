import { expect, it } from 'vitest';
import type { TieoutEvent } from '../../app/contract/jobs.ts';
import type { Backend, StartedBackend } from '../backend/index.ts';
import { lateBackend } from './late-backend.ts';

const event: TieoutEvent = { seq: 1, event: 'books.changed', topics: ['orders'] };
const describe = ({ code, message }: { code: string; message: string }) => `${code}: ${message}`;

/** Only what a late backend uses of it. */
function aBackend() {
  const ears = new Set<(event: TieoutEvent) => void>();
  const backend = {
    dispatch: async (method: string) => ({ ok: true, value: method }),
    redirected: async (query: string) => `seen ${query}`,
    listen: (listener: (event: TieoutEvent) => void) => {
      ears.add(listener);
      return () => ears.delete(listener);
    },
  };
  return { ears, started: { ok: true, value: backend as unknown as Backend } satisfies StartedBackend };
}

it('lets calls, events and the way back from a consent page wait for the backend', async () => {
  const { ears, started } = aBackend();
  const starting = Promise.withResolvers<StartedBackend>();
  const late = lateBackend(starting.promise, describe);
  const heard: TieoutEvent[] = [];
  const stop = late.listen((one) => heard.push(one));
  const stopEarly = late.listen(() => heard.push(event));
  stopEarly();
  const [called, back] = [late.dispatch('shops.list', {}), late.redirected('?code=1')];
  expect(ears.size).toBe(0);
  starting.resolve(started);
  expect(await called).toEqual({ ok: true, value: 'shops.list' });
  expect(await back).toBe('seen ?code=1');
  for (const ear of ears) ear(event);
  expect(heard).toEqual([event]);
  stop();
  expect(ears.size).toBe(0);
});

it('refuses every call with the reason when the backend cannot start', async () => {
  const late = lateBackend(
    Promise.resolve({ ok: false, error: { code: 'damaged', message: 'These books are damaged.' } }),
    describe,
  );
  late.listen(() => expect.unreachable())();
  expect(await late.dispatch('shops.list', {})).toEqual({
    ok: false,
    error: { code: 'NO_BOOKS', message: 'damaged: These books are damaged.', retryable: false },
  });
  expect(await late.redirected('')).toBe('damaged: These books are damaged.');
});
