import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { CheckOrdersResult, FetchOrdersResult, PostOrdersResult } from '../../app/contract/orders.ts';
import { readState } from './testing/ledger-documents.ts';
import { fetchAll, mapMissing, month } from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

const LedgerInvoices = z.object({
  invoices: z.array(
    z.object({ saleInvoiceId: z.union([z.string(), z.number()]), reference: z.string().nullish() }),
  ),
});

/** What happens to orders behind our back, and what their rows say of it. */
let sample: SampleBackend;
let shopId: string;
beforeEach(async () => {
  sample = await openSampleBackend();
  shopId = sample.shops.GB;
  await fetchAll(sample, shopId);
  await mapMissing(sample, shopId);
});
afterEach(() => sample.close());

const wordsOf = async (words: string, postedSince: number | null = null) => {
  const filters = [{ column: 'verify', text: words }];
  return must(await sample.client.call('orders.list', { shopId, filters, postedSince, limit: 500 })).rows;
};
const these = (orderIds: string[]) => ({ select: 'these', shopId, orderIds }) as const;
const post = (orderIds: string[]) =>
  sample.job(sample.client.call('orders.post', { selection: these(orderIds) }), PostOrdersResult);
const getOrder = async (orderId: string) =>
  must(await sample.client.call('orders.get', { shopId, orderId })).order;

async function firstReady(): Promise<string> {
  const [row] = await wordsOf('ready');
  if (!row) throw new Error('No order is ready');
  return row.orderId;
}

/** Something happened to the order on the channel after it was fetched. */
async function edit(orderId: string, change: Record<string, unknown>): Promise<void> {
  const { tiktok } = await sample.backend.sample();
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(change);
  await fetch(`${tiktok.apiUrl}/__sandbox/orders/${orderId}`, { method: 'PATCH', headers, body });
  await sample.job(sample.client.call('orders.fetch', { shopId, ...month }), FetchOrdersResult);
}

it('an order posted as sales order becomes an invoice of that same sales order, and is an invoice once', async () => {
  const orderId = await firstReady();
  const postAs = (action: 'order' | 'invoice') => {
    const posting = sample.client.call('orders.post', { selection: these([orderId]), action });
    return sample.job(posting, PostOrdersResult);
  };
  const inLedger = async () => {
    const { saleOrders, invoices } = await readState(sample);
    return [
      saleOrders.filter(({ sourceReferenceId }) => sourceReferenceId === orderId).length,
      invoices.filter(({ reference }) => reference === orderId).length,
    ];
  };
  expect(await postAs('order')).toMatchObject({ posted: 1 });
  expect(await inLedger()).toEqual([1, 0]);
  expect((await getOrder(orderId)).verify).toBe('orderOnly');
  expect(await postAs('invoice')).toMatchObject({ posted: 1 });
  expect(await inLedger()).toEqual([1, 1]);
  expect((await getOrder(orderId)).verify).toBe('posted');
  await postAs('invoice');
  await postAs('order');
  expect(await inLedger()).toEqual([1, 1]);
});

it('an order that is cancelled after posting says which credit note it needs', async () => {
  const orderId = await firstReady();
  await post([orderId]);
  await edit(orderId, { status: 'CANCELLED' });
  const [row] = await wordsOf('cancelledAfter');
  expect(row).toMatchObject({ orderId, after: { orderMinor: 0, creditedMinor: 0 } });
  expect(row?.reason).toMatch(/^Cancelled after posting: INV-\S+ of GBP [\d.]+ needs a credit note of GBP/);
});

it('an order whose goods change after posting shows both values', async () => {
  const orderId = await firstReady();
  await post([orderId]);
  const before = await getOrder(orderId);
  await edit(orderId, { extraSellerDiscount: 100 });
  const order = await getOrder(orderId);
  expect(order.verify).toBe('changedAfter');
  expect(order.after?.documentMinor).toBe(before.goodsMinor);
  expect(order.after?.orderMinor).toBe(order.goodsMinor);
  expect(order.goodsMinor).toBeLessThan(before.goodsMinor);
  expect(order.planned?.totalMinor).toBeLessThan(order.standing?.totalMinor ?? 0);
});

it('an invoice deleted in the ledger is found by a check, and its order is posted again', async () => {
  const orderId = await firstReady();
  await post([orderId]);
  const { stokly } = await sample.backend.sample();
  const answer = await fetch(`${stokly.apiUrl}/__sandbox/state`);
  const invoice = LedgerInvoices.parse(await answer.json()).invoices.find((one) => one.reference === orderId);
  const deleted = await fetch(`${stokly.apiUrl}/__sandbox/documents/invoices/${invoice?.saleInvoiceId}`, {
    method: 'DELETE',
  });
  expect(deleted.status).toBe(204);
  const checked = await sample.job(
    sample.client.call('orders.check', { selection: these([orderId]) }),
    CheckOrdersResult,
  );
  expect(checked.deleted).toEqual([{ orderId, number: expect.stringMatching(/^INV-/) }]);
  const [row] = await wordsOf('deleted');
  expect(row?.reason).toMatch(/^INV-\S+ was deleted in the ledger\. The order can be posted again\.$/);
  const preview = must(await sample.client.call('orders.preview', { selection: these([orderId]) }));
  expect(preview).toMatchObject({ documents: 1, again: 1, alreadyPosted: 0 });
  expect((await post([orderId])).posted).toBe(1);
  const order = await getOrder(orderId);
  expect(order.verify).toBe('posted');
  expect(order.others.map(({ state: was }) => was)).toContain('withdrawn');
});

it('a refused order says why and goes when posted again; one without an answer is looked up', async () => {
  const [first, second] = (await wordsOf('ready')).map((row) => row.orderId);
  if (!first || !second) throw new Error('Two orders are ready');
  const { faults } = await sample.backend.sample();
  faults.add({ route: 'POST /v2/saleorders', nth: 1, do: 'refuse' });
  await post([first]);
  faults.clear();
  const [refused] = await wordsOf('rejected');
  expect(refused).toMatchObject({ orderId: first, reason: expect.stringMatching(/refused/i) });
  const since = Date.now();
  expect((await post([first])).posted).toBe(1);
  expect((await wordsOf('postedNow', since)).map((row) => row.orderId)).toEqual([first]);
  expect((await wordsOf('posted', since)).length).toBe(0);
  faults.add({ route: 'POST /v2/saleorders/{id}/invoices', nth: 1, do: 'drop-after-commit' });
  await post([second]);
  faults.clear();
  expect((await wordsOf('unknown')).map((row) => row.orderId)).toEqual([second]);
  await sample.ended(sample.client.call('documents.resolve', { shopId }));
  expect((await getOrder(second)).verify).toBe('posted');
});

it('skipped orders are left out of "all", and all but a few stays a question of the books', async () => {
  const filter = { shopId, ...month };
  const all = must(await sample.client.call('orders.preview', { selection: { select: 'all', filter } }));
  const [skipped, kept] = (await wordsOf('ready')).map((row) => row.orderId);
  if (!skipped || !kept) throw new Error('Two orders are ready');
  const selection = these([skipped]);
  must(await sample.client.call('orders.skip', { selection, reason: 'by hand' }));
  const allButOne = { select: 'all' as const, filter, except: [kept] };
  const rest = must(await sample.client.call('orders.preview', { selection: allButOne }));
  expect(rest.documents).toBe(all.documents - 2);
  expect(rest.held.find(({ code }) => code === 'skipped')).toMatchObject({ count: 1, orderIds: [skipped] });
  expect((await post([skipped])).held[0]?.code).toBe('skipped');
  must(await sample.client.call('orders.unskip', { selection }));
  expect((await post([skipped])).posted).toBe(1);
  expect((await getOrder(skipped)).history.map(({ event }) => event)).toContain('order.unskipped');
});
