import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OrderId, toItemId } from '../ids.ts';
import type { FeeRule, PostingProfile } from '../profile.ts';
import type { NamedAmount, SettlementRow } from '../settlement/types.ts';
import {
  adjustmentRow,
  aProfile,
  clearingCode,
  documentsOf,
  feeCode,
  goodsLine,
  openInvoice,
  orderRow,
  paymentInput,
  saleOrder,
} from '../testing/builders.ts';
import { LedgerSimulation } from '../testing/ledger-simulation.ts';
import { isDifferenceRow, movesMoney, toDifferenceRow } from './difference-row.ts';
import { planPayments } from './plan-payments.ts';
import type { DayPlan, OpenInvoice, PaymentInput, UninvoicedOrder } from './types.ts';

/** What was posted for a row, and the difference posted later, against posting the new row at once. */

const order = '570000000000000001';
const feeNames = ['Platform commission fee', 'Shipping cost', 'Affiliate commission'];
const ownItems: FeeRule[] = feeNames.map((feeName) => ({
  feeName,
  item: { itemId: toItemId(feeName), code: feeName, name: feeName },
  deductionName: '',
  method: null,
}));

type Accounts = Record<string, number>;

/** What each account holds: income by item, fees by name, money by method. */
function accountsOf(days: readonly DayPlan[]): Accounts {
  const accounts: Accounts = {};
  const add = (name: string, minor: number) => {
    accounts[name] = (accounts[name] ?? 0) + minor;
  };
  for (const { document } of days.flatMap((day) => day.documents)) {
    if (document.kind === 'payment') {
      add('clearing', document.receivedMinor);
      for (const { deductions } of document.allocations)
        for (const fee of deductions) add(fee.name, -fee.amountMinor);
      continue;
    }
    const sign = document.kind === 'creditNote' ? -1 : 1;
    for (const line of document.lines) {
      // New lines are all lines of an invoice: of these only the fees are new.
      if (document.kind === 'amendment' && line.kind !== 'fee') continue;
      add(line.itemCode, sign * line.grossMinor);
    }
    if (document.kind !== 'invoice') continue;
    for (const { method, amountMinor } of document.settled?.payments ?? [])
      add(
        method === clearingCode ? 'clearing' : `method ${method}`,
        method === clearingCode ? amountMinor : -amountMinor,
      );
  }
  return accounts;
}

/** With what names cannot tell apart in one: fees paid by a method, and fees that found no balance. */
function merged(accounts: Accounts, isMerged: boolean): [string, number][] {
  const sums = new Map<string, number>();
  for (const [name, minor] of Object.entries(accounts)) {
    const isFee = [...feeNames, `method ${feeCode}`, 'FEE', 'ADJUSTMENT'].includes(name);
    const key = isFee && isMerged ? 'fees' : name;
    sums.set(key, (sums.get(key) ?? 0) + minor);
  }
  return [...sums].filter(([, minor]) => minor !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The books after a date was posted, as far as the next plan of the same order reads them. */
function booksAfter(
  input: PaymentInput,
  days: readonly DayPlan[],
): Pick<PaymentInput, 'invoices' | 'uninvoiced'> {
  const ledger = new LedgerSimulation(input.invoices.values());
  for (const day of days) ledger.post(day.documents);
  const documents = days.flatMap((day) => day.documents);
  const invoices = new Map<OrderId, OpenInvoice>();
  for (const [orderId, invoice] of input.invoices) {
    const outstandingMinor = ledger.balanceOf(invoice.reference);
    invoices.set(orderId, { ...invoice, outstandingMinor, hasPayments: documents.length > 0 });
  }
  const uninvoiced = new Map<OrderId, UninvoicedOrder>();
  for (const [orderId, one] of input.uninvoiced) {
    const goods = documentsOf(documents, 'invoice')
      .filter((invoice) => invoice.order === one.saleOrder)
      .flatMap(({ lines }) => lines.filter((line) => line.kind === 'goods'));
    const taken = goods.reduce((sum, line) => sum + line.grossMinor, 0);
    uninvoiced.set(orderId, { ...one, openMinor: one.openMinor - taken });
  }
  return { invoices, uninvoiced };
}

const fees = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom(...feeNames),
    amountMinor: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: -300, max: -1 }) },
      { weight: 1, arbitrary: fc.integer({ min: -9_000, max: 900 }) },
    ),
  }),
  { maxLength: 3, selector: ({ name }) => name },
);

const versions = fc.record({
  sale: fc.integer({ min: 0, max: 5_000 }),
  /** Taken off the sale, and refunded more, in the later file. */
  lessSale: fc.constantFrom(0, 0, 0, 1, 250),
  refunds: fc.constantFrom<readonly [number, number]>([0, 0], [0, 0], [0, -500], [-500, -1_200], [0, -5_000]),
  fees: fc.tuple(fees, fees),
  style: fc.record({
    invoiceTiming: fc.constantFrom('onPost', 'onPost', 'onSettlement'),
    feeTreatment: fc.constantFrom('deductions', 'invoiceLines'),
  }),
});

const fits = (row: SettlementRow) => row.feesMinor <= 0 && -row.feesMinor <= row.revenueMinor;

function books(sale: number, style: Pick<PostingProfile, 'invoiceTiming' | 'feeTreatment'>) {
  const isOnPost = style.invoiceTiming === 'onPost';
  return {
    profile: aProfile({ ...style, feeRules: ownItems }),
    invoices: isOnPost ? [openInvoice(order, sale)] : [],
    uninvoiced: isOnPost ? [] : [saleOrder(order, [goodsLine(sale)])],
  };
}

test('what was posted and the difference are the new row posted at once, in every account to the cent', () => {
  let compared = 0;
  let namedOneByOne = 0;
  fc.assert(
    fc.property(versions, ({ sale, lessSale, refunds, fees: [feesBefore, feesAfter], style }) => {
      fc.pre(sale > lessSale);
      const before = orderRow({ order, sale, refund: refunds[0], fees: feesBefore, ordinal: 1 });
      const spec = { order, sale: sale - lessSale, refund: refunds[1], fees: feesAfter, ordinal: 2 };
      const after = orderRow(spec);
      const start = books(sale, style);
      const credit = new Map([[after.key, { kind: 'creditDifference' as const }]]);

      const input = paymentInput({ ...start, rows: [before] });
      const first = planPayments(input).days;
      const row = toDifferenceRow(before, after);
      const second = planPayments({ ...input, ...booksAfter(input, first), rows: [row] }).days;
      const fresh = planPayments(paymentInput({ ...start, rows: [after], decisions: credit })).days;

      expect(second.map(({ blockers }) => blockers)).toEqual([[]]);
      const difference = accountsOf(second).clearing ?? 0;
      expect(difference).toBe(after.settlementMinor - before.settlementMinor);
      const isNamed = style.invoiceTiming === 'onPost' && fits(before) && fits(after);
      expect(merged(accountsOf([...first, ...second]), !isNamed)).toEqual(
        merged(accountsOf(fresh), !isNamed),
      );
      compared += 1;
      if (isNamed) namedOneByOne += 1;

      // And nothing is left open or taken twice: the ledger would refuse it.
      const ledger = new LedgerSimulation(input.invoices.values());
      for (const day of [...first, ...second]) ledger.post(day.documents);
      for (const held of ledger.documents.values()) expect(held.balanceMinor).toBe(0);
      expect(ledger.clearingMinor).toBe(after.settlementMinor);
    }),
    { numRuns: 1_000 },
  );
  expect(compared).toBeGreaterThan(500);
  expect(namedOneByOne).toBeGreaterThan(200);
});

test('an adjustment that a later file shows with another amount is the difference on the same item', () => {
  fc.assert(
    fc.property(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 }), (was, is) => {
      fc.pre(was !== is && was !== 0 && is !== 0);
      const before = adjustmentRow({ amount: was });
      const after = adjustmentRow({ amount: is });
      const plan = (row: SettlementRow) => planPayments(paymentInput({ rows: [row] })).days;
      const both = accountsOf([...plan(before), ...plan(toDifferenceRow(before, after))]);
      expect(both).toEqual(accountsOf(plan(after)));
    }),
  );
});

test('money that has nowhere to go is held with both values, never posted', () => {
  // The later file refunds less than was credited: the invoice has nothing open that could be paid.
  const before = orderRow({ order, sale: 1_000, refund: -400 });
  const after = orderRow({ order, sale: 1_000, refund: -100 });
  const input = paymentInput({ invoices: [openInvoice(order, 1_000)], rows: [before] });
  const first = planPayments(input).days;
  const row = toDifferenceRow(before, after);
  const [day] = planPayments({ ...input, ...booksAfter(input, first), rows: [row] }).days;
  expect(day).toMatchObject({ state: 'blocked', documents: [], blockers: [{ code: 'over-allocated' }] });
});

test('a fee that has moved to another name is a line for each name, although no money moves', () => {
  const fee = (name: string): NamedAmount[] => [{ name, amountMinor: -120 }];
  const before = orderRow({ order, sale: 1_000, fees: fee('Shipping cost') });
  const after = orderRow({ order, sale: 1_000, fees: fee('Affiliate commission') });
  const input = paymentInput({ ...books(1_000, aProfile()), rows: [before] });
  const first = planPayments(input).days;
  const row = toDifferenceRow(before, after);
  const second = planPayments({ ...input, ...booksAfter(input, first), rows: [row] }).days;
  expect(accountsOf(second)).toEqual({ 'Shipping cost': 120, 'Affiliate commission': -120 });
  expect(accountsOf([...first, ...second])['Affiliate commission']).toBe(-120);
});

test('rows that differ in texts alone make no difference', () => {
  const before = orderRow({ order, sale: 1_000, fees: -100 });
  const same = toDifferenceRow(before, { ...before, rowNumber: 9 });
  expect([isDifferenceRow(before), isDifferenceRow(same), movesMoney(same)]).toEqual([false, true, false]);
});
