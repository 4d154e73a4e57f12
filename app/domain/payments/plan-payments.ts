import type { BusinessDate } from '../dates.ts';
import type { Reference, RowKey } from '../ids.ts';
import { sumMinor } from '../money.ts';
import { profileGaps } from '../profile.ts';
import type { SettlementRow } from '../settlement/types.ts';
import { findUnexplainedFee } from '../settlement/unexplained-fees.ts';
import { planAdjustmentDocument, planAdjustmentLines, type Remainder } from './adjustment-document.ts';
import { type BookableRow, toBookable, toOutcome } from './booked-row.ts';
import { planKnockOffDocuments } from './knock-off-documents.ts';
import { findMissingAbility } from './ledger-abilities.ts';
import { placeRow, type RowPlace } from './place-row.ts';
import { judgeOrder, type OrderVerdict } from './settle-order.ts';
import { planSettledInvoices } from './settled-invoices.ts';
import type { Blocker, DayPlan, PaymentInput, PaymentPlan } from './types.ts';

/**
 * Open settlement rows → per settled date one customer payment with its knock-offs, the credit notes, one adjustment
 * document, and what is in the way (design.md §4, accounting.md §§3–4). A date with a blocker or a residual has no
 * documents: it cannot be posted as if it had none. The order of rows does not change the plan.
 */
export function planPayments(input: PaymentInput): PaymentPlan {
  const dates = sortByDate(input.rows);
  const verdicts = judgeOrders(dates, input);
  const touched = new Set<Reference>();
  const days = dates.map(([settledOn, dayRows]) => {
    const day = planDay(settledOn, dayRows, verdicts, touched, input);
    for (const reference of touchedInvoices(day)) touched.add(reference);
    return day;
  });
  return {
    days,
    settlementMinor: sumMinor(days.map((day) => day.settlementMinor)),
    residualMinor: sumMinor(days.map((day) => day.residualMinor)),
  };
}

/** Invoices that a date knocks off or amends. */
function touchedInvoices(day: DayPlan): Reference[] {
  return day.documents.flatMap(({ document }) => {
    if (document.kind === 'amendment') return [document.invoice.reference];
    return document.kind === 'payment' ? document.allocations.map(({ target }) => target.reference) : [];
  });
}

/** Rows are judged by order: a row that a person has placed as one may have an id of its own. */
function judgeOrders(dates: readonly RowsOfDate[], input: PaymentInput): Map<string, OrderVerdict> {
  const byOrder = new Map<string, SettlementRow[]>();
  for (const [, rows] of dates) {
    for (const row of rows) {
      if (placeRow(row, input.profile, input.typeMeanings) !== 'order') continue;
      if (isIgnored(row, input) || input.changes.has(row.key)) continue;
      const id = orderKey(row);
      const known = byOrder.get(id);
      if (known) known.push(row);
      else byOrder.set(id, [row]);
    }
  }
  const verdicts = new Map<string, OrderVerdict>();
  for (const [id, orderRows] of byOrder) verdicts.set(id, judgeOrder(orderRows, input));
  return verdicts;
}

function orderKey(row: SettlementRow): string {
  return row.relatedOrderId ?? row.id;
}

function planDay(
  settledOn: BusinessDate,
  allRows: readonly SettlementRow[],
  verdicts: ReadonlyMap<string, OrderVerdict>,
  touchedBefore: ReadonlySet<Reference>,
  input: PaymentInput,
): DayPlan {
  const rows = input.changes.size === 0 ? allRows : allRows.filter((row) => !isIgnored(row, input));
  let orderRows = 0;
  const blockers: Blocker[] = [];
  const bookable: BookableRow[] = [];
  const adjustments: SettlementRow[] = [];
  const reserve: SettlementRow[] = [];

  for (const row of rows) {
    const place = placeRow(row, input.profile, input.typeMeanings);
    const obstacle = findObstacle(row, place, input);
    if (place === 'order') orderRows += 1;
    if (obstacle) blockers.push(obstacle);
    else if (place === 'adjustment') adjustments.push(row);
    else if (place === 'reserve') reserve.push(row);
    else if (place === 'order') {
      const verdict = verdicts.get(orderKey(row));
      if (!verdict) continue;
      if (verdict.blockers.length > 0) {
        const own = verdict.blockers.filter((blocker) => blocker.rowKey === row.key);
        blockers.push(...own);
        if (own.length > 0) continue;
      }
      const one = bookRow(row, verdict, input);
      const missing = findMissingAbility(one, input.capabilities);
      if (missing) blockers.push(missing);
      else bookable.push(one);
    }
  }
  blockers.push(...profileGaps(input.profile).map((gap) => dayBlocker('profile', gap.message)));

  const remainders = bookable.flatMap((one): Remainder[] => {
    const amountMinor = one.feesOnly ? one.row.settlementMinor : one.split.remainderMinor;
    return amountMinor === 0 ? [] : [{ row: one.row, amountMinor }];
  });
  const adjustmentLines = planAdjustmentLines(adjustments, remainders);
  const adjustmentDocumentMinor = sumMinor(adjustmentLines.map((line) => line.amountMinor));
  const outcomes = bookable.map((one) => toOutcome(one, one.row.relatedOrderId));
  const allocatedMinor = sumMinor(outcomes.map((outcome) => outcome.cashMinor));
  const settlementMinor = sumMinor(rows.map((row) => row.settlementMinor));
  const reserveMinor = sumMinor(reserve.map((row) => row.settlementMinor));
  const residualMinor = settlementMinor - allocatedMinor - adjustmentDocumentMinor - reserveMinor;
  if (residualMinor !== 0 && blockers.length === 0) {
    blockers.push(
      dayBlocker('residual', 'The day does not add up: a part of the settlement has no document.'),
    );
  }

  const state = blockers.length === 0 ? 'ready' : 'blocked';
  const adjustmentKeys = [...adjustments, ...remainders.map(({ row }) => row)].map((row) => row.key);
  return {
    settledOn,
    currency: input.currency,
    state,
    blockers,
    rowCount: rows.length,
    orderRows,
    adjustmentRows: adjustments.length,
    settlementMinor,
    revenueMinor: sumMinor(rows.map((row) => row.revenueMinor)),
    feesMinor: sumMinor(rows.map((row) => row.feesMinor)),
    adjustmentsMinor: sumMinor(rows.map((row) => row.adjustmentMinor)),
    gmvAdsMinor: sumMinor(rows.filter((row) => row.isGmvAds).map((row) => row.settlementMinor)),
    allocatedMinor,
    creditedMinor: sumMinor(outcomes.map((outcome) => outcome.creditedMinor)),
    adjustmentLines,
    adjustmentDocumentMinor,
    residualMinor,
    reserve: reserve.map((row) => ({
      rowKey: row.key,
      orderId: row.relatedOrderId,
      amountMinor: row.reserveMinor,
    })),
    outcomes,
    documents:
      state === 'ready'
        ? planDocuments({ settledOn, bookable, adjustmentLines, adjustmentKeys, touchedBefore }, input)
        : [],
  };
}

interface ReadyDay {
  readonly settledOn: BusinessDate;
  readonly bookable: readonly BookableRow[];
  readonly adjustmentLines: DayPlan['adjustmentLines'];
  readonly adjustmentKeys: readonly RowKey[];
  readonly touchedBefore: ReadonlySet<Reference>;
}

function planDocuments(day: ReadyDay, input: PaymentInput): DayPlan['documents'] {
  const { settledOn, bookable, adjustmentLines: lines, adjustmentKeys, touchedBefore } = day;
  const { currency } = input;
  const bornPaid = input.profile.invoiceTiming === 'onSettlement' || !input.capabilities.laterPayments;
  const rowKeys = [...new Set(adjustmentKeys)];
  const adjustment = planAdjustmentDocument({ settledOn, currency, lines, rowKeys, bornPaid }, input);
  const onSettlement = bookable.filter((one) => one.saleOrder !== null);
  const onPost = bookable.filter((one) => one.saleOrder === null);
  const knockOffs = { settledOn, currency, rows: onPost, touchedBefore };
  const settled = planSettledInvoices(settledOn, currency, onSettlement, input);
  if (!bornPaid) return [...settled, ...planKnockOffDocuments({ ...knockOffs, adjustment }, input)];
  return [
    ...settled,
    ...planKnockOffDocuments({ ...knockOffs, adjustment: null }, input),
    ...(adjustment ? [adjustment] : []),
  ];
}

function bookRow(row: SettlementRow, verdict: OrderVerdict, input: PaymentInput): BookableRow {
  const orderId = row.relatedOrderId;
  const invoice = (orderId && input.invoices.get(orderId)) || null;
  const uninvoiced = (!invoice && orderId && input.uninvoiced.get(orderId)) || null;
  const credit = verdict.creditDifference?.rowKey === row.key ? verdict.creditDifference.amountMinor : 0;
  return toBookable(row, {
    invoice,
    saleOrder: verdict.feesOnly || !uninvoiced?.saleOrder ? null : uninvoiced,
    extraCreditMinor: credit,
    feesOnly: verdict.feesOnly,
  });
}

/** What keeps a single row from being booked, before its order is looked at. */
function findObstacle(row: SettlementRow, place: RowPlace, input: PaymentInput): Blocker | null {
  const block = (code: Blocker['code'], message: string): Blocker => ({
    code,
    rowKey: row.key,
    orderId: row.relatedOrderId,
    message,
    values: null,
  });
  const problem = input.rowProblems.get(row.key);
  if (problem !== undefined) return block('file-problem', problem);
  if (row.currency !== input.currency) {
    return block('currency-differs', `The row is in ${row.currency}, the shop settles in ${input.currency}.`);
  }
  if (input.changes.has(row.key)) {
    return block('changed-row', `Row ${row.id} was booked with other values. Compare both and decide.`);
  }
  if (place === 'unknown')
    return block('unknown-type', `“${row.type}” is a type not seen before. Say what it is.`);
  const unexplained = findUnexplainedFee(row);
  if (unexplained !== null && input.typeMeanings.get(unexplained.toLowerCase()) !== 'fee') {
    return block('unknown-fee', `“${unexplained}” is in no known fee. Say whether it is one.`);
  }
  if (place === 'outsideRule') {
    return block(
      'outside-rule',
      `“${row.type}” ${row.id} does not start with 7. Choose the rule “by type” to book it.`,
    );
  }
  return null;
}

function isIgnored(row: SettlementRow, input: PaymentInput): boolean {
  return input.changes.has(row.key) && input.decisions.get(row.key)?.kind === 'ignore';
}

function dayBlocker(code: Blocker['code'], message: string): Blocker {
  return { code, rowKey: null, orderId: null, message, values: null };
}

type RowsOfDate = readonly [settledOn: BusinessDate, rows: readonly SettlementRow[]];

/** Rows by date and key. Dates first: sorting thirty short lists takes half as long as one long one. */
function sortByDate(rows: readonly SettlementRow[]): RowsOfDate[] {
  const days = new Map<BusinessDate, SettlementRow[]>();
  for (const row of rows) {
    const day = days.get(row.settledOn);
    if (day) day.push(row);
    else days.set(row.settledOn, [row]);
  }
  for (const day of days.values()) day.sort(byKey);
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}

function byKey(a: SettlementRow, b: SettlementRow): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
