import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CompareStatementsResult, FetchStatementsResult } from '../../app/contract/statements.ts';
import { fetchAll, loadExport, mapMissing, postDelivered, postPayments } from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

const days = { from: '2026-10-01', to: '2026-11-20' };

describe('statements straight from the finance API', () => {
  let sample: SampleBackend;
  beforeAll(async () => {
    sample = await openSampleBackend();
  });
  afterAll(() => sample.close());

  const fetch = (shopId: string, range = days) =>
    sample.job(sample.client.call('statements.fetch', { shopId, ...range }), FetchStatementsResult);
  const compare = (shopId: string, range = days) =>
    sample.job(sample.client.call('statements.compare', { shopId, ...range }), CompareStatementsResult);

  test('there is nothing to compare with before a file is loaded', async () => {
    const job = await sample.ended(
      sample.client.call('statements.compare', { shopId: sample.shops.GB, ...days }),
    );
    expect([job.state, job.error?.code]).toEqual(['failed', 'NOTHING_TO_DO']);
  });

  test('a month stored from the API is known once the file comes, row by row', async () => {
    const shopId = sample.shops.GB;
    const fetched = await fetch(shopId);
    expect(fetched.rows).toBeGreaterThan(100);
    expect([fetched.added, fetched.alreadyKnown, fetched.changed]).toEqual([fetched.rows, 0, 0]);
    const file = await loadExport(sample, shopId);
    expect([file.added, file.alreadyKnown, file.changed]).toEqual([0, fetched.rows, 0]);
    expect(await fetch(shopId)).toMatchObject({ added: 0, alreadyKnown: fetched.rows });
  });

  test.each(['GB', 'MY'] as const)('API and file of %s agree to the cent, every row', async (region) => {
    const shopId = sample.shops[region];
    await loadExport(sample, shopId);
    const report = await compare(shopId);
    expect(report.days.length).toBeGreaterThan(20);
    expect([report.differences, report.uncovered]).toEqual([[], []]);
    for (const day of report.days) {
      expect(day.differenceMinor).toBe(0);
      expect([day.apiRows, day.equalRows]).toEqual([day.fileRows, day.fileRows]);
    }
  });

  test('a shop whose files count days in another zone is compared, and not stored', async () => {
    const job = await sample.ended(
      sample.client.call('statements.fetch', { shopId: sample.shops.MY, ...days }),
    );
    expect([job.state, job.error?.code]).toEqual(['failed', 'NOT_SUPPORTED']);
    expect(job.error?.message).toContain('UTC+8');
  });

  test('what came from the API is posted and proved like a file', async () => {
    const own = await openSampleBackend();
    try {
      const shopId = own.shops.GB;
      await fetchAll(own, shopId);
      await mapMissing(own, shopId);
      await postDelivered(own, shopId);
      await own.job(own.client.call('statements.fetch', { shopId, ...days }), FetchStatementsResult);
      const bridge = must(await own.client.call('tieout.bridge', { shopId }));
      const rows = bridge.checks.find((check) => check.id === 'foot')?.checked ?? 0;
      expect(bridge.checks.map(({ checked, failed }) => [checked, failed])).toEqual([
        [rows, 0],
        [rows, 0],
      ]);
      await postPayments(own, shopId);
      const { payouts } = must(await own.client.call('tieout.payouts', { shopId }));
      expect(payouts.filter((payout) => payout.residualMinor !== 0)).toEqual([]);
      expect(must(await own.client.call('books.verify', {})).failures).toEqual([]);
    } finally {
      await own.close();
    }
  });

  test('refuses dates that are out of order or too many', async () => {
    const shopId = sample.shops.GB;
    for (const range of [
      { from: '2026-10-02', to: '2026-10-01' },
      { from: '2026-01-01', to: '2026-12-31' },
    ]) {
      const reply = await sample.client.call('statements.fetch', { shopId, ...range });
      expect(reply).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    }
  });
});
