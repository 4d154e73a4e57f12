import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WhatIfReport } from '../../app/contract/what-if.ts';
import { fetchAll, loadExport, mapMissing, postDelivered, postPayments } from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

const october = { from: '2026-10-01', to: '2026-10-31' };

describe('totals before anything is posted, and after', () => {
  let sample: SampleBackend;
  let shopId: string;
  let ordersBefore: WhatIfReport;
  let paymentsBefore: WhatIfReport;

  const selection = () =>
    ({ select: 'all', filter: { shopId, ...october, status: 'completed' as const } }) as const;
  const orders = async (more = {}) =>
    must(await sample.client.call('whatIf.orders', { selection: selection(), ...more }));
  const payments = async (more = {}) =>
    must(await sample.client.call('whatIf.payments', { shopId, ...more }));
  const line = (report: WhatIfReport, section: string, name: string) =>
    report.lines.find((one) => one.section === section && one.name === name);

  beforeAll(async () => {
    sample = await openSampleBackend();
    shopId = sample.shops.GB;
    await fetchAll(sample, shopId);
    await mapMissing(sample, shopId);
    await loadExport(sample, shopId);
    ordersBefore = await orders();
    paymentsBefore = await payments();
  });

  afterAll(() => sample.close());

  test('orders: the total is that of the preview, and nothing stands in the ledger', async () => {
    const preview = must(await sample.client.call('orders.preview', { selection: selection() }));
    const invoices = line(ordersBefore, 'document', 'Invoices');
    expect(invoices?.saved).toEqual({ count: preview.documents, amountMinor: preview.grossMinor });
    expect([invoices?.posted.count, invoices?.toPostMinor]).toEqual([0, preview.grossMinor]);
    const of = (section: string) =>
      ordersBefore.lines
        .filter((one) => one.section === section)
        .reduce((sum, one) => sum + one.saved.amountMinor, 0);
    expect([of('item'), of('tax')]).toEqual([preview.grossMinor, preview.grossMinor]);
    expect(line(ordersBefore, 'tax', 'VAT 20 %, tax')?.saved.amountMinor).toBeGreaterThan(0);
  });

  test('a mapping that is not saved moves an item to another, and the total stays', async () => {
    const { rows } = must(
      await sample.client.call('products.list', { shopId, status: 'sameCode', limit: 500 }),
    );
    const items = must(
      await sample.client.call('items.search', { ledgerId: sample.ledgerId, text: 'TOTE-NVY' }),
    ).items;
    const tote = items.find((item) => item.code === 'TOTE-NVY');
    const used = rows.find(
      (row) => line(ordersBefore, 'item', row.sellerSku) && row.sellerSku !== 'TOTE-NVY',
    );
    if (!tote || !used) throw new Error('The sample company sells something that is mapped by its code');
    const mappings = [{ skuId: used.skuId, components: [{ itemId: tote.itemId, quantity: 1 }] }];
    const report = await orders({ mappings });
    expect(line(report, 'document', 'Invoices')?.changeMinor).toBe(0);
    const lost = line(report, 'item', used.sellerSku);
    expect(lost?.changeMinor).toBeLessThan(0);
    expect(line(report, 'item', 'TOTE-NVY')?.changeMinor).toBe(-(lost?.changeMinor ?? 0));
    // Nothing was stored.
    expect(await orders()).toEqual(ordersBefore);
  });

  test('a profile that is not saved changes tax, and one of another ledger is refused', async () => {
    const { profile } = must(await sample.client.call('profiles.get', { shopId }));
    if (!profile) throw new Error('The sample shop has a profile');
    const report = await orders({ profile: { ...profile, tax: { mode: 'none' } } });
    expect(line(report, 'tax', 'VAT 20 %, tax')?.changed?.amountMinor).toBe(0);
    expect(line(report, 'tax', 'No tax, net')?.changed?.amountMinor).toBe(
      line(report, 'document', 'Invoices')?.saved.amountMinor,
    );
    const refused = await sample.client.call('whatIf.orders', {
      selection: selection(),
      profile: { ...profile, ledgerId: 'other' },
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  });

  test('payments: what is planned before posting is what was posted, to the cent', async () => {
    expect(paymentsBefore.assumedInvoices).toBeGreaterThan(50);
    await postDelivered(sample, shopId);
    await postPayments(sample, shopId);
    const after = await payments();
    expect(after.lines.length).toBeGreaterThan(8);
    expect(after.left).toEqual([]);
    for (const one of after.lines) {
      expect([one.section, one.name, one.toPostMinor, one.posted]).toEqual([
        one.section,
        one.name,
        0,
        one.saved,
      ]);
      expect([one.name, line(paymentsBefore, one.section, one.name)?.saved]).toEqual([one.name, one.saved]);
    }
    const { settlementMinor } = must(await sample.client.call('payments.preview', { shopId }));
    expect(line(after, 'document', 'Payments')?.posted.amountMinor).toBe(settlementMinor);
  });

  test('payments of one date, with fees as lines of the invoice instead', async () => {
    const { profile } = must(await sample.client.call('profiles.get', { shopId }));
    const { days } = must(await sample.client.call('payments.preview', { shopId }));
    const day = days.find((one) => one.feesMinor < 0);
    if (!profile || !day) throw new Error('The sample shop has a profile and days with fees');
    const report = await payments({
      dates: [day.settledOn],
      profile: { ...profile, feeTreatment: 'invoiceLines' },
    });
    const paid = line(report, 'document', 'Payments');
    expect(paid?.saved).toEqual({ count: 1, amountMinor: day.settlementMinor });
    expect(paid?.changed).toEqual(paid?.saved);
    const fees = report.lines.filter((one) => one.section === 'fee');
    expect(fees.every((one) => one.changed?.amountMinor === 0)).toBe(true);
    const deducted = fees.reduce((sum, one) => sum + one.saved.amountMinor, 0);
    expect(line(report, 'document', 'Lines added to invoices')?.changed?.amountMinor).toBe(deducted);
  });

  test('orders after posting stand as planned', async () => {
    const after = await orders();
    expect(after.lines.filter((one) => one.toPostMinor !== 0)).toEqual([]);
  });
});
