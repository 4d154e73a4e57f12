import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { UndoResult, type UndoSelection } from '../../app/contract/undo.ts';
import {
  editInvoice,
  readDocuments,
  readState,
  removeByHand,
  setLedgerLock,
} from './testing/ledger-documents.ts';
import {
  fetchAll,
  loadExport,
  mapMissing,
  postDelivered,
  postPayments,
  prepareMonth,
} from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

/** Undo against the stand-in's ledger: what it holds afterwards is read from the ledger itself. */
let sample: SampleBackend;
let shopId: string;
beforeEach(async () => {
  sample = await openSampleBackend();
  shopId = sample.shops.GB;
});
afterEach(() => sample.close());

const plan = async (selection: UndoSelection) => must(await sample.client.call('undo.plan', { selection }));
const run = (selection: UndoSelection) =>
  sample.job(sample.client.call('undo.run', { selection }), UndoResult);

async function settledDates(): Promise<string[]> {
  const { days } = must(await sample.client.call('payments.preview', { shopId }));
  return days.map((day) => day.settledOn);
}
const ofDates = async (dates?: string[]): Promise<UndoSelection> => ({
  select: 'dates',
  shopId,
  dates: dates ?? (await settledDates()),
});
const ofOrders = (orderIds?: string[]): UndoSelection => ({
  select: 'orders',
  orders: orderIds
    ? { select: 'these', shopId, orderIds }
    : {
        select: 'all',
        filter: { shopId, from: null, to: null, status: null, text: '', filters: [], postedSince: null },
        except: [],
      },
});

it('a month undone leaves the ledger as it was, and posted again it has equal documents', async () => {
  await fetchAll(sample, shopId);
  await mapMissing(sample, shopId);
  const untouched = await readDocuments(sample);
  await postDelivered(sample, shopId);
  await loadExport(sample, shopId);
  const invoiced = await readDocuments(sample);
  await postPayments(sample, shopId);
  const paid = await readDocuments(sample);

  const dates = await ofDates();
  const dry = await plan(dates);
  expect([dry.reversible, dry.byHand, dry.blocked]).toEqual([[], [], []]);
  expect(await readDocuments(sample)).toEqual(paid);
  const days = await run(dates);
  expect(days).toMatchObject({ removed: dry.removable.length, failed: [], blocked: [], notReached: 0 });
  expect(await readDocuments(sample)).toEqual(invoiced);

  expect((await run(ofOrders())).failed).toEqual([]);
  expect(await readDocuments(sample)).toEqual(untouched);

  await postDelivered(sample, shopId);
  expect(await readDocuments(sample)).toEqual(invoiced);
  expect((await postPayments(sample, shopId)).rejected).toEqual([]);
  expect(await readDocuments(sample)).toEqual(paid);
  expect(must(await sample.client.call('tieout.report', { shopId })).residualMinor).toBe(0);
  expect(must(await sample.client.call('books.verify', {})).failed).toBe(0);
});

/** A posted order whose invoice nothing stands on. */
async function freeInvoice() {
  const state = await readState(sample);
  const invoice = state.invoices.find((one) => one.amountOutstanding === one.total);
  if (!invoice?.reference) throw new Error('The sample company has orders that are not settled');
  return { ...invoice, reference: invoice.reference };
}

it('a removal whose answer is lost is looked up, done once, and the work goes on', async () => {
  await prepareMonth(sample, shopId);
  await postPayments(sample, shopId);
  const [first = '', second = ''] = await settledDates();
  const sandbox = await sample.backend.sample();
  sandbox.faults.add({ route: 'DELETE /v0/payments/{id}', nth: 1, do: 'drop-after-commit' });
  const lost = await run(await ofDates([first]));
  expect(lost).toMatchObject({ failed: [], notReached: 0 });
  expect(sandbox.journal.of('DELETE /v0/payments/{id}')).toHaveLength(1);

  sandbox.faults.set([{ route: 'DELETE /v0/payments/{id}', nth: 'every', do: 'refuse' }]);
  const refused = await run(await ofDates([second]));
  expect(refused.removed).toBe(0);
  expect(refused.failed[0]?.reason).toContain('The request was refused');
  expect(refused.failed.slice(1).every((one) => one.reason.includes('What stands on it'))).toBe(true);
  sandbox.faults.clear();
  expect(await run(await ofDates([second]))).toMatchObject({ failed: [], blocked: [] });
  expect((await postPayments(sample, shopId)).days).toBe(2);
});

it('what was being taken out when nobody answered any more says so, and a look-up tells what is gone and what stays', async () => {
  // What is waited for passes in no time; the vendors' own clocks stay within their tolerance.
  let waited = 0;
  const clock = {
    now: () => Date.now() + waited,
    sleep: async (ms: number) => {
      waited += Math.ceil(ms);
    },
  };
  await sample.close();
  sample = await openSampleBackend({ clock, visibilityDelayMs: 0 });
  shopId = sample.shops.GB;
  await prepareMonth(sample, shopId);
  await postPayments(sample, shopId);
  const [first = '', second = ''] = await settledDates();
  const sandbox = await sample.backend.sample();
  const removing = async () =>
    must(await sample.client.call('documents.list', { shopId, states: ['removing'] })).documents;
  const lookUp = async () => {
    await sample.job(sample.client.call('documents.resolve', { shopId }), z.unknown());
    return must(await sample.client.call('jobs.list', {})).jobs[0]?.message;
  };
  const look = 'GET /v0/payments';
  const takeOut = 'DELETE /v0/payments/{id}';

  for (const [date, answer, told] of [
    [first, 'drop-after-commit', '1 are gone, 0 stay'],
    [second, 'drop-before', '0 are gone, 1 stay'],
  ] as const) {
    const dates = await ofDates([date]);
    const asked = sandbox.journal.of(look).length;
    await plan(dates);
    // The undo asks as its dry run does; from then on nobody answers.
    const inPlan = sandbox.journal.of(look).length - asked;
    const later = Array.from({ length: 100 }, (_, index) => inPlan + 1 + index);
    sandbox.faults.set([
      { route: takeOut, nth: 'every', do: answer },
      ...later.map((nth) => ({ route: look, nth, do: '503' }) as const),
    ]);
    await sample.ended(sample.client.call('undo.run', { selection: dates }));
    expect(sandbox.journal.of(takeOut).length).toBeGreaterThan(0);
    expect(await removing()).toMatchObject([{ kind: 'payment', state: 'posted' }]);
    expect((await removing())[0]?.problem).toContain('Look up tells whether it is gone');
    sandbox.faults.clear();
    expect(await lookUp()).toContain(told);
    expect(await removing()).toEqual([]);
    await sample.ended(sample.client.call('undo.run', { selection: dates }));
    expect((await plan(dates)).removable).toEqual([]);
  }
  expect((await postPayments(sample, shopId)).days).toBe(2);
  expect(must(await sample.client.call('tieout.report', { shopId })).residualMinor).toBe(0);
});

it('a payment that somebody deleted in the ledger does not make its invoices look edited', async () => {
  await prepareMonth(sample, shopId);
  await postPayments(sample, shopId);
  for (const settledOn of await settledDates()) {
    const { day } = must(await sample.client.call('payments.day', { shopId, settledOn }));
    const { documents } = day;
    // An adjustment invoice is paid by the payment of its date.
    if (!documents.some(({ kind }) => kind === 'invoice')) continue;
    const paid = documents.find(({ kind }) => kind === 'payment');
    const held = (await readState(sample)).payments.find(({ reference }) => reference === paid?.reference);
    await removeByHand(sample, 'payments', held?.paymentId ?? '');
    const dry = await plan(await ofDates([settledOn]));
    expect(dry.blocked).toEqual([]);
    expect(dry.removable).toHaveLength(documents.length);
    return;
  }
  throw new Error('The sample company has an adjustment in its favour');
});

it('what was edited, paid in the bank or closed is blocked with its reason, and nothing of it is touched', async () => {
  await prepareMonth(sample, shopId);
  const edited = await freeInvoice();
  await editInvoice(sample, edited.saleInvoiceId);
  const ofEdited = ofOrders([edited.reference]);
  expect((await plan(ofEdited)).blocked).toMatchObject([{ reason: expect.stringContaining('edited') }]);

  await postPayments(sample, shopId);
  const { withdrawals } = must(await sample.client.call('bank.list', { shopId }));
  const withdrawal = withdrawals.find((one) => one.state === 'transferred');
  if (!withdrawal) throw new Error('The sample company has withdrawn money');
  const { withdrawalId, requestedOn: bookedOn, amountMinor } = withdrawal;
  const { line } = must(
    await sample.client.call('bank.addLine', { shopId, bookedOn, amountMinor, text: 'TikTok' }),
  );
  must(await sample.client.call('bank.match', { shopId, withdrawalId, lineId: line.lineId }));
  const before = await readDocuments(sample);
  const all = await ofDates();
  const banked = (await plan(all)).blocked.filter((one) => one.reason.includes('bank line'));
  expect(banked.length).toBeGreaterThan(0);
  expect(banked.every((one) => one.kind === 'payment')).toBe(true);
  const blocked = await run({
    select: 'documents',
    shopId,
    documents: banked.map(({ kind, reference }) => ({ kind, reference })),
  });
  expect(blocked.blocked).toHaveLength(banked.length);
  expect(await readDocuments(sample)).toEqual(before);
  must(await sample.client.call('bank.unmatch', { shopId, withdrawalId }));

  // Closed by the bookkeeper: payments cannot be answered by another document, so a person has to.
  must(
    await sample.client.call('locks.save', {
      ledgerId: sample.ledgerId,
      lockedUntil: '2026-12-31',
      reason: 'VAT return',
    }),
  );
  const closed = await plan(all);
  expect(closed.removable).toEqual([]);
  expect(closed.byHand.every((one) => one.reason.includes('closed'))).toBe(true);
  must(await sample.client.call('locks.save', { ledgerId: sample.ledgerId, lockedUntil: null }));

  // Closed in the ledger only: it says so itself.
  await setLedgerLock(sample, '2026-12-31');
  const refused = await run(all);
  expect(refused.removed).toBe(0);
  expect(refused.failed.some((one) => one.reason.includes('locked until 2026-12-31'))).toBe(true);
  expect(await readDocuments(sample)).toEqual(before);
});

it('an invoice of a closed date is reversed by a credit note on the first open day', async () => {
  await prepareMonth(sample, shopId);
  const { reference, saleInvoiceId, issueDate, total } = await freeInvoice();
  const { ledgerId } = sample;
  must(await sample.client.call('locks.save', { ledgerId, lockedUntil: '2099-12-31', reason: 'Year end' }));
  const dry = await plan(ofOrders([reference]));
  expect(dry.reversible).toMatchObject([{ reference, issuedOn: issueDate, reverseOn: '2100-01-01' }]);
  expect(await run(ofOrders([reference]))).toMatchObject({ reversed: 1, removed: 0, failed: [] });
  const state = await readState(sample);
  expect(state.invoices.find((one) => one.saleInvoiceId === saleInvoiceId)?.amountOutstanding).toBe(0);
  expect(state.creditNotes).toMatchObject([{ issueDate: '2100-01-01', total, amountOutstanding: 0 }]);
  const again = await plan(ofOrders([reference]));
  expect(again.blocked.some((one) => one.kind === 'invoice')).toBe(true);
  expect(must(await sample.client.call('books.verify', {})).failed).toBe(0);
});

it('what the ledger has no call for goes to the work list, and the line closes when the document is gone', async () => {
  await prepareMonth(sample, shopId);
  await postPayments(sample, shopId);
  const { ledgerId } = sample;
  const [date = ''] = await settledDates();
  must(await sample.client.call('locks.save', { ledgerId, lockedUntil: '2099-12-31' }));
  const done = await run(await ofDates([date]));
  expect(done.byHand).toBeGreaterThan(0);
  const open = async () =>
    must(await sample.client.call('worklist.list', { shopId })).lines.filter((one) => one.doneAt === null);
  const lines = await open();
  expect(lines).toHaveLength(done.byHand);
  await run(await ofDates([date]));
  expect(await open()).toHaveLength(done.byHand);
  // The payment knocks off all others, so it must be removed first.
  const [payment] = lines;
  expect(payment?.kind).toBe('payment');
  const held = (await readState(sample)).payments.find((one) => one.reference === payment?.reference);
  await removeByHand(sample, 'payments', held?.paymentId ?? '');
  expect(must(await sample.client.call('worklist.check', { shopId }))).toMatchObject({ closed: 1 });
  expect((await open()).some((one) => one.reference === payment?.reference)).toBe(false);
});
