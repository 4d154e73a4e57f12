import { describe, expect, test } from 'vitest';
import { toItemId, toOrderId, toSkuId } from '../ids.ts';
import { planInvoices } from '../invoices/plan-invoices.ts';
import { createItemResolver } from '../mapping.ts';
import {
  adjustmentRow,
  anOrder,
  anOrderLine,
  aProfile,
  clearingCode,
  day,
  dayOf,
  documentsOf,
  only,
  openInvoice,
  orderRow,
  paymentInput,
  settlementRow,
  vat20,
} from '../testing/builders.ts';
import { LedgerSimulation } from '../testing/ledger-simulation.ts';
import { settle } from '../testing/settle.ts';
import { planPayments } from './plan-payments.ts';

/** accounting.md §3, case by case with its figures. Pence. */
const order = '570000000000000001';

describe('one settlement row becomes', () => {
  test('plain: an invoice of 18.00 knocked off by 14.90 paid and 3.10 fees', () => {
    const sold = anOrder({
      orderId: toOrderId(order),
      lines: [
        anOrderLine({
          skuId: toSkuId('sku-mug'),
          quantity: 2,
          unitPriceMinor: 1000,
          sellerDiscountMinor: 200,
          platformDiscountMinor: 100,
        }),
      ],
    });
    const resolve = createItemResolver({
      items: [
        { itemId: toItemId('item-mug'), code: 'MUG', name: 'Mug', isActive: true, salePriceMinor: null },
      ],
      saved: new Map(),
      skus: new Map(),
    });
    const invoice = only(
      documentsOf(planInvoices([sold], resolve, aProfile(), 'default').documents, 'invoice'),
    );
    expect(invoice.grossMinor).toBe(1800);

    const held = openInvoice(order, invoice.grossMinor, {
      lines: invoice.lines,
      reference: invoice.reference,
    });
    const { planned, ledger } = settle(
      paymentInput({
        invoices: [held],
        rows: [
          orderRow({
            order,
            sale: 1800,
            fees: [
              { name: 'Platform commission fee', amountMinor: -210 },
              { name: 'Shipping cost', amountMinor: -100 },
            ],
          }),
        ],
      }),
    );
    const payment = only(documentsOf(planned.documents, 'payment'));
    expect(payment).toMatchObject({ receivedMinor: 1490, method: clearingCode, issuedOn: '2026-03-10' });
    expect(payment.allocations).toEqual([
      {
        target: { by: 'id', kind: 'invoice', documentId: held.documentId, reference: held.reference },
        amountMinor: 1800,
        deductions: [
          { name: 'Platform commission fee', amountMinor: 210 },
          { name: 'Shipping cost', amountMinor: 100 },
        ],
      },
    ]);
    expect(ledger.balanceOf(held.reference)).toBe(0);
    expect(ledger.clearingMinor).toBe(1490);
  });

  test('part refund: a credit note of 9.00, then 7.30 paid and 1.70 fees', () => {
    const row = orderRow({ order, sale: 1800, refund: -900, fees: -170 });
    expect(row).toMatchObject({ revenueMinor: 900, settlementMinor: 730 });
    const { planned, ledger } = settle(paymentInput({ invoices: [openInvoice(order, 1800)], rows: [row] }));
    expect(planned.documents.map(({ document }) => document.kind)).toEqual(['creditNote', 'payment']);
    expect(only(documentsOf(planned.documents, 'creditNote'))).toMatchObject({
      grossMinor: 900,
      appliedMinor: 900,
      invoice: { reference: order },
    });
    const payment = only(documentsOf(planned.documents, 'payment'));
    expect(payment.receivedMinor).toBe(730);
    expect(only(payment.allocations)).toMatchObject({
      amountMinor: 900,
      deductions: [{ name: 'Platform commission fee', amountMinor: 170 }],
    });
    expect(ledger.balanceOf(order)).toBe(0);
  });

  test('full refund with a fee kept: a credit note of 18.00, and 0.50 in the adjustment document', () => {
    const row = orderRow({ order, sale: 1800, refund: -1800, fees: -50 });
    expect(row).toMatchObject({ revenueMinor: 0, settlementMinor: -50 });
    const { planned, ledger } = settle(paymentInput({ invoices: [openInvoice(order, 1800)], rows: [row] }));
    const [creditNote, adjustment] = documentsOf(planned.documents, 'creditNote');
    expect(creditNote).toMatchObject({ grossMinor: 1800, appliedMinor: 1800, invoice: { reference: order } });
    expect(adjustment).toMatchObject({ grossMinor: 50, description: 'Tiktok Adjustment', invoice: null });
    expect(adjustment?.lines.map((line) => line.description)).toEqual([`Fees not returned, order ${order}`]);
    expect(only(documentsOf(planned.documents, 'payment')).receivedMinor).toBe(-50);
    expect(planned.adjustmentDocumentMinor).toBe(-50);
    expect(ledger.balanceOf(order)).toBe(0);
    expect(ledger.balanceOf(adjustment?.reference ?? '')).toBe(0);
    expect(ledger.clearingMinor).toBe(-50);
  });

  test('zero row: the credit note clears the invoice, nothing is paid, and the row is booked', () => {
    const row = orderRow({ order, sale: 1800, refund: -1800 });
    const { planned, ledger } = settle(paymentInput({ invoices: [openInvoice(order, 1800)], rows: [row] }));
    expect(planned.documents.map(({ document }) => document.kind)).toEqual(['creditNote']);
    expect(only(planned.documents).source.rowKeys).toEqual([row.key]);
    expect(only(planned.outcomes)).toMatchObject({ rowKey: row.key, creditedMinor: 1800, cashMinor: 0 });
    expect(planned.rowCount).toBe(1);
    expect(ledger.balanceOf(order)).toBe(0);
  });

  test('late refund of a paid invoice: a credit note of 18.00 knocked off by 16.38 taken and 1.62 given back', () => {
    const row = orderRow({ order, refund: -1800, fees: 162 });
    expect(row).toMatchObject({ revenueMinor: -1800, settlementMinor: -1638 });
    const paid = openInvoice(order, 1800, { outstandingMinor: 0, hasPayments: true });
    const { planned, ledger } = settle(paymentInput({ invoices: [paid], rows: [row] }));
    const creditNote = only(documentsOf(planned.documents, 'creditNote'));
    expect(creditNote).toMatchObject({ grossMinor: 1800, appliedMinor: 0 });
    const payment = only(documentsOf(planned.documents, 'payment'));
    expect(payment.receivedMinor).toBe(-1638);
    expect(payment.allocations).toEqual([
      {
        target: { by: 'reference', kind: 'creditNote', reference: creditNote.reference },
        amountMinor: -1800,
        deductions: [{ name: 'Platform commission fee', amountMinor: -162 }],
      },
    ]);
    expect(ledger.balanceOf(creditNote.reference)).toBe(0);
    expect(ledger.balanceOf(order)).toBe(0);
  });

  test('a row without a sale settles nothing: the invoice stays open for the row that does', () => {
    const rows = [
      orderRow({ order, refund: -500, ordinal: 1 }),
      orderRow({ order, on: '2026-03-10', fees: -20, ordinal: 2 }),
    ];
    const { planned, ledger } = settle(paymentInput({ invoices: [openInvoice(order, 1800)], rows }));
    expect(planned).toMatchObject({ state: 'ready', creditedMinor: 500, adjustmentDocumentMinor: -20 });
    expect(ledger.balanceOf(order)).toBe(1800);
    expect(ledger.clearingMinor).toBe(-520);
  });

  test('a credit note carries the tax of the goods', () => {
    const row = orderRow({ order, sale: 1800, refund: -900 });
    const profile = aProfile({ tax: vat20 });
    const { planned } = settle(paymentInput({ invoices: [openInvoice(order, 1800)], rows: [row], profile }));
    const creditNote = only(documentsOf(planned.documents, 'creditNote'));
    expect(only(creditNote.lines)).toMatchObject({
      kind: 'refund',
      grossMinor: 900,
      netMinor: 750,
      taxMinor: 150,
    });
  });

  test('reversal: as a late refund, and fees charged on it go to the adjustment document', () => {
    const first = orderRow({ order, on: '2026-03-10', sale: 104444, fees: -9000 });
    const second = orderRow({ order, on: '2026-03-12', refund: -131698, fees: -700 });
    const input = paymentInput({ invoices: [openInvoice(order, 104444)], rows: [first, second] });
    const plan = planPayments(input);
    const ledger = new LedgerSimulation(input.invoices.values());
    ledger.post(dayOf(plan.days, '2026-03-10').documents);
    const reversed = dayOf(plan.days, '2026-03-12');
    ledger.post(reversed.documents);
    const [creditNote, adjustment] = documentsOf(reversed.documents, 'creditNote');
    expect(creditNote).toMatchObject({ grossMinor: 131698, appliedMinor: 0 });
    expect(adjustment).toMatchObject({ grossMinor: 700, description: 'Tiktok Adjustment' });
    expect(only(documentsOf(reversed.documents, 'payment')).receivedMinor).toBe(-132398);
    expect([...ledger.documents.values()].map((held) => held.balanceMinor)).toEqual([0, 0, 0]);
    expect(ledger.clearingMinor).toBe(first.settlementMinor + second.settlementMinor);
  });

  test('fees larger than the revenue: the balance takes what it can, the rest is an adjustment', () => {
    const row = orderRow({ order, sale: 500, fees: -700 });
    const { planned, ledger } = settle(paymentInput({ invoices: [openInvoice(order, 500)], rows: [row] }));
    expect(only(planned.outcomes)).toMatchObject({
      cashMinor: 0,
      deductions: [{ name: 'Platform commission fee', amountMinor: 500 }],
      adjustmentMinor: -200,
    });
    expect(ledger.balanceOf(order)).toBe(0);
    expect(ledger.clearingMinor).toBe(-200);
  });

  test('fees given back with a sale: the invoice is paid in full, the rest is an adjustment', () => {
    const row = orderRow({ order, sale: 500, fees: 20 });
    const { planned, ledger } = settle(paymentInput({ invoices: [openInvoice(order, 500)], rows: [row] }));
    expect(only(planned.outcomes)).toMatchObject({ cashMinor: 500, deductions: [], adjustmentMinor: 20 });
    expect(only(planned.adjustmentLines).label).toBe(`Fees given back, order ${order}`);
    expect(ledger.clearingMinor).toBe(520);
  });

  test('adjustment: a line of −45.78 in the adjustment document of the day', () => {
    const row = adjustmentRow({ id: '7400000000000000001', amount: -4578, relatedOrder: order });
    const { planned, ledger } = settle(paymentInput({ rows: [row] }));
    expect(planned.adjustmentLines).toEqual([
      { label: 'Logistics reimbursement', amountMinor: -4578, ids: ['7400000000000000001'] },
    ]);
    expect(planned.documents.map(({ document }) => document.kind)).toEqual(['creditNote', 'payment']);
    expect(only(documentsOf(planned.documents, 'payment')).receivedMinor).toBe(-4578);
    expect(ledger.clearingMinor).toBe(-4578);
  });

  test('reserve collected and released: no revenue, no fee, no document; both are listed', () => {
    const reserve = (on: string, reserveMinor: number) =>
      settlementRow(
        {
          id: `reserve-${on}`,
          kind: 'reserve',
          type: 'Reserve',
          relatedOrderId: toOrderId(order),
          reserveMinor,
        },
        { on },
      );
    const input = paymentInput({
      invoices: [openInvoice(order, 1800)],
      rows: [
        orderRow({ order, on: '2026-03-10', sale: 1800, fees: -310 }),
        reserve('2026-03-10', -4000),
        reserve('2026-03-20', 4000),
      ],
    });
    const plan = planPayments(input);
    const collected = dayOf(plan.days, '2026-03-10');
    const released = dayOf(plan.days, '2026-03-20');
    expect(only(collected.reserve)).toMatchObject({ orderId: order, amountMinor: -4000 });
    expect(only(released.reserve)).toMatchObject({ orderId: order, amountMinor: 4000 });
    expect(only(documentsOf(collected.documents, 'payment')).receivedMinor).toBe(1490);
    expect(released).toMatchObject({ state: 'ready', settlementMinor: 0, residualMinor: 0, documents: [] });
    expect(collected).toMatchObject({ revenueMinor: 1800, feesMinor: -310, adjustmentDocumentMinor: 0 });
  });
});

test('a settled date is a business date of the row, untouched by any zone', () => {
  const row = adjustmentRow({ amount: 100, on: '2026-03-29' });
  const input = paymentInput({ rows: [row], profile: aProfile({ timeZone: 'Pacific/Auckland' }) });
  const documents = only(planPayments(input).days).documents;
  expect(documents.map(({ document }) => document.issuedOn)).toEqual([day('2026-03-29'), day('2026-03-29')]);
});
