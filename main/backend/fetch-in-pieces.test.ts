import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

let sample: SampleBackend;
beforeAll(async () => {
  // Days of more than one page.
  sample = await openSampleBackend({ ordersPerShop: 5_000 });
});
afterAll(async () => {
  await sample.close();
});

const october = { from: '2026-10-01', to: '2026-10-31' };
const Fetched = z.object({ fetched: z.number(), added: z.number(), changed: z.number() });

it('a fetch that fails keeps the pages that came; their day is not fetched, and fetching what is missing stores the rest', async () => {
  const { client, shops } = sample;
  const shopId = shops.GB;
  const stored = async (from: string, to: string) =>
    must(await client.call('orders.list', { shopId, from, to, limit: 1 })).totals.count;
  const coverage = async () => must(await client.call('orders.coverage', { shopId, ...october }));
  const sandbox = await sample.backend.sample();
  sandbox.faults.set([{ route: 'POST /order/202309/orders/search', nth: 45, do: 'refuse' }]);
  const failed = await sample.ended(client.call('orders.fetch', { shopId, ...october }));
  expect(failed.state).toBe('failed');
  const kept = await stored(october.from, october.to);
  const half: string[] = [];
  for (const { on, state } of (await coverage()).days)
    if (state !== 'fetched' && (await stored(on, on)) > 0) half.push(on);
  expect(half).not.toEqual([]);

  sandbox.faults.clear();
  const missing = { shopId, ...october, onlyMissing: true };
  const { added, changed } = await sample.job(client.call('orders.fetch', missing), Fetched);
  expect(changed).toBe(0);
  const { days, missing: left } = await coverage();
  expect(left).toEqual([]);
  const counted = days.reduce((sum, day) => sum + (day.platformCount ?? Number.NaN), 0);
  expect(await stored(october.from, october.to)).toBe(counted);
  expect(kept + added).toBe(counted);
});
