import { afterEach, beforeEach, expect, it } from 'vitest';
import { PostOrdersResult } from '../../app/contract/orders.ts';
import { PostPaymentsResult } from '../../app/contract/payments.ts';
import { readState } from './testing/ledger-documents.ts';
import { fetchAll, loadExport, mapMissing, month } from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

let sample: SampleBackend;
let shopId: string;
beforeEach(async () => {
  sample = await openSampleBackend();
  shopId = sample.shops.GB;
});
afterEach(() => sample.close());

it('a locked period is seen before posting, held by default, and posted on the first open day when asked', async () => {
  const { client, ledgerId } = sample;
  await fetchAll(sample, shopId);
  await mapMissing(sample, shopId);
  const lockedUntil = '2026-10-10';
  must(await client.call('locks.save', { ledgerId, lockedUntil, reason: 'VAT return' }));
  const selection = { select: 'all', filter: { shopId, ...month, status: 'completed' } } as const;

  const held = must(await client.call('orders.preview', { selection }));
  expect(held.locked).toMatchObject({ lockedUntil, firstOpenOn: '2026-10-11', reason: 'VAT return' });
  const dated = must(await client.call('orders.preview', { selection, lockedDates: 'firstOpenDay' }));
  expect(dated.documents).toBe(held.documents + (held.locked?.documents ?? 0));
  const first = await sample.job(client.call('orders.post', { selection }), PostOrdersResult);
  expect(first.posted).toBe(held.documents);
  const locked = first.held.filter((one) => one.code === 'period-locked');
  expect(locked).toHaveLength(held.locked?.documents ?? -1);
  expect(locked[0]?.reason).toContain('2026-10-11');
  expect((await readState(sample)).invoices.every((one) => one.issueDate > lockedUntil)).toBe(true);

  const open = { selection, lockedDates: 'firstOpenDay' } as const;
  const second = await sample.job(client.call('orders.post', open), PostOrdersResult);
  expect([second.posted, second.alreadyPosted]).toEqual([locked.length, first.posted]);
  const state = await readState(sample);
  expect(state.invoices.filter((one) => one.issueDate === '2026-10-11').length).toBeGreaterThanOrEqual(
    locked.length,
  );

  await loadExport(sample, shopId);
  const days = must(await client.call('payments.preview', { shopId })).days;
  const ready = days.filter((day) => day.state === 'ready').map((day) => day.settledOn);
  must(await client.call('locks.save', { ledgerId, lockedUntil: ready[0] ?? null }));
  const preview = must(await client.call('payments.preview', { shopId }));
  expect(preview.locked?.documents).toBeGreaterThan(0);
  expect(preview.days.find((day) => day.settledOn === ready[0])).toMatchObject({
    state: 'blocked',
    blockers: [{ code: 'period-locked' }],
  });
  const opened = () => client.call('payments.day', { shopId, settledOn: ready[0] ?? '' });
  expect(must(await opened()).day).toMatchObject({
    state: 'blocked',
    blockers: [{ code: 'period-locked' }],
  });
  const one = await sample.job(
    client.call('payments.post', { shopId, dates: ready.slice(0, 1) }),
    PostPaymentsResult,
  );
  expect([one.payments, one.blocked.length]).toEqual([0, 1]);
  const later = { shopId, dates: ready.slice(0, 1), lockedDates: 'firstOpenDay' } as const;
  expect((await sample.job(client.call('payments.post', later), PostPaymentsResult)).payments).toBe(1);
  const firstOpenOn = preview.locked?.firstOpenOn;
  expect((await readState(sample)).payments.map((payment) => payment.paidAt)).toEqual([firstOpenOn]);
  // The money stays on the date that it settles.
  const [day] = must(await client.call('tieout.report', { shopId })).days.filter(
    (date) => date.settledOn === ready[0],
  );
  expect(day).toMatchObject({ tiedOut: true, differenceMinor: 0 });
  expect(must(await client.call('books.verify', {})).failed).toBe(0);
});
