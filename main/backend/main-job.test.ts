import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  doubles,
  fetchAll,
  loadExport,
  mapMissing,
  postDelivered,
  postPayments,
  readLedger,
} from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

describe.each(['GB', 'MY'] as const)('the main job, %s', (region) => {
  let sample: SampleBackend;
  let shopId: string;
  beforeAll(async () => {
    sample = await openSampleBackend();
    shopId = sample.shops[region];
  });
  afterAll(() => sample.close());

  it('fetches every order the platform has', async () => {
    const fetched = await fetchAll(sample, shopId);
    expect(fetched.unreadable).toEqual([]);
    expect(fetched.fetched).toBe(fetched.platformCount);
    const again = await fetchAll(sample, shopId);
    expect(again.added).toBe(0);
  });

  it('holds what it must, and posts the rest', async () => {
    const posted = await postDelivered(sample, shopId);
    expect(posted.rejected).toEqual([]);
    expect(posted.unknown).toEqual([]);
    expect(posted.posted).toBeGreaterThan(80);
    expect(new Set(posted.held.map((one) => one.code))).toEqual(
      new Set(['missing-item-code', 'gifts-only', 'sample']),
    );
  });

  it('posts the held orders once their item code is mapped, and no other again', async () => {
    await mapMissing(sample, shopId);
    const posted = await postDelivered(sample, shopId);
    expect(posted.posted).toBeGreaterThanOrEqual(6);
    expect(posted.held.map((one) => one.code).sort()).toEqual(['gifts-only', 'sample']);
    const again = await postDelivered(sample, shopId);
    expect(again.posted).toBe(0);
  });

  it('loads the settlement export once, as workbook or as text', async () => {
    const loaded = await loadExport(sample, shopId);
    expect(loaded.summary.proofs.filter((proof) => proof.failed > 0)).toEqual([]);
    expect(loaded.added).toBe(loaded.summary.rows.total);
    const again = await loadExport(sample, shopId);
    expect([again.added, again.alreadyKnown, again.changed]).toEqual([0, loaded.added, 0]);
    const asText = await loadExport(sample, shopId, 'csv');
    expect([asText.added, asText.changed]).toEqual([0, 0]);
  });

  it('posts the payments of every date, and ties out against what the ledger holds', async () => {
    const before = must(await sample.client.call('payments.preview', { shopId }));
    expect(before.days.map((day) => [day.settledOn, day.state, day.residualMinor])).toEqual(
      before.days.map((day) => [day.settledOn, 'ready', 0]),
    );
    const paid = await postPayments(sample, shopId);
    expect(paid).toMatchObject({ days: before.days.length, rejected: [], unknown: [], blocked: [] });
    const report = must(await sample.client.call('tieout.report', { shopId }));
    expect(report.residualMinor).toBe(0);
    expect(report.checks.every((check) => check.checked > 0 && check.failed === 0)).toBe(true);
    const ledger = await readLedger(sample);
    expect(doubles(ledger)).toEqual([]);
    expect(ledger.payments.every((payment) => payment.unallocated === 0)).toBe(true);
    expect(ledger.creditNotes.every((note) => note.amountOutstanding === 0)).toBe(true);
    const received = ledger.payments.reduce((sum, payment) => sum + Math.round(payment.amount * 100), 0);
    expect(received).toBe(report.settlementMinor);
  });

  it('shows every date as posted and has nothing left to post', async () => {
    const after = must(await sample.client.call('payments.preview', { shopId }));
    expect(new Set(after.days.map((day) => day.state))).toEqual(new Set(['posted']));
    expect(after.residualMinor).toBe(0);
    const job = await sample.ended(sample.client.call('payments.post', { shopId }));
    expect(job.error?.code).toBe('NOTHING_TO_DO');
  });
});
