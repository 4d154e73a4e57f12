import { describe, expect, test } from 'vitest';
import { documentsOf, only, openInvoice, orderRow, paymentInput } from '../testing/builders.ts';
import { settle } from '../testing/settle.ts';
import { planPayments } from './plan-payments.ts';
import type { OpenInvoice } from './types.ts';

/** accounting.md §3, "revenue ≠ invoice", with each decision a person can take. Pence. */
const order = '570000000000000001';

describe('an invoice that is worth more than the settlement pays (18.00 against 17.00)', () => {
  const invoice: OpenInvoice = openInvoice(order, 1800);
  const row = orderRow({ order, sale: 1700, fees: -300 });

  test('is held, with both values', () => {
    const planned = only(planPayments(paymentInput({ invoices: [invoice], rows: [row] })).days);
    expect(planned).toMatchObject({ state: 'blocked', residualMinor: 1400, documents: [] });
    expect(only(planned.blockers)).toMatchObject({
      code: 'revenue-differs',
      rowKey: row.key,
      orderId: order,
      values: { settlementMinor: 1700, booksMinor: 1800 },
    });
  });

  test('stays held when it is left', () => {
    const decisions = new Map([[row.key, { kind: 'leave' }]] as const);
    const planned = only(planPayments(paymentInput({ invoices: [invoice], rows: [row], decisions })).days);
    expect(planned).toMatchObject({ state: 'blocked', documents: [] });
  });

  test('is cleared by a credit note of 1.00 when the difference is accepted', () => {
    const decisions = new Map([[row.key, { kind: 'creditDifference' }]] as const);
    const { planned, ledger } = settle(paymentInput({ invoices: [invoice], rows: [row], decisions }));
    expect(only(documentsOf(planned.documents, 'creditNote'))).toMatchObject({
      grossMinor: 100,
      appliedMinor: 100,
    });
    expect(only(documentsOf(planned.documents, 'payment')).receivedMinor).toBe(1400);
    expect(planned.creditedMinor).toBe(100);
    expect(ledger.balanceOf(order)).toBe(0);
  });

  test('keeps 1.00 open when the rest is expected later', () => {
    const decisions = new Map([[row.key, { kind: 'partPayment' }]] as const);
    const { planned, ledger } = settle(paymentInput({ invoices: [invoice], rows: [row], decisions }));
    expect(documentsOf(planned.documents, 'creditNote')).toEqual([]);
    expect(ledger.balanceOf(order)).toBe(100);
  });

  test('is paid when the order was corrected', () => {
    const corrected = openInvoice(order, 1700);
    const { ledger } = settle(paymentInput({ invoices: [corrected], rows: [row] }));
    expect(ledger.balanceOf(order)).toBe(0);
  });
});
