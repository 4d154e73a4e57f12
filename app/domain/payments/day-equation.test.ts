import { describe, expect, test } from 'vitest';
import { toRowKey } from '../ids.ts';
import {
  adjustmentRow,
  aProfile,
  dayOf,
  documentsOf,
  only,
  openInvoice,
  orderRow,
  paymentInput,
} from '../testing/builders.ts';
import { LedgerSimulation } from '../testing/ledger-simulation.ts';
import { planPayments } from './plan-payments.ts';
import type { PaymentInput } from './types.ts';

/** accounting.md §§2 and 4: what a date adds up to, and its "Tiktok Adjustment". Pence. */
const orderA = '570000000000000001';
const orderB = '570000000000000002';
const orderC = '570000000000000003';

function fullDay(over: Partial<PaymentInput> = {}): PaymentInput {
  return {
    ...paymentInput({
      invoices: [
        openInvoice(orderA, 1800),
        openInvoice(orderB, 1800),
        openInvoice(orderC, 1800, { outstandingMinor: 0, hasPayments: true }),
      ],
      rows: [
        orderRow({ order: orderA, sale: 1800, fees: -310 }),
        orderRow({ order: orderB, sale: 1800, refund: -1800, fees: -50 }),
        orderRow({ order: orderC, refund: -1800, fees: 162 }),
        adjustmentRow({ id: '7400000000000000001', amount: 2000 }),
        adjustmentRow({ id: '7400000000000000002', amount: 300 }),
        adjustmentRow({ id: '7400000000000000003', type: 'Platform penalty', amount: -40 }),
        adjustmentRow({ id: '3500000000000000001', type: 'GMV Payment for TikTok Ads', amount: -1200 }),
      ],
    }),
    ...over,
  };
}

describe('the day', () => {
  test('allocations to invoices + allocations to credit notes + the adjustment document = Σ settlement', () => {
    const input = fullDay();
    const planned = only(planPayments(input).days);
    expect(planned.settlementMinor).toBe(1490 - 50 - 1638 + 2000 + 300 - 40 - 1200);
    const payment = only(documentsOf(planned.documents, 'payment'));
    const cash = (kind: string) =>
      payment.allocations
        .filter(({ target }) => target.kind === kind)
        .flatMap(({ amountMinor, deductions }) => [amountMinor, ...deductions.map((fee) => -fee.amountMinor)])
        .reduce((sum, amount) => sum + amount, 0);
    // The adjustment document is an invoice here: the date's adjustments come out positive.
    expect(planned.adjustmentDocumentMinor).toBe(2000 + 300 - 40 - 1200 - 50);
    expect(cash('invoice')).toBe(1490 + planned.adjustmentDocumentMinor);
    expect(cash('creditNote')).toBe(-1638);
    expect(payment.receivedMinor).toBe(planned.settlementMinor);
    expect(planned.residualMinor).toBe(0);
  });

  test('settlement is revenue + fees + adjustments, each shown', () => {
    const planned = only(planPayments(fullDay()).days);
    expect(planned).toMatchObject({
      revenueMinor: 0,
      feesMinor: -198,
      adjustmentsMinor: 1060,
      gmvAdsMinor: -1200,
    });
    expect(planned.revenueMinor + planned.feesMinor + planned.adjustmentsMinor).toBe(planned.settlementMinor);
    expect(planned).toMatchObject({ rowCount: 7, orderRows: 3, adjustmentRows: 4 });
  });

  test('the payment clears every document of the date and moves the clearing account by its settlement', () => {
    const input = fullDay();
    const planned = only(planPayments(input).days);
    const ledger = new LedgerSimulation(input.invoices.values());
    ledger.post(planned.documents);
    expect([...ledger.documents.values()].every((held) => held.balanceMinor === 0)).toBe(true);
    expect(ledger.clearingMinor).toBe(planned.settlementMinor);
  });

  test('documents are in posting order: what is knocked off stands before the payment', () => {
    const kinds = only(planPayments(fullDay()).days).documents.map(({ document }) => document.kind);
    expect(kinds).toEqual(['creditNote', 'creditNote', 'invoice', 'payment']);
  });

  test('the payment names every row of the date', () => {
    const input = fullDay();
    const payment = only(planPayments(input).days).documents.at(-1);
    expect(payment?.source.rowKeys.toSorted()).toEqual(input.rows.map((row) => row.key).toSorted());
    expect(payment?.source.orderIds.toSorted()).toEqual([orderA, orderB, orderC]);
  });

  test('over the file, days add up to the total settlement amount', () => {
    const plan = planPayments(
      paymentInput({
        rows: [
          adjustmentRow({ on: '2026-03-10', amount: 500 }),
          adjustmentRow({ on: '2026-03-11', amount: -200 }),
          orderRow({ on: '2026-03-12', sale: 900 }),
        ],
      }),
    );
    expect(plan.days.map((one) => one.settledOn)).toEqual(['2026-03-10', '2026-03-11', '2026-03-12']);
    expect(plan.settlementMinor).toBe(1200);
    expect(plan.residualMinor).toBe(900);
  });
});

describe('the "Tiktok Adjustment"', () => {
  test('has one line per type with its ids, GMV ads on a line of their own, and kept fees by order', () => {
    const planned = only(planPayments(fullDay()).days);
    expect(planned.adjustmentLines).toEqual([
      { label: 'GMV Payment for TikTok Ads', amountMinor: -1200, ids: ['3500000000000000001'] },
      {
        label: 'Logistics reimbursement',
        amountMinor: 2300,
        ids: ['7400000000000000001', '7400000000000000002'],
      },
      { label: 'Platform penalty', amountMinor: -40, ids: ['7400000000000000003'] },
      { label: `Fees not returned, order ${orderB}`, amountMinor: -50, ids: [orderB] },
    ]);
    const document = only(documentsOf(planned.documents, 'invoice'));
    expect(document).toMatchObject({ description: 'Tiktok Adjustment', grossMinor: 1010, settled: null });
    expect(document.lines.map((line) => [line.description, line.grossMinor])).toEqual([
      ['GMV Payment for TikTok Ads (3500000000000000001)', -1200],
      ['Logistics reimbursement (7400000000000000001, 7400000000000000002)', 2300],
      ['Platform penalty (7400000000000000003)', -40],
      [`Fees not returned, order ${orderB}`, -50],
    ]);
  });

  const negative = [adjustmentRow({ amount: -4578 }), adjustmentRow({ type: 'Rebate', amount: 1000 })];

  test('net negative is a credit note, its lines turned round', () => {
    const planned = only(planPayments(paymentInput({ rows: negative })).days);
    const document = only(documentsOf(planned.documents, 'creditNote'));
    expect(document).toMatchObject({ grossMinor: 3578, appliedMinor: 0, invoice: null });
    expect(document.lines.map((line) => line.grossMinor)).toEqual([4578, -1000]);
    expect(only(documentsOf(planned.documents, 'payment')).allocations).toMatchObject([
      { target: { kind: 'creditNote', reference: document.reference }, amountMinor: -3578 },
    ]);
  });

  test('net negative is a negative invoice where the ledger knows no credit note', () => {
    const capabilities = { laterPayments: true, creditNotes: false, amendInvoice: true };
    const planned = only(planPayments(paymentInput({ rows: negative, capabilities })).days);
    const document = only(documentsOf(planned.documents, 'invoice'));
    expect(document).toMatchObject({ grossMinor: -3578, settled: null });
    expect(document.lines.map((line) => line.grossMinor)).toEqual([-4578, 1000]);
    expect(only(documentsOf(planned.documents, 'payment')).allocations).toMatchObject([
      { target: { kind: 'invoice', reference: document.reference }, amountMinor: -3578 },
    ]);
  });

  test('a type that comes out at nothing keeps its line of 0.00', () => {
    const rows = [
      adjustmentRow({ id: '7400000000000000001', amount: 500 }),
      adjustmentRow({ id: '7400000000000000002', amount: -500 }),
      adjustmentRow({ id: '7400000000000000003', type: 'Platform penalty', amount: -40 }),
    ];
    const planned = only(planPayments(paymentInput({ rows })).days);
    const document = only(documentsOf(planned.documents, 'creditNote'));
    expect(document.lines.map((line) => line.grossMinor)).toEqual([0, 40]);
  });

  test('adjustments that cancel out make a document of 0.00 and no payment', () => {
    const rows = [adjustmentRow({ amount: 500 }), adjustmentRow({ type: 'Platform penalty', amount: -500 })];
    const planned = only(planPayments(paymentInput({ rows })).days);
    expect(planned.documents.map(({ document }) => document.kind)).toEqual(['invoice']);
    expect(only(planned.documents).source.rowKeys).toHaveLength(2);
  });

  test('ids are listed in their own order, whatever identifies their rows', () => {
    const rows = [2, 3, 1].map((last, place) => ({
      ...adjustmentRow({ id: `740000000000000000${last}`, amount: 100 }),
      key: toRowKey(`row ${place}`),
    }));
    const ids = ['7400000000000000001', '7400000000000000002', '7400000000000000003'];
    expect(only(only(planPayments(paymentInput({ rows })).days).adjustmentLines).ids).toEqual(ids);
  });

  test('more ids than a line can hold are counted; the plan keeps all of them', () => {
    const rows = Array.from({ length: 7 }, (_, index) =>
      adjustmentRow({ id: `740000000000000000${index}`, amount: 100 }),
    );
    const planned = only(planPayments(paymentInput({ rows })).days);
    expect(only(planned.adjustmentLines).ids).toHaveLength(7);
    const line = only(only(documentsOf(planned.documents, 'invoice')).lines);
    expect(line.description).toMatch(/\(7400000000000000000, .*7400000000000000004 and 2 more\)$/);
  });
});

describe('the rule "the order no. starts with 7"', () => {
  const profile = aProfile({ adjustmentRule: 'startsWith7' });

  test('leaves the ads deduction over and blocks its date', () => {
    const planned = only(planPayments(fullDay({ profile })).days);
    expect(planned).toMatchObject({ state: 'blocked', residualMinor: -1200, documents: [] });
    expect(only(planned.blockers)).toMatchObject({ code: 'outside-rule' });
    expect(only(planned.blockers).message).toContain('3500000000000000001');
  });

  test('books the other dates of the file', () => {
    const rows = [
      adjustmentRow({ on: '2026-03-10', amount: 2000 }),
      adjustmentRow({
        on: '2026-03-11',
        id: '3500000000000000001',
        type: 'GMV Payment for TikTok Ads',
        amount: -5,
      }),
    ];
    const plan = planPayments(paymentInput({ rows, profile }));
    expect(dayOf(plan.days, '2026-03-10').state).toBe('ready');
    expect(dayOf(plan.days, '2026-03-11').state).toBe('blocked');
  });

  test('by type, the same date is ready', () => {
    expect(only(planPayments(fullDay()).days).state).toBe('ready');
  });
});
