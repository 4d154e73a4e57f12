import { describe, expect, test } from 'vitest';
import { toOrderId, toRowKey } from '../ids.ts';
import { unexplainedFeeOf } from '../settlement/unexplained-fees.ts';
import type { InputSpec } from '../testing/builders.ts';
import {
  adjustmentRow,
  aProfile,
  currency,
  dayOf,
  documentsOf,
  only,
  openInvoice,
  orderRow,
  paymentInput,
  settlementRow,
} from '../testing/builders.ts';
import { planPayments } from './plan-payments.ts';

/** What keeps a date from being posted, and what frees it (accounting.md §§3 and 5). */
const order = '570000000000000001';
const other = '570000000000000002';
const good = orderRow({ order: other, on: '2026-03-11', sale: 500 });

/** One row on 10 March beside a plain one on 11 March. */
function planBeside(spec: InputSpec) {
  const { rows = [], invoices = [] } = spec;
  const plan = planPayments(
    paymentInput({ ...spec, rows: [...rows, good], invoices: [...invoices, openInvoice(other, 500)] }),
  );
  return { held: dayOf(plan.days, '2026-03-10'), free: dayOf(plan.days, '2026-03-11') };
}

describe('a row without an invoice', () => {
  const row = orderRow({ order, sale: 1800 });

  test('blocks its date and no other', () => {
    const { held, free } = planBeside({ rows: [row] });
    expect(held).toMatchObject({ state: 'blocked', documents: [], residualMinor: 1800 });
    expect(only(held.blockers)).toMatchObject({ code: 'no-invoice', rowKey: row.key, orderId: order });
    expect(free.state).toBe('ready');
    expect(only(free.documents).document.kind).toBe('payment');
  });

  test('says whether the order was fetched', () => {
    const unfetched = planBeside({ rows: [row] }).held;
    expect(only(unfetched.blockers).message).toBe(`Order ${order} is not in the books. Fetch and post it.`);
    const uninvoiced = [
      {
        orderId: toOrderId(order),
        state: 'held' as const,
        reason: 'Missing item code: MUG.',
        saleOrder: null,
        openMinor: 0,
      },
    ];
    const fetched = planBeside({ rows: [row], uninvoiced }).held;
    expect(only(fetched.blockers).message).toBe(`Order ${order} has no invoice. Missing item code: MUG.`);
  });

  test.each(['noGoods', 'cancelled'] as const)('blocks even a %s order when money came for it', (state) => {
    const uninvoiced = [{ orderId: toOrderId(order), state, reason: 'x', saleOrder: null, openMinor: 0 }];
    const { held } = planBeside({ rows: [row], uninvoiced });
    expect(only(held.blockers).code).toBe('no-invoice');
  });

  test('a good row of the same date waits with it', () => {
    const rows = [row, orderRow({ order: other, on: '2026-03-10', sale: 500 })];
    const planned = only(planPayments(paymentInput({ rows, invoices: [openInvoice(other, 500)] })).days);
    expect(planned).toMatchObject({
      state: 'blocked',
      documents: [],
      allocatedMinor: 500,
      residualMinor: 1800,
    });
  });
});

describe('a type not seen before', () => {
  const row = settlementRow({
    id: '7400000000000000009',
    kind: 'unknown',
    type: 'Moon tax',
    adjustmentMinor: -250,
  });

  test('is shown with its amount and blocks its date', () => {
    const { held, free } = planBeside({ rows: [row] });
    expect(held).toMatchObject({ state: 'blocked', residualMinor: -250, documents: [] });
    expect(only(held.blockers)).toMatchObject({ code: 'unknown-type', rowKey: row.key });
    expect(only(held.blockers).message).toContain('Moon tax');
    expect(free.state).toBe('ready');
  });

  test('is a line of the adjustment document once the user says adjustment', () => {
    const typeMeanings = new Map([['moon tax', 'adjustment']] as const);
    const { held } = planBeside({ rows: [row], typeMeanings });
    expect(held.state).toBe('ready');
    expect(only(held.adjustmentLines)).toMatchObject({ label: 'Moon tax', amountMinor: -250 });
  });

  test('is knocked off its order once the user says order', () => {
    const sale = settlementRow({
      id: order,
      kind: 'unknown',
      type: 'Pre-order sale',
      relatedOrderId: toOrderId(order),
      revenueMinor: 1800,
      saleMinor: 1800,
    });
    const typeMeanings = new Map([['pre-order sale', 'order']] as const);
    const { held } = planBeside({ rows: [sale], typeMeanings, invoices: [openInvoice(order, 1800)] });
    expect(held).toMatchObject({ state: 'ready', allocatedMinor: 1800, orderRows: 1 });
  });

  test('shares the balance of its invoice with the other rows of the order', () => {
    const extra = settlementRow({
      id: '7400000000000000009',
      kind: 'unknown',
      type: 'Exchange sale',
      relatedOrderId: toOrderId(order),
      revenueMinor: 1800,
      saleMinor: 1800,
    });
    const typeMeanings = new Map([['exchange sale', 'order']] as const);
    const rows = [orderRow({ order, sale: 1800 }), extra];
    const { held } = planBeside({ rows, typeMeanings, invoices: [openInvoice(order, 1800)] });
    expect(held).toMatchObject({ state: 'blocked', documents: [] });
    expect(held.blockers.map((blocker) => blocker.code)).toEqual(['over-allocated', 'over-allocated']);
  });
});

describe('a row that shows booked money with other values', () => {
  const row = orderRow({ order, sale: 1700 });
  const changes = new Map([[row.key, toRowKey('the booked row')]]);
  const invoices = [openInvoice(order, 1800, { outstandingMinor: 0, hasPayments: true })];

  test('is a change to look at, never booked silently', () => {
    const { held, free } = planBeside({ rows: [row], changes, invoices });
    expect(held).toMatchObject({ state: 'blocked', documents: [] });
    expect(only(held.blockers)).toMatchObject({ code: 'changed-row', rowKey: row.key });
    expect(free.state).toBe('ready');
  });

  test('is ignored for a reason, and its date is free', () => {
    const decisions = new Map([[row.key, { kind: 'ignore', reason: 'Already booked as 18.00' }]] as const);
    const reimbursed = adjustmentRow({ amount: 300 });
    const { held } = planBeside({ rows: [row, reimbursed], changes, invoices, decisions });
    expect(held).toMatchObject({ state: 'ready', settlementMinor: 300, residualMinor: 0, rowCount: 1 });
    const payment = only(documentsOf(held.documents, 'payment'));
    expect(payment.receivedMinor).toBe(300);
    expect(held.documents.flatMap(({ source }) => source.rowKeys)).not.toContain(row.key);
  });

  test('a row that changes nothing cannot be ignored away', () => {
    const decisions = new Map([[row.key, { kind: 'ignore', reason: 'Do not want it' }]] as const);
    const { held } = planBeside({ rows: [row], decisions, invoices });
    expect(held).toMatchObject({ state: 'blocked', settlementMinor: 1700 });
  });
});

describe('other obstacles', () => {
  test('a problem of the file blocks the row it touches, in its words', () => {
    const row = adjustmentRow({ amount: 100 });
    const rowProblems = new Map([[row.key, 'The fee column “Moon fee” is not known.']]);
    const { held, free } = planBeside({ rows: [row], rowProblems });
    expect(only(held.blockers)).toMatchObject({
      code: 'file-problem',
      message: 'The fee column “Moon fee” is not known.',
    });
    expect(free.state).toBe('ready');
  });

  test('another currency is not booked into the shop’s', () => {
    const row = { ...adjustmentRow({ amount: 100 }), currency: currency('EUR') };
    expect(only(planBeside({ rows: [row] }).held.blockers).code).toBe('currency-differs');
  });

  test('an incomplete profile blocks every date and says what to choose', () => {
    const { held, free } = planBeside({
      rows: [adjustmentRow({ amount: 100 })],
      profile: aProfile({ adjustmentItem: null, clearingMethod: null }),
    });
    for (const planned of [held, free]) {
      expect(planned.documents).toEqual([]);
      expect(planned.blockers.map(({ code, message }) => [code, message])).toEqual([
        ['profile', 'Choose the item for adjustments.'],
        ['profile', 'Choose the payment method of the TikTok clearing account.'],
      ]);
    }
  });

  test('a ledger that takes no payments of open invoices blocks the rows that need one', () => {
    const capabilities = { laterPayments: false, creditNotes: true, amendInvoice: false };
    const row = orderRow({ order, sale: 1800 });
    const plan = planPayments(
      paymentInput({ rows: [row], invoices: [openInvoice(order, 1800)], capabilities }),
    );
    expect(only(plan.days)).toMatchObject({ state: 'blocked', documents: [] });
    expect(only(only(plan.days).blockers)).toMatchObject({ code: 'profile', rowKey: row.key });
  });

  test('a ledger without credit notes blocks the refund of an open invoice', () => {
    const capabilities = { laterPayments: true, creditNotes: false, amendInvoice: false };
    const row = orderRow({ order, sale: 1800, refund: -900 });
    const { held, free } = planBeside({ rows: [row], invoices: [openInvoice(order, 1800)], capabilities });
    expect(held).toMatchObject({ state: 'blocked', documents: [] });
    expect(only(held.blockers)).toMatchObject({ code: 'profile', rowKey: row.key });
    expect(free.state).toBe('ready');
  });

  test('a fee that no column explains keeps its date open until a person says that it is one', () => {
    const fees = [
      { name: 'Platform commission fee', amountMinor: -200 },
      { name: unexplainedFeeOf(['Moon landing fee']), amountMinor: -50 },
    ];
    const rows = [orderRow({ order, sale: 1800, fees })];
    const invoices = [openInvoice(order, 1800)];
    const { held, free } = planBeside({ rows, invoices });
    expect(held).toMatchObject({ state: 'blocked', documents: [] });
    expect(only(held.blockers)).toMatchObject({
      code: 'unknown-fee',
      message: expect.stringContaining('Moon landing fee'),
    });
    expect(free.state).toBe('ready');
    const typeMeanings = new Map([['unknown column: moon landing fee', 'fee']] as const);
    expect(planBeside({ rows, invoices, typeMeanings }).held).toMatchObject({
      state: 'ready',
      residualMinor: 0,
    });
  });
});
