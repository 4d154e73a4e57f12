import { afterEach, beforeEach, expect, it } from 'vitest';
import { PostPaymentsResult } from '../../app/contract/payments.ts';
import { doubles, fetchAll, mapMissing, prepareMonth, readLedger } from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

/** A month that stopped half-way: what is on its way already is neither forgotten nor counted again. */
let sample: SampleBackend;
let shopId: string;
beforeEach(async () => {
  sample = await openSampleBackend();
  shopId = sample.shops.GB;
});
afterEach(() => sample.close());

const post = (dates: readonly string[] | null = null) =>
  sample.job(
    sample.client.call('payments.post', { shopId, dates: dates === null ? null : [...dates] }),
    PostPaymentsResult,
  );

async function rowsOf() {
  return must(await sample.client.call('payments.rows', { shopId, limit: 500 })).rows;
}

it('an order settled on two dates: while the first payment is refused, the second takes what it leaves', async () => {
  await prepareMonth(sample, shopId);
  const rows = (await rowsOf()).filter((row) => row.kind === 'order' && row.revenueMinor > 0);
  const later = rows.find((row) =>
    rows.some((one) => one.id === row.id && one.settledOn < row.settledOn && one.revenueMinor > 0),
  );
  const earlier = rows.find((row) => row.id === later?.id && row !== later);
  if (!later || !earlier) throw new Error('The sample company has an order that is settled on two dates');
  const sandbox = await sample.backend.sample();
  sandbox.faults.add({ route: 'POST /v0/payments', nth: 1, do: 'refuse' });
  expect((await post([earlier.settledOn])).rejected.length).toBe(1);
  sandbox.faults.clear();
  const waiting = (await rowsOf()).find((row) => row.rowKey === later.rowKey);
  expect(waiting).toMatchObject({ status: 'ready', reason: null });
  expect((await post([later.settledOn])).payments).toBe(1);
  await post();
  expect(must(await sample.client.call('tieout.report', { shopId })).residualMinor).toBe(0);
  const ledger = await readLedger(sample);
  expect(doubles(ledger)).toEqual([]);
  expect(ledger.payments.every((payment) => payment.unallocated === 0)).toBe(true);
});

async function postInto(code: number): Promise<number | undefined> {
  const { profile } = must(await sample.client.call('profiles.get', { shopId }));
  if (!profile?.clearingMethod) throw new Error('The sample company comes with a clearing account');
  const clearingMethod = { ...profile.clearingMethod, code };
  must(await sample.client.call('profiles.save', { profile: { ...profile, clearingMethod } }));
  return profile.clearingMethod.code;
}

it('payments refused for a wrong clearing account go through once the right one is chosen', async () => {
  await prepareMonth(sample, shopId);
  const right = await postInto(9999);
  const first = await post();
  expect([first.payments, first.rejected.length > 0]).toEqual([0, true]);
  await postInto(right ?? 0);
  const second = await post();
  expect(second.rejected).toEqual([]);
  expect(second.payments).toBe(first.rejected.length);
  expect(must(await sample.client.call('tieout.report', { shopId })).residualMinor).toBe(0);
  const ledger = await readLedger(sample);
  expect(doubles(ledger)).toEqual([]);
  expect(ledger.creditNotes.every((note) => note.amountOutstanding === 0)).toBe(true);
});

it('a payment waits for the new lines of its invoices: a paid invoice could not get them any more', async () => {
  const { profile } = must(await sample.client.call('profiles.get', { shopId }));
  if (!profile) throw new Error('The sample company comes with posting profiles');
  must(await sample.client.call('profiles.save', { profile: { ...profile, feeTreatment: 'invoiceLines' } }));
  await prepareMonth(sample, shopId);
  const sandbox = await sample.backend.sample();
  sandbox.faults.add({ route: 'PATCH /v0/invoices/{id}', nth: 1, do: 'refuse' });
  const first = await post();
  sandbox.faults.clear();
  expect(first.rejected.length).toBe(1);
  const [held] = first.blocked;
  expect(held?.reason).toContain('new lines');
  const waiting = (await readLedger(sample)).payments.map((payment) => payment.reference ?? '');
  expect(waiting.filter((text) => text.includes(held?.settledOn.replaceAll('-', '') ?? ''))).toEqual([]);
  expect(await post()).toMatchObject({ payments: 1, rejected: [], unknown: [], blocked: [] });
  const report = must(await sample.client.call('tieout.report', { shopId }));
  expect(report.residualMinor).toBe(0);
  const open = (await readLedger(sample)).invoices.reduce((sum, one) => sum + one.amountOutstanding, 0);
  expect(Math.round(open * 100)).toBe(report.outstandingMinor);
});

it('new lines that did not arrive stop the payments of every date their invoice is settled on', async () => {
  const { profile } = must(await sample.client.call('profiles.get', { shopId }));
  if (!profile) throw new Error('The sample company comes with posting profiles');
  must(await sample.client.call('profiles.save', { profile: { ...profile, feeTreatment: 'invoiceLines' } }));
  await prepareMonth(sample, shopId);
  const rows = (await rowsOf()).filter((row) => row.kind === 'order' && row.revenueMinor > 0);
  const later = rows.find((row) => rows.some((one) => one.id === row.id && one.settledOn < row.settledOn));
  const earlier = rows.find((row) => row.id === later?.id && row !== later);
  if (!later || !earlier) throw new Error('The sample company has an order that is settled on two dates');
  const sandbox = await sample.backend.sample();
  sandbox.faults.add({ route: 'PATCH /v0/invoices/{id}', nth: 'every', do: 'refuse' });
  await post([earlier.settledOn]);
  sandbox.faults.clear();
  const blocked = await post([later.settledOn]);
  expect([blocked.payments, blocked.rejected]).toEqual([0, []]);
  expect(blocked.blocked[0]?.reason).toContain('new lines');
  expect(await post([earlier.settledOn, later.settledOn])).toMatchObject({ payments: 2, rejected: [] });
});

it('an order that was planned and not sent is planned anew when its item code has changed meanwhile', async () => {
  await fetchAll(sample, shopId);
  await mapMissing(sample, shopId);
  const selection = { select: 'all', filter: { shopId, status: 'completed' } } as const;
  const { jobId } = must(await sample.client.call('orders.post', { selection }));
  const stop = sample.backend.listen((event) => {
    if (event.event === 'jobs.progressed' && event.job.jobId === jobId && event.job.done >= 1) {
      void sample.client.call('jobs.cancel', { jobId });
    }
  });
  const cancelled = await sample.backend.jobs.wait(jobId);
  stop();
  expect(cancelled.message).toMatch(/\d+ not sent/);
  expect(cancelled.message).not.toContain('not confirmed');
  const list = must(await sample.client.call('orders.list', { shopId, status: 'completed', limit: 500 }));
  const planned = list.rows.find((row) => row.verify === 'planned');
  if (!planned) throw new Error('Cancelling left nothing planned');
  const orderOf = async () =>
    must(await sample.client.call('orders.get', { shopId, orderId: planned.orderId })).order;
  const line = (await orderOf()).lines[0];
  const { items } = must(
    await sample.client.call('items.search', { ledgerId: sample.ledgerId, text: 'TOTE-NVY' }),
  );
  const other = items.find((item) => item.code === 'TOTE-NVY');
  if (!line || !other) throw new Error('The sample company has a navy tote bag');
  const mappings = [{ skuId: line.skuId, components: [{ itemId: other.itemId, quantity: 1 }] }];
  must(await sample.client.call('products.map', { shopId, mappings }));
  await sample.ended(sample.client.call('orders.post', { selection }));
  const posted = (await orderOf()).standing;
  expect(posted?.state).toBe('posted');
  expect(posted?.lines[0]?.itemCode).toBe('TOTE-NVY');
  expect(doubles(await readLedger(sample))).toEqual([]);
});

it('what is outstanding counts an open credit note as owed by the shop, as the ledger does', async () => {
  await prepareMonth(sample, shopId);
  const sandbox = await sample.backend.sample();
  sandbox.faults.add({ route: 'POST /v0/payments', nth: 'every', do: 'refuse' });
  await post();
  sandbox.faults.clear();
  const { invoices, creditNotes } = await readLedger(sample);
  expect(creditNotes.some((note) => note.amountOutstanding !== 0)).toBe(true);
  const open = [...invoices, ...creditNotes].reduce((sum, one) => sum + one.amountOutstanding, 0);
  const report = must(await sample.client.call('tieout.report', { shopId }));
  expect(report.outstandingMinor).toBe(Math.round(open * 100));
});

it('orders whose invoices were born with their money go on so when invoices are made on post from now on', async () => {
  const choose = async (invoiceTiming: 'onPost' | 'onSettlement') => {
    const { profile } = must(await sample.client.call('profiles.get', { shopId }));
    const choices = must(await sample.client.call('ledgers.choices', { ledgerId: sample.ledgerId }));
    const feeMethod =
      choices.paymentMethods.find((method) => method.code !== profile?.clearingMethod?.code) ?? null;
    if (!profile) throw new Error('The sample company comes with posting profiles');
    must(await sample.client.call('profiles.save', { profile: { ...profile, invoiceTiming, feeMethod } }));
  };
  await choose('onSettlement');
  await prepareMonth(sample, shopId);
  const rows = (await rowsOf()).filter((row) => row.kind === 'order' && row.revenueMinor > 0);
  const later = rows.find((row) => rows.some((one) => one.id === row.id && one.settledOn < row.settledOn));
  const earlier = rows.find((row) => row.id === later?.id && row !== later);
  if (!later || !earlier) throw new Error('The sample company has an order that is settled on two dates');
  await post([earlier.settledOn]);
  await choose('onPost');
  await sample.ended(sample.client.call('payments.fetchMissing', { shopId }));
  const row = (await rowsOf()).find((one) => one.rowKey === later.rowKey);
  expect(row).toMatchObject({ status: 'ready', reason: null });
  expect(await post()).toMatchObject({ rejected: [], unknown: [], blocked: [] });
  expect(must(await sample.client.call('tieout.report', { shopId })).residualMinor).toBe(0);
  expect(doubles(await readLedger(sample))).toEqual([]);
});
