import { afterEach, beforeEach, expect, it } from 'vitest';
import { PostOrdersResult } from '../../app/contract/orders.ts';
import {
  doubles,
  fetchAll,
  mapMissing,
  postDelivered,
  postPayments,
  prepareMonth,
  readLedger,
} from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

/** The fault-free truth is "no document twice, none lost": checked in the ledger, not in our books. */
let sample: SampleBackend;
let shopId: string;
beforeEach(async () => {
  sample = await openSampleBackend();
  shopId = sample.shops.GB;
});
afterEach(() => sample.close());

const writes = ['POST /v2/saleorders', 'POST /v2/saleorders/{id}/invoices'] as const;

it.each(writes)('an answer lost after the ledger has stored it does not double %s', async (route) => {
  await fetchAll(sample, shopId);
  await mapMissing(sample, shopId);
  const sandbox = await sample.backend.sample();
  sandbox.faults.add({ route, nth: 3, do: 'drop-after-commit' });
  sandbox.faults.add({ route, nth: 20, do: '503' });
  const first = await postDelivered(sample, shopId);
  sandbox.faults.clear();
  const second = await postDelivered(sample, shopId);
  expect(second.unknown).toEqual([]);
  expect(first.posted + second.posted).toBeGreaterThan(80);
  const ledger = await readLedger(sample);
  expect(doubles(ledger)).toEqual([]);
  const orders = must(await sample.client.call('orders.list', { shopId, status: 'completed', limit: 500 }));
  expect(orders.rows.filter((row) => !['posted', 'held'].includes(row.verify))).toEqual([]);
});

it('a payment whose answer is lost is found by its reference, not sent again', async () => {
  await prepareMonth(sample, shopId);
  const sandbox = await sample.backend.sample();
  sandbox.faults.add({ route: 'POST /v0/payments', nth: 2, do: 'drop-after-commit' });
  const first = await postPayments(sample, shopId);
  expect(first.unknown.length).toBe(1);
  sandbox.faults.clear();
  await sample.ended(sample.client.call('documents.resolve', { shopId }));
  const report = must(await sample.client.call('tieout.report', { shopId }));
  expect(report.residualMinor).toBe(0);
  expect(doubles(await readLedger(sample))).toEqual([]);
});

it('a refused payment says why, leaves its date open, and goes through when tried again', async () => {
  await prepareMonth(sample, shopId);
  const sandbox = await sample.backend.sample();
  sandbox.faults.add({ route: 'POST /v0/payments', nth: 1, do: 'refuse' });
  const first = await postPayments(sample, shopId);
  expect(first.rejected.length).toBe(1);
  sandbox.faults.clear();
  const preview = must(await sample.client.call('payments.preview', { shopId }));
  const stuck = preview.days.filter((day) => day.state !== 'posted');
  expect(stuck.map((day) => day.state)).toEqual(['posting']);
  expect(stuck[0]?.problem).toMatch(/refused/i);
  const settledOn = stuck[0]?.settledOn ?? '';
  const { day } = must(await sample.client.call('payments.day', { shopId, settledOn }));
  expect(day.documents.find((document) => document.kind === 'payment')?.problem).toMatch(/refused/i);
  const second = await postPayments(sample, shopId);
  expect(second.payments).toBe(1);
  expect(must(await sample.client.call('tieout.report', { shopId })).residualMinor).toBe(0);
});

it('an invoice deleted in the ledger makes its order postable again', async () => {
  await fetchAll(sample, shopId);
  await postDelivered(sample, shopId);
  const { rows } = must(await sample.client.call('orders.list', { shopId, status: 'delivered', limit: 500 }));
  const posted = rows.find((row) => row.verify === 'posted');
  if (!posted) throw new Error('Nothing was posted');
  const { stokly } = await sample.backend.sample();
  const state = await (await fetch(`${stokly.apiUrl}/__sandbox/state`)).json();
  const invoice = state.invoices.find((one: { reference: string }) => one.reference === posted.orderId);
  const removal = `${stokly.apiUrl}/__sandbox/documents/invoices/${invoice.saleInvoiceId}`;
  expect((await fetch(removal, { method: 'DELETE' })).ok).toBe(true);
  const selection = { select: 'these' as const, shopId, orderIds: [posted.orderId] };
  const again = await sample.job(sample.client.call('orders.post', { selection }), PostOrdersResult);
  expect(again.posted).toBe(1);
  expect(doubles(await readLedger(sample))).toEqual([]);
});

it('a balance that somebody changed in the ledger holds its date and shows both values', async () => {
  await prepareMonth(sample, shopId);
  const { rows } = must(await sample.client.call('payments.rows', { shopId, limit: 500 }));
  const row = rows.find((one) => one.kind === 'order' && one.invoiceNumber !== null && one.revenueMinor > 0);
  const { stokly } = await sample.backend.sample();
  const state = await (await fetch(`${stokly.apiUrl}/__sandbox/state`)).json();
  const invoice = state.invoices.find(
    (one: { invoiceNumber: string }) => one.invoiceNumber === row?.invoiceNumber,
  );
  const removal = `${stokly.apiUrl}/__sandbox/documents/invoices/${invoice.saleInvoiceId}`;
  expect((await fetch(removal, { method: 'DELETE' })).ok).toBe(true);
  const paid = await postPayments(sample, shopId);
  expect(paid.blocked.map((one) => one.settledOn)).toContain(row?.settledOn);
  expect(paid.blocked[0]?.reason).toContain('not in the ledger any more');
  expect(paid.unknown).toEqual([]);
});

it('a cancelled job stops after the current document and goes on from there', async () => {
  await fetchAll(sample, shopId);
  await mapMissing(sample, shopId);
  const selection = { select: 'all', filter: { shopId, status: 'completed' } } as const;
  const { jobId } = must(await sample.client.call('orders.post', { selection }));
  const stop = sample.backend.listen((event) => {
    if (event.event === 'jobs.progressed' && event.job.jobId === jobId && event.job.done >= 5) {
      void sample.client.call('jobs.cancel', { jobId });
    }
  });
  const job = await sample.backend.jobs.wait(jobId);
  stop();
  expect(job.state).toBe('cancelled');
  const afterCancel = (await readLedger(sample)).invoices.length;
  expect(afterCancel).toBeGreaterThanOrEqual(5);
  const rest = await sample.job(sample.client.call('orders.post', { selection }), PostOrdersResult);
  expect(rest.posted).toBeGreaterThan(0);
  expect(doubles(await readLedger(sample))).toEqual([]);
});
