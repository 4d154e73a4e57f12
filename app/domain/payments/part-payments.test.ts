import { describe, expect, test } from 'vitest';
import { dayOf, documentsOf, only, openInvoice, orderRow, paymentInput } from '../testing/builders.ts';
import { LedgerSimulation } from '../testing/ledger-simulation.ts';
import { settle } from '../testing/settle.ts';
import { planPayments } from './plan-payments.ts';

/** accounting.md §3, "two rows": part-payments of one invoice, each knocked off. Pence. */
const order = '570000000000000001';

describe('an order with several rows', () => {
  test('two rows on one day: one knock-off of both parts, their fees added by name', () => {
    const { planned, ledger } = settle(
      paymentInput({
        invoices: [openInvoice(order, 37734)],
        rows: [orderRow({ order, sale: 11780, fees: -1000 }), orderRow({ order, sale: 25954, fees: -2000 })],
      }),
    );
    const payment = only(documentsOf(planned.documents, 'payment'));
    expect(only(payment.allocations)).toMatchObject({
      amountMinor: 37734,
      deductions: [{ name: 'Platform commission fee', amountMinor: 3000 }],
    });
    expect(payment.receivedMinor).toBe(34734);
    expect(planned.outcomes).toHaveLength(2);
    expect(ledger.balanceOf(order)).toBe(0);
  });

  test('two rows on two days: two part-payments, the second takes exactly what the first has left', () => {
    const input = paymentInput({
      invoices: [openInvoice(order, 37734)],
      rows: [
        orderRow({ order, on: '2026-03-12', sale: 25954, fees: -2000 }),
        orderRow({ order, on: '2026-03-10', sale: 11780, fees: -1000 }),
      ],
    });
    const plan = planPayments(input);
    const ledger = new LedgerSimulation(input.invoices.values());
    ledger.post(dayOf(plan.days, '2026-03-10').documents);
    expect(ledger.balanceOf(order)).toBe(25954);
    ledger.post(dayOf(plan.days, '2026-03-12').documents);
    expect(ledger.balanceOf(order)).toBe(0);
  });

  test('two rows that pay more than the invoice has open are held, not squeezed in', () => {
    const plan = planPayments(
      paymentInput({
        invoices: [openInvoice(order, 37733)],
        rows: [
          orderRow({ order, on: '2026-03-10', sale: 11780 }),
          orderRow({ order, on: '2026-03-12', sale: 25954 }),
        ],
      }),
    );
    expect(plan.days.flatMap((one) => one.documents)).toEqual([]);
    expect(plan.days.flatMap((one) => one.blockers)).toMatchObject([
      { code: 'over-allocated', values: { settlementMinor: 37734, booksMinor: 37733 } },
      { code: 'over-allocated', values: { settlementMinor: 37734, booksMinor: 37733 } },
    ]);
  });
});
