import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../app/contract/api.ts';
import { loadExport, postPayments, prepareMonth } from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

describe('a month explained from goods sold to the bank', () => {
  let sample: SampleBackend;
  let shopId: string;
  let bridge: Output<'tieout.bridge'>;

  beforeAll(async () => {
    sample = await openSampleBackend();
    shopId = sample.shops.GB;
    await prepareMonth(sample, shopId);
    await postPayments(sample, shopId);
    bridge = must(await sample.client.call('tieout.bridge', { shopId, by: 'day' }));
  });

  afterAll(() => sample.close());

  test('every date foots, by its steps and by the cells of its file', () => {
    expect(bridge.bridges.length).toBeGreaterThan(20);
    for (const day of bridge.bridges) {
      expect(day.residualMinor).toBe(0);
      expect(day.steps.reduce((sum, step) => sum + step.amountMinor, 0)).toBe(day.settlementMinor);
    }
    const rows = bridge.checks.find((check) => check.id === 'foot')?.checked ?? 0;
    expect(
      bridge.checks.map(({ id, checked, failed }) => [id, checked > 0 && checked === rows, failed]),
    ).toEqual([
      ['foot', true, 0],
      ['raw', true, 0],
    ]);
  });

  test('the month is the sum of its dates, and its earnings are those of the Withdrawal sheet', async () => {
    const month = must(await sample.client.call('tieout.bridge', { shopId }));
    const total = bridge.bridges.reduce((sum, day) => sum + day.settlementMinor, 0);
    expect(month.bridges[0]?.settlementMinor).toBe(total);
    expect(month.flow.settlementMinor).toBe(total);
    expect(month.flow.earningsMinor).toBe(month.flow.statedEarningsMinor);
    expect(month.flow.gmvDeductionMinor).toBeLessThan(0);
  });

  test('every step opens rows with exactly its amount', async () => {
    for (const step of bridge.bridges[0]?.steps ?? []) {
      const on = bridge.bridges[0]?.settledOn ?? '';
      const opened = must(
        await sample.client.call('tieout.stepRows', {
          shopId,
          from: on,
          to: on,
          kind: step.kind,
          name: step.name,
        }),
      );
      expect([opened.total, opened.partMinor]).toEqual([step.rows, step.amountMinor]);
    }
  });

  test('what is taken for ads opens rows with exactly its amount', async () => {
    const opened = must(
      await sample.client.call('tieout.stepRows', { shopId, kind: 'gmvDeduction', name: '' }),
    );
    expect(opened.partMinor).toBe(bridge.flow.gmvDeductionMinor);
  });

  test('a file is a scope, and a file that is not there is refused', async () => {
    const again = await loadExport(sample, shopId);
    const { files } = must(await sample.client.call('settlements.list', { shopId }));
    const ofFile = must(
      await sample.client.call('tieout.bridge', { shopId, settlementId: files[0]?.settlementId ?? '' }),
    );
    expect(again.added).toBe(0);
    expect(ofFile.bridges[0]?.settlementMinor).toBe(bridge.flow.settlementMinor);
    const missing = await sample.client.call('tieout.bridge', { shopId, settlementId: 'nothing' });
    expect(missing.ok).toBe(false);
  });

  test('a payout goes from earned to the bank, and back when the match is taken back', async () => {
    const stages = async () => {
      const { payouts } = must(await sample.client.call('tieout.payouts', { shopId }));
      expect(payouts.every((day) => day.residualMinor === 0)).toBe(true);
      return new Set(payouts.map((day) => day.stage));
    };
    expect(await stages()).toContain('withdrawn');
    const before = must(await sample.client.call('bank.list', { shopId }));
    const csv = ['Date,Description,Amount'];
    for (const one of before.withdrawals) {
      csv.push(`${one.requestedOn},TIKTOK ${one.referenceId},${(one.amountMinor / 100).toFixed(2)}`);
    }
    const statement = {
      shopId,
      fileName: 'bank.csv',
      contentBase64: Buffer.from(csv.join('\n')).toString('base64'),
    };
    expect(must(await sample.client.call('bank.load', statement)).added).toBe(before.withdrawals.length);
    expect(must(await sample.client.call('bank.load', statement)).added).toBe(0);

    const { withdrawals } = must(await sample.client.call('bank.list', { shopId }));
    for (const { withdrawalId, suggestions } of withdrawals) {
      expect(suggestions[0]?.namesReference).toBe(true);
      const lineId = suggestions[0]?.lineId ?? '';
      must(await sample.client.call('bank.match', { shopId, withdrawalId, lineId }));
      const twice = await sample.client.call('bank.match', { shopId, withdrawalId, lineId });
      expect(twice.ok).toBe(false);
    }
    expect(await stages()).not.toContain('withdrawn');
    expect(must(await sample.client.call('bank.list', { shopId })).freeLines).toEqual([]);

    const [first] = withdrawals;
    must(await sample.client.call('bank.unmatch', { shopId, withdrawalId: first?.withdrawalId ?? '' }));
    expect(await stages()).toContain('withdrawn');
  });

  test('a line by hand matches only its own amount', async () => {
    const { withdrawals } = must(await sample.client.call('bank.list', { shopId }));
    const [first] = withdrawals;
    const amountMinor = (first?.amountMinor ?? 0) + 1;
    const bookedOn = first?.requestedOn ?? '';
    const { line } = must(
      await sample.client.call('bank.addLine', { shopId, bookedOn, amountMinor, text: 'by hand' }),
    );
    const refused = await sample.client.call('bank.match', {
      shopId,
      withdrawalId: first?.withdrawalId ?? '',
      lineId: line.lineId,
    });
    expect(refused.ok).toBe(false);
    must(await sample.client.call('bank.removeLine', { lineId: line.lineId }));
  });
});
