import { afterAll, beforeAll, expect, it } from 'vitest';
import { postPayments, prepareMonth } from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

/** What goes wrong after a month was posted is in the sample company: its later export and its bank statement. */
let sample: SampleBackend;
let shopId: string;
beforeAll(async () => {
  sample = await openSampleBackend();
  shopId = sample.shops.GB;
  await prepareMonth(sample, shopId);
  await postPayments(sample, shopId);
  const file = must(await sample.client.call('sample.settlementFile', { shopId, which: 'later' }));
  must(await sample.client.call('settlements.load', { shopId, ...file }));
}, 120_000);
afterAll(() => sample.close());

it('a row of a posted date has other values: a change with both', async () => {
  const { changes } = must(await sample.client.call('changes.list', { shopId }));
  const [changed, ...others] = changes.filter(({ cause }) => cause === 'rowChanged');
  expect(others).toEqual([]);
  expect(changed?.on).toMatch(/^2026-11-/);
  expect((changed?.nowMinor ?? 0) - (changed?.booksMinor ?? 0)).toBe(-135);
  // The money counts once: what was posted differs by the change, and by nothing else.
  const { payouts } = must(await sample.client.call('tieout.payouts', { shopId, to: '2026-11-15' }));
  const open = payouts.filter(({ residualMinor }) => residualMinor !== 0);
  expect(open.map(({ settledOn, residualMinor }) => [settledOn, residualMinor])).toEqual([
    [changed?.on, -135],
  ]);
});

it('a commission that was charged twice is the outlier, by its amount', async () => {
  const { rows, differenceMinor } = must(await sample.client.call('fees.audit', { shopId, limit: 50 }));
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ settledOn: '2026-11-16', name: 'Platform commission fee', times: 2 });
  expect(differenceMinor).toBe(rows[0]?.expectedMinor);
});

it('an order of October is refunded in November, with a credit note of that date', async () => {
  const { days } = must(await sample.client.call('payments.preview', { shopId }));
  const refunded = days.find((day) => day.settledOn === '2026-11-16');
  expect(refunded?.residualMinor).toBe(0);
  const { bridges } = must(
    await sample.client.call('tieout.bridge', { shopId, from: '2026-11-16', to: '2026-11-16' }),
  );
  expect(bridges[0]?.steps.find(({ kind }) => kind === 'refunds')?.amountMinor).toBeLessThan(0);
});

it('a changed row and a type nobody knows keep their own dates from being posted, and no other', async () => {
  const blocked = async () =>
    must(await sample.client.call('payments.preview', { shopId })).days.filter(
      (day) => day.state === 'blocked',
    );
  expect((await blocked()).map((day) => day.settledOn)).toEqual(['2026-11-10', '2026-11-17']);
});

it('the bank lacks the line of one payout; a line of nearly the same amount is not suggested', async () => {
  const file = must(await sample.client.call('sample.bankStatement', { shopId }));
  must(await sample.client.call('bank.load', { shopId, ...file }));
  const { withdrawals } = must(await sample.client.call('bank.list', { shopId }));
  const without = withdrawals.filter(({ suggestions }) => suggestions.length === 0);
  // The last one is still on its way.
  expect(without.map(({ requestedOn }) => requestedOn)).toEqual(['2026-10-28', '2026-11-11', '2026-11-18']);
});

it('files are for shops of the sample company alone', async () => {
  const reply = await sample.client.call('sample.bankStatement', { shopId: 'another' });
  expect(reply).toMatchObject({ ok: false, error: { code: 'NOT_SUPPORTED' } });
});

it('a list of costs gives products a profit; one wrong line refuses the list and names itself', async () => {
  const load = (text: string) =>
    sample.client.call('profit.loadCosts', { shopId, contentBase64: Buffer.from(text).toString('base64') });
  const { text } = must(await sample.client.call('profit.costFile', { shopId }));
  expect(text).toContain('BRD-OLV-L');
  expect(await load('Item code,Cost\nBRD-OLV-L,12.40\nNO-SUCH-ITEM,1\n')).toMatchObject({
    ok: false,
    error: {
      code: 'FILE_REFUSED',
      message: expect.stringMatching(/^Row 3, Item code: .*Nothing was kept\.$/),
    },
  });
  expect(must(await load('Item code,Cost\nbrd-olv-l,12.40\n'))).toEqual({ saved: 1 });
  const { skus, otherMinor, settlementMinor } = must(await sample.client.call('profit.bySku', { shopId }));
  const known = skus.find(({ sellerSku }) => sellerSku === 'BRD-OLV-L');
  expect(known?.costMinor).toBe(-1_240 * (known?.units ?? 0));
  expect(skus.filter(({ profitMinor }) => profitMinor !== null)).toEqual([known]);
  const parts = skus.flatMap((sku) => [sku.saleMinor, sku.refundMinor, sku.feesMinor]);
  expect(parts.reduce((sum, part) => sum + part, otherMinor)).toBe(settlementMinor);
});
