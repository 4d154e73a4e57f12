import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Input } from '../../app/contract/api.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/index.ts';
import { createMemorySecrets } from '../secrets/memory-secrets.ts';
import { startBackend } from './index.ts';
import { fromBooks } from './sample-aside.ts';
import { openSampleBackend } from './testing/sample-backend.ts';

let folder = '';
let shopId = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-aside-'));
  const sample = await openSampleBackend({ booksFile: join(folder, 'books.tieout') });
  shopId = sample.shops.GB;
  await sample.close();
});
afterAll(() => rm(folder, { recursive: true }));

const october = { from: '2026-10-01', to: '2026-10-31' };
const list = { offset: 0, limit: 10, descending: true };

/** Small ones that each of them takes. */
const inputs = {
  'app.state': () => ({}),
  'jobs.list': () => ({}),
  'ledgers.list': () => ({}),
  'orders.counts': () => ({ shopId, ...october }),
  'orders.coverage': () => ({ shopId, ...october }),
  'orders.list': () => ({ shopId, ...october, ...list, sort: 'orderedOn' }),
  'preferences.load': () => ({}),
  'preferences.save': () => ({ name: 'tab', value: 'orders' }),
  'products.list': () => ({ shopId, ...list }),
  'settlements.list': () => ({ shopId }),
  'shops.list': () => ({}),
} satisfies { [Name in (typeof fromBooks)[number]]: () => Partial<Input<Name>> };

it('answers a first screen before the servers of the sample company run, and everything else after', async () => {
  const servers = Promise.withResolvers<void>();
  const asked: SandboxOptions[] = [];
  const started = await startBackend({
    booksFile: join(folder, 'books.tieout'),
    host: 'electron',
    secrets: createMemorySecrets(),
    openInBrowser: async () => false,
    log: (line) => {
      throw new Error(line);
    },
    sample: { ordersPerShop: 160 },
    async startSample(options): Promise<Sandbox> {
      asked.push(options);
      await servers.promise;
      return startSandbox(options);
    },
  });
  if (!started.ok) throw new Error(started.error.message);
  const { dispatch, close } = started.value;
  let isSearched = false;
  const searched = dispatch('sample.settlementFile', { shopId, format: 'csv' }).then((reply) => {
    isSearched = true;
    return reply;
  });
  for (const method of fromBooks)
    expect(await dispatch(method, inputs[method]()), method).toMatchObject({ ok: true });
  expect(asked).toHaveLength(1);
  expect(isSearched).toBe(false);
  servers.resolve();
  expect(await searched).toMatchObject({ ok: true });
  await close();
});
