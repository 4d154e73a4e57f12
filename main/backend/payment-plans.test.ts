import { afterEach, beforeEach, expect, it } from 'vitest';
import { PostPaymentsResult } from '../../app/contract/payments.ts';
import { loadExport, prepareMonth } from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

/** The plan is made once and kept: what is shown must be what planning anew would show. */
let sample: SampleBackend;
let shopId: string;
beforeEach(async () => {
  sample = await openSampleBackend();
  shopId = sample.shops.GB;
});
afterEach(() => sample.close());

async function everythingShown() {
  const rows = must(await sample.client.call('payments.rows', { shopId, limit: 500 }));
  const preview = must(await sample.client.call('payments.preview', { shopId }));
  return { rows, preview };
}

/** A write that changes nothing a plan is made from makes the next one start from the books. */
async function forgetPlan(): Promise<void> {
  const { profile } = must(await sample.client.call('profiles.get', { shopId }));
  if (!profile) throw new Error('The sample company comes with posting profiles');
  must(await sample.client.call('profiles.save', { profile }));
}

/** An export of the month in which one order was paid less than its invoice says. */
async function loadWithLess(): Promise<string> {
  const file = (await sample.backend.sample()).settlementExport(shopId, 'csv', { encoding: 'utf-8' });
  const [head = '', ...lines] = Buffer.from(file.bytes).toString('utf8').split(/\r?\n/);
  const place = new Map(head.split(',').map((name, index) => [name.trim(), index]));
  const lessen = (cells: string[], name: string) => {
    const at = place.get(name);
    if (at === undefined) throw new Error(`The export has no column ${name}: ${head}`);
    cells[at] = (Number(cells[at]) - 1).toFixed(2);
  };
  const found = lines.findIndex((line) => {
    const cells = line.split(',');
    const type = cells[place.get('Type ') ?? place.get('Type') ?? -1];
    const sale = Number(cells[place.get('Subtotal after seller discounts') ?? -1]);
    const refund = Number(cells[place.get('Refund subtotal after seller discounts') ?? -1]);
    return type === 'Order' && sale > 5 && refund === 0;
  });
  const cells = (lines[found] ?? '').split(',');
  for (const name of [
    'Total settlement amount',
    'Total Revenue',
    'Subtotal after seller discounts',
    'Subtotal before discounts',
  ])
    lessen(cells, name);
  lines[found] = cells.join(',');
  const contentBase64 = Buffer.from([head, ...lines].join('\n')).toString('base64');
  const loaded = must(
    await sample.client.call('settlements.load', { shopId, fileName: 'less.csv', contentBase64 }),
  );
  expect(loaded.changed).toBe(1);
  const differing = must(await sample.client.call('payments.rows', { shopId, status: 'differs' }));
  const [row] = differing.rows;
  if (!row) throw new Error('No row differs from its invoice');
  expect(row.choices).toEqual(['creditDifference', 'partPayment']);
  return row.rowKey;
}

it('an answer on one row shows what planning everything again would show, and so does taking it back', async () => {
  await prepareMonth(sample, shopId);
  const rowKey = await loadWithLess();
  const waiting = await everythingShown();
  for (const kind of ['creditDifference', 'partPayment', 'leave'] as const) {
    must(await sample.client.call('payments.decide', { shopId, rowKey, decision: { kind } }));
    const shown = await everythingShown();
    expect(shown.rows.counts.differs).toBe(kind === 'leave' ? 1 : 0);
    await forgetPlan();
    expect(shown).toEqual(await everythingShown());
  }
  expect(await everythingShown()).toEqual(waiting);
});

it('a cancelled posting says which dates are posted and which are left', async () => {
  await prepareMonth(sample, shopId);
  const asked = must(await sample.client.call('payments.preview', { shopId })).days;
  const { jobId } = must(await sample.client.call('payments.post', { shopId }));
  const stop = sample.backend.listen((event) => {
    if (event.event === 'jobs.progressed' && event.job.jobId === jobId && event.job.done >= 2)
      void sample.client.call('jobs.cancel', { jobId });
  });
  const job = await sample.backend.jobs.wait(jobId);
  stop();
  expect(job.state).toBe('cancelled');
  const result = PostPaymentsResult.parse(job.result);
  const { days } = must(await sample.client.call('payments.preview', { shopId }));
  const posted = days.filter((day) => day.state === 'posted').map((day) => day.settledOn);
  expect(posted.length).toBeGreaterThanOrEqual(2);
  expect(result.left.map((one) => one.settledOn).sort()).toEqual(
    asked.map((day) => day.settledOn).filter((date) => !posted.includes(date)),
  );
  const again = await sample.job(sample.client.call('payments.post', { shopId }), PostPaymentsResult);
  expect(again).toMatchObject({ left: [], rejected: [], unknown: [], blocked: [] });
  expect(must(await sample.client.call('tieout.report', { shopId })).residualMinor).toBe(0);
});

it('a date shows the same money before and after it is posted, with fees by name and its documents', async () => {
  await prepareMonth(sample, shopId);
  const { days } = must(await sample.client.call('payments.preview', { shopId }));
  const dayOf = async (settledOn: string) =>
    must(await sample.client.call('payments.day', { shopId, settledOn })).day;
  const before = await Promise.all(days.map((day) => dayOf(day.settledOn)));
  expect(before.some((day) => day.creditNoteCount > 0)).toBe(true);
  await sample.job(sample.client.call('payments.post', { shopId }), PostPaymentsResult);
  for (const ready of before) {
    const posted = await dayOf(ready.settledOn);
    expect(posted.state).toBe('posted');
    expect(posted.paymentMinor).toBe(ready.settlementMinor);
    expect(posted.paymentMinor).toBe(ready.paymentMinor);
    expect(posted.fees).toEqual(ready.fees);
    expect(posted.fees.reduce((sum, fee) => sum + fee.amountMinor, 0)).toBe(ready.feesMinor);
    expect(posted.creditNoteCount).toBe(ready.creditNoteCount);
    expect(posted.creditedMinor).toBe(ready.creditedMinor);
    expect(posted.adjustmentLines).toEqual(ready.adjustmentLines);
    expect(posted.documents.every((one) => one.state === 'posted' && one.number !== null)).toBe(true);
    const list = { shopId, settledOn: ready.settledOn, limit: 500 };
    const { rows, total } = must(await sample.client.call('payments.knockOffs', list));
    expect(rows.length).toBe(total);
    expect(rows.reduce((sum, row) => sum + row.cashMinor, 0)).toBe(posted.paymentMinor);
  }
});

it('a loaded file keeps its card: sums, proofs, and how much of it was new the last time', async () => {
  await loadExport(sample, shopId);
  const once = must(await sample.client.call('settlements.list', { shopId })).files[0];
  expect(once?.added).toBe(once?.rowCount);
  const again = await loadExport(sample, shopId);
  expect(again.file).toMatchObject({ added: 0, alreadyKnown: once?.rowCount, changed: 0 });
  const { settlementId, rowCount } = again.file;
  const kept = must(await sample.client.call('settlements.get', { shopId, settlementId })).file;
  expect(kept).toEqual(again.file);
  expect(kept.settlementMinor).toBe(kept.revenueMinor + kept.feesMinor + kept.adjustmentsMinor);
  expect(kept.proofs.every((proof) => proof.failed === 0 && proof.title !== '')).toBe(true);
  const file = { settlementId, part: 'all' as const };
  expect(must(await sample.client.call('payments.rows', { shopId, file })).total).toBe(rowCount);
  const preview = must(await sample.client.call('payments.preview', { shopId }));
  const missing = must(
    await sample.client.call('payments.rows', { shopId, status: 'orderNotPosted', limit: 500 }),
  );
  expect(preview.missingOrders).toBe(new Set(missing.rows.map((row) => row.relatedOrderId)).size);
});

it('a row opens to every column of its file, by the names the file gives them', async () => {
  await loadExport(sample, shopId);
  const [row] = must(await sample.client.call('payments.rows', { shopId, status: 'orderNotPosted' })).rows;
  if (!row) throw new Error('The orders of the export are not posted yet');
  const { fileName, cells } = must(await sample.client.call('payments.row', { shopId, rowKey: row.rowKey }));
  expect(fileName).toBe(must(await sample.client.call('settlements.list', { shopId })).files[0]?.fileName);
  const texts = new Map(cells.map(({ name, text }) => [name.replace(/ ?\(.*\)/, ''), text]));
  expect(texts.get('Order/adjustment ID')).toBe(row.id);
  expect(texts.get('Total settlement amount')).toBe((row.settlementMinor / 100).toFixed(2));
  for (const name of ['Customer payment', 'Platform discounts']) expect([...texts.keys()]).toContain(name);
  const unknown = await sample.client.call('payments.row', { shopId, rowKey: 'none' });
  expect(unknown).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
});
