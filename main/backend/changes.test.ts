import Papa from 'papaparse';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { FetchOrdersResult } from '../../app/contract/orders.ts';
import { editInvoice, readState, removeByHand } from './testing/ledger-documents.ts';
import { month, postPayments, prepareMonth } from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

/** What changes after posting is found by comparison, with both values, and settled by one step. */
let sample: SampleBackend;
let shopId: string;
beforeEach(async () => {
  sample = await openSampleBackend();
  shopId = sample.shops.GB;
  await prepareMonth(sample, shopId);
});
afterEach(() => sample.close());

const list = async (asked: { withLedger?: boolean; onlyClosed?: boolean; withSettled?: boolean } = {}) =>
  must(await sample.client.call('changes.list', { shopId, ...asked })).changes;

async function openInvoices() {
  const { invoices } = await readState(sample);
  return invoices.filter((one) => one.amountOutstanding === one.total);
}

async function cancelOrder(orderId: string): Promise<void> {
  const { tiktok } = await sample.backend.sample();
  await fetch(`${tiktok.apiUrl}/__sandbox/orders/${orderId}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'CANCELLED' }),
  });
  await sample.job(sample.client.call('orders.fetch', { shopId, ...month }), FetchOrdersResult);
}

it('an order cancelled after posting is credited in full by one step, and is settled then', async () => {
  expect(await list({ withLedger: true })).toEqual([]);
  const [invoice] = await openInvoices();
  const orderId = invoice?.reference ?? '';
  await cancelOrder(orderId);
  const [change, ...others] = await list();
  expect(others).toEqual([]);
  const totalMinor = Math.round((invoice?.total ?? 0) * 100);
  expect(change).toMatchObject({
    cause: 'orderCancelled',
    orderId,
    booksMinor: totalMinor,
    nowMinor: 0,
    offer: 'creditNote',
  });
  const changeId = change?.changeId ?? '';
  const settled = must(
    await sample.client.call('changes.settle', { shopId, changeId, action: 'creditNote' }),
  );
  const job = await sample.backend.jobs.wait(settled.jobId ?? '');
  expect([job.state, job.error]).toEqual(['done', null]);
  const state = await readState(sample);
  expect(state.invoices.find((one) => one.reference === orderId)?.amountOutstanding).toBe(0);
  expect(state.creditNotes.map((note) => [note.total, note.amountOutstanding])).toEqual([
    [invoice?.total, 0],
  ]);
  expect(await list({ withLedger: true })).toEqual([]);
  expect((await list({ withSettled: true })).map((one) => one.settled?.action)).toEqual(['creditNote']);
  const twice = await sample.client.call('changes.settle', { shopId, changeId, action: 'creditNote' });
  expect(twice).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  expect(must(await sample.client.call('books.verify', {})).failed).toBe(0);
});

it('documents edited or deleted in the ledger are found with both values; a deleted one can be posted again', async () => {
  const [edited, deleted] = await openInvoices();
  if (!edited || !deleted) throw new Error('The sample company has unsettled orders');
  await editInvoice(sample, edited.saleInvoiceId);
  await removeByHand(sample, 'invoices', deleted.saleInvoiceId);
  expect(await list()).toEqual([]);
  const found = await list({ withLedger: true });
  const after = (await readState(sample)).invoices.find((one) => one.reference === edited.reference);
  expect(
    found.map((one) => [one.cause, one.document?.reference, one.booksMinor, one.nowMinor]).sort(),
  ).toEqual([
    ['documentEdited', edited.reference, cents(edited.total), cents(after?.total ?? 0)],
    ['documentGone', deleted.reference, cents(deleted.total), null],
  ]);
  const gone = found.find((one) => one.cause === 'documentGone')?.changeId ?? '';
  must(await sample.client.call('changes.settle', { shopId, changeId: gone, action: 'accept' }));
  const other = found.find((one) => one.cause === 'documentEdited')?.changeId ?? '';
  const settle = { shopId, changeId: other, action: 'ignore' as const };
  expect(await sample.client.call('changes.settle', settle)).toMatchObject({ ok: false });
  must(await sample.client.call('changes.settle', { ...settle, reason: 'Agreed with the buyer' }));
  expect(await list({ withLedger: true })).toEqual([]);

  const selection = { select: 'these' as const, shopId, orderIds: [deleted.reference ?? ''] };
  await sample.job(sample.client.call('orders.post', { selection }), z.unknown());
  expect((await openInvoices()).some((one) => one.reference === deleted.reference)).toBe(true);
});

it('a re-export with a changed row in a closed month shows both values, by cause, since the last close', async () => {
  await postPayments(sample, shopId);
  const closed = must(
    await sample.client.call('closes.close', { shopId, from: month.from, to: month.to, by: 'Ada' }),
  );
  const { figures } = closed.close;
  const report = must(await sample.client.call('tieout.report', { shopId, ...month }));
  expect([figures.settlementMinor, figures.postedMinor]).toEqual([
    report.settlementMinor,
    report.postedMinor,
  ]);
  expect(figures.documents).toBeGreaterThan(0);
  const again = await sample.client.call('closes.close', { shopId, from: month.to, to: '2026-11-05' });
  expect(again).toMatchObject({ ok: false, error: { message: expect.stringContaining('closed already') } });

  const { before, after } = await loadChangedExport();
  const [change, ...others] = await list({ onlyClosed: true });
  expect(others).toEqual([]);
  expect(change).toMatchObject({
    cause: 'rowChanged',
    booksMinor: before,
    nowMinor: after,
    closeId: closed.close.closeId,
    offer: 'postDelta',
  });
  const changeId = change?.changeId ?? '';
  must(await sample.client.call('changes.settle', { shopId, changeId, action: 'ignore', reason: 'Typo' }));
  expect(await list()).toEqual([]);
  const { closeId } = closed.close;
  must(await sample.client.call('closes.reopen', { shopId, closeId, reason: 'Auditor asked' }));
  expect(await list({ onlyClosed: true, withSettled: true })).toEqual([]);
});

it('the difference of a changed row is posted beside what was posted: the date ties out, and undo takes it back', async () => {
  await postPayments(sample, shopId);
  const { before, after } = await loadChangedExport();
  const [change] = await list();
  const on = change?.on ?? '';
  const changeId = change?.changeId ?? '';
  const residualOf = async () => {
    const { payouts } = must(await sample.client.call('tieout.payouts', { shopId, from: on, to: on }));
    const { days } = must(await sample.client.call('payments.preview', { shopId, from: on, to: on }));
    expect(days.map((day) => day.settlementMinor)).toEqual(payouts.map((one) => one.settlementMinor));
    return payouts.map((one) => one.residualMinor);
  };
  expect(await residualOf()).toEqual([after - before]);

  // The dry run says what the job does, and sends nothing.
  const counts = async () => {
    const { invoices, creditNotes, payments } = await readState(sample);
    return [invoices.length, creditNotes.length, payments.length];
  };
  const untouched = await counts();
  const { delta } = must(await sample.client.call('changes.delta', { shopId, changeId }));
  expect(await counts()).toEqual(untouched);
  expect(delta.blockers).toEqual([]);
  expect(delta.differences.map(({ name }) => name)).toEqual([
    'Settlement',
    'Fees',
    'Platform commission fee',
  ]);
  expect(delta.documents.map(({ kind, totalMinor }) => [kind, totalMinor])).toEqual([
    ['creditNote', after - before],
    ['payment', after - before],
  ]);
  expect(delta.documents[0]?.lines[0]?.description).toBe(
    `Platform commission fee corrected, order ${change?.orderId}`,
  );

  const settle = () => sample.client.call('changes.settle', { shopId, changeId, action: 'postDelta' });
  const { jobId } = must(await settle());
  const job = await sample.backend.jobs.wait(jobId ?? '');
  expect([job.state, job.error]).toEqual(['done', null]);
  expect(await counts()).toEqual([untouched[0], (untouched[1] ?? 0) + 1, (untouched[2] ?? 0) + 1]);
  expect(await residualOf()).toEqual([0]);
  expect(await list({ withLedger: true })).toEqual([]);
  expect((await list({ withSettled: true })).map((one) => one.settled?.action)).toEqual(['postDelta']);
  expect(await settle()).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  const verified = must(await sample.client.call('books.verify', {}));
  expect(verified.failed).toBe(0);
  // Posting again adds nothing.
  expect((await sample.ended(sample.client.call('payments.post', { shopId, dates: [on] }))).state).toBe(
    'failed',
  );
  expect(await counts()).toEqual([untouched[0], (untouched[1] ?? 0) + 1, (untouched[2] ?? 0) + 1]);

  // The date is taken back as a whole, and posted again it is the newest row, once.
  const selection = { select: 'dates' as const, shopId, dates: [on] };
  await sample.job(sample.client.call('undo.run', { selection }), z.unknown());
  const [open = 0] = await residualOf();
  expect(open).toBeGreaterThan(after);
  expect(must(await sample.client.call('books.verify', {})).failed).toBe(0);
  await sample.job(sample.client.call('payments.post', { shopId, dates: [on] }), z.unknown());
  expect(await residualOf()).toEqual([0]);
  expect(must(await sample.client.call('books.verify', {})).failed).toBe(0);
});

it('a difference that cannot be booked says so before anything is sent, and stays a question', async () => {
  await postPayments(sample, shopId);
  await loadChangedExport();
  const [change] = await list();
  const changeId = change?.changeId ?? '';
  const { profile } = must(await sample.client.call('profiles.get', { shopId }));
  if (!profile) throw new Error('The sample shop has a profile');
  must(await sample.client.call('profiles.save', { profile: { ...profile, adjustmentItem: null } }));
  const { delta } = must(await sample.client.call('changes.delta', { shopId, changeId }));
  expect(delta).toMatchObject({ documents: [], blockers: ['Choose the item for adjustments.'] });
  const settle = { shopId, changeId, action: 'postDelta' as const };
  expect(await sample.client.call('changes.settle', settle)).toMatchObject({ ok: false });
  expect((await list()).map((one) => one.changeId)).toEqual([changeId]);
});

/** The same export as csv with the fee of one booked row a cent higher, so that its settlement is a cent lower. */
async function loadChangedExport(): Promise<{ before: number; after: number }> {
  const file = (await sample.backend.sample()).settlementExport(shopId, 'csv');
  const table = Papa.parse<string[]>(Buffer.from(file.bytes).toString('utf8')).data;
  const header = (table[0] ?? []).map((name) => name.trim());
  const columns = ['Total settlement amount', 'Total Fees', 'Platform commission fee'];
  const { rows } = must(await sample.client.call('payments.rows', { shopId, limit: 500 }));
  const booked = rows.filter(
    (one) => one.status === 'posted' && one.kind === 'order' && one.settledOn <= month.to,
  );
  // A row that stands alone for its order and date can be recognised in another file.
  const alone = booked.find(({ id }) => rows.filter((one) => one.id === id).length === 1);
  const row = table.find((cells) => cells[0]?.trim() === alone?.id);
  if (!row) throw new Error('The export has the booked row');
  const before = cents(Number(row[header.indexOf('Total settlement amount')]));
  for (const name of columns) {
    const at = header.indexOf(name);
    row[at] = (Number(row[at]) - 0.01).toFixed(2);
  }
  const contentBase64 = Buffer.from(Papa.unparse(table)).toString('base64');
  const loaded = must(
    await sample.client.call('settlements.load', { shopId, fileName: 'again.csv', contentBase64 }),
  );
  expect(loaded.changed).toBe(1);
  return { before, after: before - 1 };
}

const cents = (amount: number) => Math.round(amount * 100);
