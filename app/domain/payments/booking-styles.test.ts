import { describe, expect, test } from 'vitest';
import {
  adjustmentRow,
  aProfile,
  clearingCode,
  dayOf,
  documentsOf,
  feeCode,
  goodsLine,
  only,
  openInvoice,
  orderRow,
  paymentInput,
  saleOrder,
  vat20,
} from '../testing/builders.ts';
import { LedgerSimulation } from '../testing/ledger-simulation.ts';
import { planPayments } from './plan-payments.ts';

/** Invoice timing × fee treatment (design.md §5). The case is the same: two orders, one part refunded, one adjustment. */
const orderA = '570000000000000001';
const orderB = '570000000000000002';
const rows = [
  orderRow({ order: orderA, sale: 1800, fees: -310 }),
  orderRow({ order: orderB, sale: 1800, refund: -900, fees: -170 }),
  adjustmentRow({ amount: -100 }),
];
const settlement = 1490 + 730 - 100;

describe('invoice on post', () => {
  const invoices = [openInvoice(orderA, 1800), openInvoice(orderB, 1800)];

  test('fees as deductions of the payment', () => {
    const input = paymentInput({ invoices, rows, profile: aProfile({ feeTreatment: 'deductions' }) });
    const planned = only(planPayments(input).days);
    expect(planned.documents.map(({ document }) => document.kind)).toEqual([
      'creditNote',
      'creditNote',
      'payment',
    ]);
    const ledger = new LedgerSimulation(invoices);
    ledger.post(planned.documents);
    expect(ledger.clearingMinor).toBe(settlement);
    expect([...ledger.documents.values()].every((held) => held.balanceMinor === 0)).toBe(true);
  });

  test('fees as lines of the invoice: the invoices shrink by their fees and the payment is cash alone', () => {
    const input = paymentInput({ invoices, rows, profile: aProfile({ feeTreatment: 'invoiceLines' }) });
    const planned = only(planPayments(input).days);
    expect(planned.documents.map(({ document }) => document.kind)).toEqual([
      'amendment',
      'amendment',
      'creditNote',
      'creditNote',
      'payment',
    ]);
    const [first, second] = documentsOf(planned.documents, 'amendment');
    expect(first).toMatchObject({ grossMinor: 1490, invoice: { reference: orderA } });
    expect(first?.lines.map((line) => [line.kind, line.grossMinor])).toEqual([
      ['goods', 1800],
      ['fee', -310],
    ]);
    expect(second).toMatchObject({ grossMinor: 1630, invoice: { reference: orderB } });
    const payment = only(documentsOf(planned.documents, 'payment'));
    expect(payment.allocations.flatMap((allocation) => allocation.deductions)).toEqual([]);
    const ledger = new LedgerSimulation(invoices);
    ledger.post(planned.documents);
    expect(ledger.clearingMinor).toBe(settlement);
    expect([...ledger.documents.values()].every((held) => held.balanceMinor === 0)).toBe(true);
  });

  test('fees as lines need a ledger that can amend: otherwise they are deductions', () => {
    const input = paymentInput({
      invoices,
      rows,
      profile: aProfile({ feeTreatment: 'invoiceLines' }),
      capabilities: { laterPayments: true, creditNotes: true, amendInvoice: false },
    });
    const planned = only(planPayments(input).days);
    expect(documentsOf(planned.documents, 'amendment')).toEqual([]);
    expect(only(documentsOf(planned.documents, 'payment')).receivedMinor).toBe(settlement);
  });

  test('a ledger that takes no later payments gets the adjustment document born paid', () => {
    const input = paymentInput({
      rows: [adjustmentRow({ amount: -100 })],
      capabilities: { laterPayments: false, creditNotes: true, amendInvoice: true },
    });
    const planned = only(planPayments(input).days);
    expect(planned.documents).toHaveLength(1);
    expect(only(documentsOf(planned.documents, 'invoice'))).toMatchObject({
      grossMinor: -100,
      settled: { payments: [{ method: clearingCode, amountMinor: -100 }] },
    });
  });

  test('an invoice that has payments already takes its fees as deductions', () => {
    const paid = openInvoice(orderA, 1800, { outstandingMinor: 1000, hasPayments: true });
    const input = paymentInput({
      invoices: [paid],
      rows: [orderRow({ order: orderA, sale: 1000, fees: -100 })],
      profile: aProfile({ feeTreatment: 'invoiceLines' }),
    });
    const planned = only(planPayments(input).days);
    expect(planned.documents.map(({ document }) => document.kind)).toEqual(['payment']);
  });

  test('of two part-payments on two days only the first amends: an amendment writes all lines', () => {
    const input = paymentInput({
      invoices: [openInvoice(orderA, 1800)],
      rows: [
        orderRow({ order: orderA, on: '2026-03-10', sale: 1000, fees: -100 }),
        orderRow({ order: orderA, on: '2026-03-12', sale: 800, fees: -80 }),
      ],
      profile: aProfile({ feeTreatment: 'invoiceLines' }),
    });
    const plan = planPayments(input);
    expect(documentsOf(dayOf(plan.days, '2026-03-10').documents, 'amendment')).toHaveLength(1);
    expect(documentsOf(dayOf(plan.days, '2026-03-12').documents, 'amendment')).toEqual([]);
    const ledger = new LedgerSimulation(input.invoices.values());
    for (const planned of plan.days) ledger.post(planned.documents);
    expect(ledger.balanceOf(orderA)).toBe(0);
    expect(ledger.clearingMinor).toBe(900 + 720);
  });

  test('fees that eat up all of the money leave nothing to knock off by cash', () => {
    const input = paymentInput({
      invoices: [openInvoice(orderA, 100)],
      rows: [orderRow({ order: orderA, sale: 100, fees: -120 })],
      profile: aProfile({ feeTreatment: 'invoiceLines' }),
    });
    const planned = only(planPayments(input).days);
    const payment = only(documentsOf(planned.documents, 'payment'));
    expect(payment.allocations.map((allocation) => allocation.amountMinor)).toEqual([-20]);
    const ledger = new LedgerSimulation(input.invoices.values());
    ledger.post(planned.documents);
    expect(ledger.balanceOf(orderA)).toBe(0);
  });
});

describe('invoice on settlement', () => {
  const uninvoiced = [saleOrder(orderA, [goodsLine(1800)]), saleOrder(orderB, [goodsLine(1800)])];

  test('fees as a payment of their own: invoices born paid by cash and by fees', () => {
    const profile = aProfile({ invoiceTiming: 'onSettlement', feeTreatment: 'deductions' });
    const planned = only(planPayments(paymentInput({ uninvoiced, rows, profile })).days);
    const [first, second, adjustment] = documentsOf(planned.documents, 'invoice');
    expect(planned.documents).toHaveLength(3);
    expect(first).toMatchObject({
      grossMinor: 1800,
      settled: {
        payments: [
          { method: clearingCode, amountMinor: 1490 },
          { method: feeCode, amountMinor: 310 },
        ],
      },
    });
    expect(second?.lines.map((line) => [line.kind, line.grossMinor])).toEqual([
      ['goods', 1800],
      ['refund', -900],
    ]);
    expect(second).toMatchObject({
      grossMinor: 900,
      settled: {
        payments: [
          { method: clearingCode, amountMinor: 730 },
          { method: feeCode, amountMinor: 170 },
        ],
      },
    });
    expect(adjustment).toMatchObject({
      description: 'Tiktok Adjustment',
      grossMinor: -100,
      settled: { payments: [{ method: clearingCode, amountMinor: -100 }] },
    });
    const ledger = new LedgerSimulation([]);
    ledger.post(planned.documents);
    expect(ledger.clearingMinor).toBe(settlement);
  });

  test('fees as lines of the invoice: it is born paid by cash alone', () => {
    const profile = aProfile({ invoiceTiming: 'onSettlement', feeTreatment: 'invoiceLines' });
    const planned = only(planPayments(paymentInput({ uninvoiced, rows, profile })).days);
    const [first] = documentsOf(planned.documents, 'invoice');
    expect(first?.lines.map((line) => [line.kind, line.grossMinor])).toEqual([
      ['goods', 1800],
      ['fee', -310],
    ]);
    expect(first).toMatchObject({
      grossMinor: 1490,
      settled: { payments: [{ method: clearingCode, amountMinor: 1490 }] },
    });
    const ledger = new LedgerSimulation([]);
    ledger.post(planned.documents);
    expect(ledger.clearingMinor).toBe(settlement);
  });

  test('the refund line carries the tax of the goods', () => {
    const profile = aProfile({ invoiceTiming: 'onSettlement', tax: vat20 });
    const taxed = saleOrder(orderB, [goodsLine(1800, vat20)]);
    const refunded = orderRow({ order: orderB, sale: 1800, refund: -900 });
    const planned = only(planPayments(paymentInput({ uninvoiced: [taxed], rows: [refunded], profile })).days);
    const invoice = only(documentsOf(planned.documents, 'invoice'));
    expect(invoice.lines.map(({ kind, netMinor, taxMinor }) => [kind, netMinor, taxMinor])).toEqual([
      ['goods', 1500, 300],
      ['refund', -750, -150],
    ]);
  });

  test('a late refund is an invoice of its own with a negative total', () => {
    const settled = { ...saleOrder(orderA, [goodsLine(1800)]), openMinor: 0 };
    const profile = aProfile({ invoiceTiming: 'onSettlement' });
    const late = orderRow({ order: orderA, refund: -1800, fees: 162 });
    const planned = only(planPayments(paymentInput({ uninvoiced: [settled], rows: [late], profile })).days);
    expect(only(documentsOf(planned.documents, 'invoice'))).toMatchObject({
      grossMinor: -1800,
      settled: {
        payments: [
          { method: clearingCode, amountMinor: -1638 },
          { method: feeCode, amountMinor: -162 },
        ],
      },
    });
  });

  test('a sale and refund without a fee is an invoice of 0.00 without a payment', () => {
    const profile = aProfile({ invoiceTiming: 'onSettlement' });
    const zero = orderRow({ order: orderA, sale: 1800, refund: -1800 });
    const planned = only(planPayments(paymentInput({ uninvoiced, rows: [zero], profile })).days);
    expect(only(documentsOf(planned.documents, 'invoice'))).toMatchObject({
      grossMinor: 0,
      settled: { payments: [] },
    });
    expect(only(planned.documents).source.rowKeys).toEqual([zero.key]);
  });

  test('a part of an order invoices its lines in proportion; tax follows the rule of a line', () => {
    const profile = aProfile({ invoiceTiming: 'onSettlement', tax: vat20 });
    const lines = [goodsLine(15, vat20), goodsLine(1500, vat20)];
    const part = orderRow({ order: orderA, sale: 1111 });
    const planned = only(
      planPayments(
        paymentInput({
          uninvoiced: [saleOrder(orderA, lines)],
          rows: [part],
          profile,
          decisions: new Map([[part.key, { kind: 'partPayment' }]]),
        }),
      ).days,
    );
    const invoice = only(documentsOf(planned.documents, 'invoice'));
    // 11.11 by 0.15 : 15.00 is 0.11 and 11.00; 0.11 ÷ 1.2 = 0.09, 11.00 ÷ 1.2 = 9.17.
    expect(
      invoice.lines.map(({ grossMinor, netMinor, taxMinor }) => [grossMinor, netMinor, taxMinor]),
    ).toEqual([
      [11, 9, 2],
      [1100, 917, 183],
    ]);
  });

  test('an invoice posted before the setting was changed is still knocked off', () => {
    const profile = aProfile({ invoiceTiming: 'onSettlement' });
    const input = paymentInput({
      invoices: [openInvoice(orderA, 1800)],
      uninvoiced: [uninvoiced[1] ?? only([])],
      rows,
      profile,
    });
    const planned = only(planPayments(input).days);
    expect(planned.documents.map(({ document }) => document.kind)).toEqual(['invoice', 'payment', 'invoice']);
    const ledger = new LedgerSimulation(input.invoices.values());
    ledger.post(planned.documents);
    expect(ledger.clearingMinor).toBe(settlement);
    expect(ledger.balanceOf(orderA)).toBe(0);
  });

  test('the accepted difference is a refund line of the invoice', () => {
    const profile = aProfile({ invoiceTiming: 'onSettlement' });
    const less = orderRow({ order: orderA, sale: 1700, fees: -300 });
    const decisions = new Map([[less.key, { kind: 'creditDifference' }]] as const);
    const planned = only(planPayments(paymentInput({ uninvoiced, rows: [less], profile, decisions })).days);
    const invoice = only(documentsOf(planned.documents, 'invoice'));
    expect(invoice.lines.map((line) => [line.kind, line.grossMinor])).toEqual([
      ['goods', 1800],
      ['refund', -100],
    ]);
  });
});
