import { afterEach, beforeEach, expect, it } from 'vitest';
import { fetchAll } from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

/** What the Account tab says of a link is what the last answers say of it. */
let sample: SampleBackend;
beforeEach(async () => {
  sample = await openSampleBackend();
});
afterEach(() => sample.close());

async function ledgerLink(): Promise<string | undefined> {
  const { ledgers } = must(await sample.client.call('ledgers.list', {}));
  return ledgers.find((ledger) => ledger.ledgerId === sample.ledgerId)?.link;
}

async function shopLink(shopId: string): Promise<string | undefined> {
  const { shops } = must(await sample.client.call('shops.list', {}));
  return shops.find((shop) => shop.shopId === shopId)?.link;
}

it('a ledger that refuses the sign-in asks to be linked again, until a test works or it is linked again', async () => {
  const shopId = sample.shops.GB;
  const { ledgerId } = sample;
  await fetchAll(sample, shopId);
  const sandbox = await sample.backend.sample();
  const refuse = async () => {
    sandbox.faults.add({ route: 'GET /v2/saleorders', nth: 'every', do: 'revoke-token' });
    sandbox.faults.add({ route: 'POST /v1/grant', nth: 'every', do: 'refuse' });
    const selection = { select: 'all', filter: { shopId, status: 'delivered' } } as const;
    const job = await sample.ended(sample.client.call('orders.post', { selection }));
    expect(job.error?.code).toBe('RELINK_NEEDED');
  };
  await refuse();
  expect(await ledgerLink()).toBe('relinkNeeded');
  expect(must(await sample.client.call('ledgers.test', { ledgerId })).works).toBe(false);
  expect(await ledgerLink()).toBe('relinkNeeded');
  sandbox.faults.clear();
  expect(must(await sample.client.call('ledgers.test', { ledgerId })).works).toBe(true);
  expect(await ledgerLink()).toBe('linked');
  await refuse();
  sandbox.faults.clear();
  must(await sample.client.call('sample.open', {}));
  expect(await ledgerLink()).toBe('linked');
});

it('a ledger that is down for a moment keeps its link', async () => {
  await fetchAll(sample, sample.shops.GB);
  const sandbox = await sample.backend.sample();
  sandbox.faults.add({ route: 'GET /v0/inventory/items', nth: 'every', do: 'refuse' });
  await sample.client.call('items.refresh', { ledgerId: sample.ledgerId });
  expect(await ledgerLink()).toBe('linked');
});

it('a shop that was unlinked stays so when the tokens of its account are renewed for another', async () => {
  must(await sample.client.call('shops.unlink', { shopId: sample.shops.GB }));
  const sandbox = await sample.backend.sample();
  sandbox.faults.add({ route: 'POST /order/202309/orders/search', nth: 1, do: 'expire-token' });
  await fetchAll(sample, sample.shops.MY);
  expect(await shopLink(sample.shops.GB)).toBe('unlinked');
  expect(await shopLink(sample.shops.MY)).toBe('linked');
});

it('a shop that was moved to another ledger stays there when the sample company is opened again', async () => {
  const shopId = sample.shops.GB;
  const { other } = (await sample.backend.sample()).stokly;
  const { accountKey, clientId, secretKey } = other;
  const linked = must(
    await sample.client.call('ledgers.link', { name: 'Trade', accountKey, clientId, secretKey }),
  );
  const { ledgerId } = linked.ledger;
  must(await sample.client.call('profiles.prepare', { shopId, ledgerId }));
  must(await sample.client.call('sample.open', {}));
  const { shops } = must(await sample.client.call('shops.list', {}));
  expect(shops.find((shop) => shop.shopId === shopId)?.ledgerId).toBe(ledgerId);
  expect(shops.find((shop) => shop.shopId === sample.shops.MY)?.ledgerId).toBe(sample.ledgerId);
});
