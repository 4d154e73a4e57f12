import { expect, test } from 'vitest';
import type { TieoutEvent } from '../../app/contract/jobs.ts';
import { createBridgeTransport } from './electron.ts';

test('passes calls and events through the bridge', async () => {
  const listeners = new Set<(event: TieoutEvent) => void>();
  const transport = createBridgeTransport({
    call: async (method, input) => ({ ok: true, value: { method, input } }),
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  const heard: TieoutEvent[] = [];
  const stop = transport.listen((event) => heard.push(event));
  for (const listener of listeners) listener({ seq: 1, event: 'books.changed', topics: [] });
  stop();
  expect(heard).toHaveLength(1);
  expect(listeners.size).toBe(0);
  expect(await transport.call('jobs.get', { jobId: '1' })).toEqual({
    ok: true,
    value: { method: 'jobs.get', input: { jobId: '1' } },
  });
});

test('a bridge that fails becomes an error reply', async () => {
  const transport = createBridgeTransport({
    call: () => Promise.reject(new Error('gone')),
    on: () => () => undefined,
  });
  expect(await transport.call('app.state', {})).toMatchObject({
    ok: false,
    error: { code: 'BACKEND_FAILED' },
  });
});
