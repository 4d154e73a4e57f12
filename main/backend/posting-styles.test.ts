import { describe, expect, it } from 'vitest';
import {
  doubles,
  fetchAll,
  loadExport,
  mapMissing,
  postDelivered,
  postPayments,
  prepareMonth,
  readLedger,
} from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

type Styles = { invoiceTiming: 'onPost' | 'onSettlement'; feeTreatment: 'deductions' | 'invoiceLines' };

async function choose(sample: SampleBackend, shopId: string, styles: Styles): Promise<void> {
  const { profile } = must(await sample.client.call('profiles.get', { shopId }));
  const choices = must(await sample.client.call('ledgers.choices', { ledgerId: sample.ledgerId }));
  const feeMethod =
    choices.paymentMethods.find((method) => method.code !== profile?.clearingMethod?.code) ?? null;
  if (!profile) throw new Error('The sample company comes with posting profiles');
  const saved = must(
    await sample.client.call('profiles.save', { profile: { ...profile, ...styles, feeMethod } }),
  );
  expect(saved.gaps).toEqual([]);
}

/** design.md §5: both invoice timings and both fee treatments end with the same money in the clearing account. */
describe.each<Styles>([
  { invoiceTiming: 'onPost', feeTreatment: 'invoiceLines' },
  { invoiceTiming: 'onSettlement', feeTreatment: 'deductions' },
  { invoiceTiming: 'onSettlement', feeTreatment: 'invoiceLines' },
])('$invoiceTiming with fees as $feeTreatment', (styles) => {
  it('ties out and leaves nothing settled open', async () => {
    const sample = await openSampleBackend();
    try {
      const shopId = sample.shops.GB;
      await choose(sample, shopId, styles);
      await prepareMonth(sample, shopId);
      // An order settled in two rows is a part-payment where its invoice is born with the money.
      const preview = must(await sample.client.call('payments.preview', { shopId }));
      const ready = preview.days.filter((day) => day.state === 'ready');
      const blocked = preview.days.filter((day) => day.state === 'blocked');
      expect(blocked.flatMap((day) => day.blockers.map((blocker) => blocker.message))).toEqual([]);
      const paid = await postPayments(sample, shopId);
      expect(paid).toMatchObject({ days: ready.length, rejected: [], unknown: [] });
      const report = must(await sample.client.call('tieout.report', { shopId }));
      expect(report.residualMinor).toBe(0);
      expect(doubles(await readLedger(sample))).toEqual([]);
      const after = must(await sample.client.call('payments.preview', { shopId }));
      expect(after.days.filter((day) => day.state !== 'posted')).toEqual([]);
    } finally {
      await sample.close();
    }
  });
});

it('changes nothing that is posted when the style changes in between', async () => {
  const sample = await openSampleBackend();
  try {
    const shopId = sample.shops.MY;
    await fetchAll(sample, shopId);
    await mapMissing(sample, shopId);
    await postDelivered(sample, shopId);
    const before = await readLedger(sample);
    await choose(sample, shopId, { invoiceTiming: 'onSettlement', feeTreatment: 'deductions' });
    const again = await postDelivered(sample, shopId);
    expect(again.posted).toBe(0);
    expect((await readLedger(sample)).invoices.length).toBe(before.invoices.length);
    await loadExport(sample, shopId);
    await postPayments(sample, shopId);
    const report = must(await sample.client.call('tieout.report', { shopId }));
    expect(report.residualMinor).toBe(0);
  } finally {
    await sample.close();
  }
});
