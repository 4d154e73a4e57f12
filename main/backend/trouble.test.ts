import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultRule } from '../../sandbox/index.ts';
import { fetchAll, month } from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

/** What a bookkeeper is told when the world does not play along: what happened, and the way on. */
let sample: SampleBackend;
let shopId: string;
beforeEach(async () => {
  sample = await openSampleBackend();
  shopId = sample.shops.GB;
});
afterEach(() => sample.close());

const search = 'POST /order/202309/orders/search';

async function fetchUnder(rule: FaultRule) {
  const sandbox = await sample.backend.sample();
  sandbox.faults.add(rule);
  const job = await sample.ended(sample.client.call('orders.fetch', { shopId, ...month }));
  sandbox.faults.clear();
  return job;
}

describe('TikTok Shop', () => {
  it('a revoked link says so, turns the shop to "relink needed", and linking again mends it', async () => {
    const job = await fetchUnder({ route: search, nth: 'every', do: 'revoke-token' });
    expect(job.state).toBe('failed');
    expect(job.error?.message).toMatch(/link.*again/i);
    const { shops } = must(await sample.client.call('shops.list', {}));
    expect(shops.find((shop) => shop.shopId === shopId)?.link).toBe('relinkNeeded');
    must(await sample.client.call('sample.open', {}));
    const after = must(await sample.client.call('shops.list', {})).shops;
    expect(after.find((shop) => shop.shopId === shopId)?.link).toBe('linked');
    await fetchAll(sample, shopId);
  });

  it('an expired token is renewed without a word', async () => {
    const job = await fetchUnder({ route: search, nth: 1, do: 'expire-token' });
    expect(job.state).toBe('done');
  });

  it('a wrong clock is named with the window that the platform allows', async () => {
    const job = await fetchUnder({ route: search, nth: 'every', do: 'clock-skew' });
    expect(job.error?.message).toMatch(/clock/i);
    expect(job.error?.message).toMatch(/5 minutes.*30 seconds/i);
  });

  it.each([
    ['a short outage', { route: search, nth: 1, do: '503' }],
    ['too many requests', { route: search, nth: 1, do: '429', retryAfter: 1 }],
    ['a page of HTML', { route: search, nth: 1, do: 'html' }],
  ] as const)('%s is waited out', async (_what, rule) => {
    const job = await fetchUnder(rule);
    expect(job.state).toBe('done');
  });
});

describe('Stokly', () => {
  it('a refused sign-in says so and names the way on; nothing is lost', async () => {
    await fetchAll(sample, shopId);
    const sandbox = await sample.backend.sample();
    sandbox.faults.add({ route: 'GET /v2/saleorders', nth: 'every', do: 'revoke-token' });
    sandbox.faults.add({ route: 'POST /v1/grant', nth: 'every', do: 'refuse' });
    const selection = { select: 'all', filter: { shopId, status: 'delivered' } } as const;
    const job = await sample.ended(sample.client.call('orders.post', { selection }));
    expect(job.state).toBe('failed');
    expect(job.error?.message.length).toBeGreaterThan(30);
    sandbox.faults.clear();
    const again = await sample.ended(sample.client.call('orders.post', { selection }));
    expect(again.state).toBe('done');
    const orders = must(await sample.client.call('orders.list', { shopId, status: 'delivered', limit: 500 }));
    expect(new Set(orders.rows.map((row) => row.verify))).toEqual(new Set(['posted']));
  });

  it('a wrong secret key is refused when the ledger is linked, and nothing is stored', async () => {
    const { stokly } = await sample.backend.sample();
    const linked = await sample.backend.services.ledgers.link({
      kind: 'stokly',
      name: 'Wrong',
      connection: { place: 'sample', accountKey: stokly.accountKey, clientId: stokly.clientId },
      secret: 'not-the-key',
      isSample: true,
    });
    expect(linked.ok).toBe(false);
    const { ledgers } = must(await sample.client.call('ledgers.list', {}));
    expect(ledgers.map((ledger) => ledger.name)).not.toContain('Wrong');
  });
});
