import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SettlementRow } from '../settlement/types.ts';
import { documentsOf } from '../testing/builders.ts';
import { LedgerSimulation } from '../testing/ledger-simulation.ts';
import { settlements, shuffledSettlements } from '../testing/settlement-arbitrary.ts';
import { planPayments } from './plan-payments.ts';
import type { DayPlan, PaymentInput, PaymentPlan } from './types.ts';

/** The invariants of design.md §4, each for any settlement. */

const runs = { numRuns: 300 };

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function rowsOf(input: PaymentInput, planned: DayPlan): readonly SettlementRow[] {
  return input.rows.filter((row) => row.settledOn === planned.settledOn);
}

function readyDays(plan: PaymentPlan): readonly DayPlan[] {
  return plan.days.filter((planned) => planned.state === 'ready');
}

function post(input: PaymentInput, days: readonly DayPlan[]): LedgerSimulation {
  const ledger = new LedgerSimulation(input.invoices.values());
  for (const planned of days) ledger.post(planned.documents);
  return ledger;
}

/** The books after the ready dates were posted: their rows are booked, the invoices are what the ledger says. */
function booksAfter(input: PaymentInput, plan: PaymentPlan, ledger: LedgerSimulation): PaymentInput {
  const ready = readyDays(plan);
  const booked = new Set(ready.map((planned) => planned.settledOn));
  const documents = ready.flatMap((planned) => planned.documents);
  const invoices = [...input.invoices].map(([orderId, invoice]) => {
    const amended = documentsOf(documents, 'amendment').find(
      (document) => document.invoice.reference === invoice.reference,
    );
    const hasPayments = documentsOf(documents, 'payment').some((payment) =>
      payment.allocations.some(({ target }) => target.reference === invoice.reference),
    );
    const outstandingMinor = ledger.balanceOf(invoice.reference);
    return [
      orderId,
      { ...invoice, lines: amended?.lines ?? invoice.lines, hasPayments, outstandingMinor },
    ] as const;
  });
  const uninvoiced = [...input.uninvoiced].map(([orderId, order]) => {
    const born = documentsOf(documents, 'invoice').filter((invoice) => invoice.order === order.saleOrder);
    const goods = born.flatMap(({ lines }) => lines.filter((line) => line.kind === 'goods'));
    return [
      orderId,
      { ...order, openMinor: order.openMinor - sum(goods.map((line) => line.grossMinor)) },
    ] as const;
  });
  return {
    ...input,
    rows: input.rows.filter((row) => !booked.has(row.settledOn)),
    invoices: new Map(invoices),
    uninvoiced: new Map(uninvoiced),
  };
}

describe('any settlement', () => {
  test('its parts sum to its total, date by date', () => {
    fc.assert(
      fc.property(settlements, ({ input }) => {
        const plan = planPayments(input);
        expect(plan.settlementMinor).toBe(sum(input.rows.map((row) => row.settlementMinor)));
        for (const planned of plan.days) {
          expect(planned.settlementMinor).toBe(sum(rowsOf(input, planned).map((row) => row.settlementMinor)));
          expect(planned.allocatedMinor + planned.adjustmentDocumentMinor + planned.residualMinor).toBe(
            planned.settlementMinor,
          );
          expect(planned.revenueMinor + planned.feesMinor + planned.adjustmentsMinor).toBe(
            planned.settlementMinor,
          );
          for (const outcome of planned.outcomes) {
            const row = input.rows.find(({ key }) => key === outcome.rowKey);
            expect(outcome.cashMinor + outcome.adjustmentMinor).toBe(row?.settlementMinor);
          }
        }
      }),
      runs,
    );
  });

  test('a date with something in the way has no documents, and a ready one leaves nothing over', () => {
    fc.assert(
      fc.property(settlements, ({ input }) => {
        for (const planned of planPayments(input).days) {
          if (planned.blockers.length > 0 || planned.residualMinor !== 0) {
            expect(planned).toMatchObject({ state: 'blocked', documents: [] });
            expect(planned.blockers.length).toBeGreaterThan(0);
          } else expect(planned).toMatchObject({ state: 'ready', residualMinor: 0 });
        }
      }),
      runs,
    );
  });

  test('no balance passes 0, whatever date is posted first, and clearing moves by the settlement', () => {
    fc.assert(
      fc.property(
        settlements.chain(({ input }) => {
          const ready = [...readyDays(planPayments(input))];
          return fc.shuffledSubarray(ready, { minLength: ready.length }).map((days) => ({ input, days }));
        }),
        ({ input, days }) => {
          const ledger = post(input, days);
          expect(ledger.clearingMinor).toBe(sum(days.map((planned) => planned.settlementMinor)));
          const invoices = new Set([...input.invoices.values()].map((invoice): string => invoice.reference));
          for (const [reference, held] of ledger.documents) {
            if (!invoices.has(reference)) expect([reference, held.balanceMinor]).toEqual([reference, 0]);
          }
        },
      ),
      runs,
    );
  });

  test('an invoice keeps open what its rows have not settled, and nothing once all of them are booked', () => {
    fc.assert(
      fc.property(settlements, ({ input }) => {
        const days = readyDays(planPayments(input));
        const ledger = post(input, days);
        const booked = new Set<string>(days.map((planned) => planned.settledOn));
        for (const invoice of input.invoices.values()) {
          const rows = input.rows.filter(
            (row) => row.relatedOrderId === invoice.orderId && row.kind === 'order',
          );
          const ready = rows.filter((row) => booked.has(row.settledOn));
          const settled = sum(ready.map((row) => row.saleMinor));
          const accepted = ready.some((row) => input.decisions.get(row.key)?.kind === 'creditDifference');
          const difference = invoice.totalMinor - sum(rows.map((row) => row.saleMinor));
          const total = sum(rows.map((row) => row.saleMinor));
          const credited = accepted && total > 0 && difference > 0 ? difference : 0;
          expect(ledger.balanceOf(invoice.reference)).toBe(invoice.totalMinor - settled - credited);
        }
      }),
      runs,
    );
  });

  test('an invoice born at settlement never takes more of its sale order than it holds', () => {
    fc.assert(
      fc.property(settlements, ({ input }) => {
        const documents = readyDays(planPayments(input)).flatMap((planned) => planned.documents);
        for (const { saleOrder } of input.uninvoiced.values()) {
          const born = documentsOf(documents, 'invoice').filter((invoice) => invoice.order === saleOrder);
          const goods = born.flatMap(({ lines }) => lines.filter((line) => line.kind === 'goods'));
          expect(sum(goods.map((line) => line.grossMinor))).toBeLessThanOrEqual(saleOrder?.grossMinor ?? 0);
        }
      }),
      runs,
    );
  });

  test('every row appears exactly once', () => {
    fc.assert(
      fc.property(settlements, ({ input }) => {
        const plan = planPayments(input);
        expect(sum(plan.days.map((planned) => planned.rowCount))).toBe(input.rows.length);
        for (const planned of plan.days) {
          const rows = rowsOf(input, planned);
          const adjustments = rows.filter((row) =>
            planned.adjustmentLines.some(({ ids }) => ids.includes(row.id)),
          );
          const shown = [
            ...planned.outcomes.map(({ rowKey }) => rowKey),
            ...adjustments.filter((row) => row.kind !== 'order').map((row) => row.key),
            ...planned.reserve.map(({ rowKey }) => rowKey),
            ...planned.blockers.map(({ rowKey }) => rowKey),
          ];
          expect(shown.toSorted()).toEqual(rows.map((row) => row.key).toSorted());
        }
      }),
      runs,
    );
  });

  test('the documents of a ready date are made from its rows, and none that moves money is left out', () => {
    fc.assert(
      fc.property(settlements, ({ input }) => {
        for (const planned of readyDays(planPayments(input))) {
          const rows = rowsOf(input, planned);
          const made = new Set(planned.documents.flatMap(({ source }) => source.rowKeys));
          const known = new Set(rows.map((row) => row.key));
          expect([...made].filter((key) => !known.has(key))).toEqual([]);
          const moving = rows.filter((row) => row.settlementMinor !== 0);
          expect(moving.filter((row) => !made.has(row.key))).toEqual([]);
        }
      }),
      runs,
    );
  });

  test('the order of its rows does not change the plan', () => {
    fc.assert(
      fc.property(shuffledSettlements, ({ input, shuffled }) => {
        expect(planPayments(shuffled)).toEqual(planPayments(input));
      }),
      runs,
    );
  });

  test('planned again after posting, it adds nothing', () => {
    fc.assert(
      fc.property(settlements, ({ input }) => {
        const plan = planPayments(input);
        const ledger = post(input, readyDays(plan));
        const again = planPayments(booksAfter(input, plan, ledger));
        expect(again.days.flatMap((planned) => planned.documents)).toEqual([]);
        expect(readyDays(again)).toEqual([]);
      }),
      runs,
    );
  });

  test('its references are unique, short enough for a ledger and the same every time', () => {
    fc.assert(
      fc.property(settlements, ({ input }) => {
        const references = () =>
          planPayments(input).days.flatMap((planned) =>
            planned.documents.map(({ document }) => document.reference),
          );
        const first = references();
        expect(new Set(first).size).toBe(first.length);
        for (const reference of first) expect(reference.length).toBeLessThanOrEqual(64);
        expect(references()).toEqual(first);
      }),
      runs,
    );
  });
});

test('the generator reaches ready and blocked dates and every kind of document', () => {
  const seen = new Set<string>();
  for (const { input } of fc.sample(settlements, { numRuns: 300, seed: 1 })) {
    for (const planned of planPayments(input).days) {
      seen.add(planned.state);
      for (const blocker of planned.blockers) seen.add(blocker.code);
      for (const { document } of planned.documents) seen.add(document.kind);
    }
  }
  const expected = [
    'ready',
    'blocked',
    'no-invoice',
    'revenue-differs',
    'over-allocated',
    'unknown-type',
    'outside-rule',
    'profile',
    'invoice',
    'amendment',
    'creditNote',
    'payment',
  ];
  expect([...seen].toSorted()).toEqual(expected.toSorted());
});
