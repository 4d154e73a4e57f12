import type { BusinessDate } from '../dates.ts';
import type { Reference, RowKey } from '../ids.ts';
import { sumMinor, sumOf } from '../money.ts';
import { profileGaps } from '../profile.ts';
import type { SettlementRow } from '../settlement/types.ts';
import { findUnexplainedFee } from '../settlement/unexplained-fees.ts';
import { planAdjustmentDocument, planAdjustmentLines, type Remainder } from './adjustment-document.ts';
import { type BookableRow, toBookable, toOutcome } from './booked-row.ts';
import { isDifferenceRow } from './difference-row.ts';
import { planKnockOffDocuments } from './knock-off-documents.ts';
import { findMissingAbility } from './ledger-abilities.ts';
import { placeRow, type RowPlace } from './place-row.ts';
import { judgeOrder, type OrderVerdict } from './settle-order.ts';
import { planSettledInvoices } from './settled-invoices.ts';
import type { Blocker, DayPlan, OpenInvoice, PaymentInput, PaymentPlan } from './types.ts';

/**
 * Open settlement rows → per settled date one customer payment with its knock-offs, the credit notes, one adjustment
 * document, and what is in the way (design.md §4, accounting.md §§3–4). A date with a blocker or a residual has no
 * documents: it cannot be posted as if it had none. The order of rows does not change the plan.
 */
export function planPayments(input: PaymentInput): PaymentPlan {
  const dates = sortAndJudge(input);
  const touched = new Set<Reference>();
  const mayAmend = input.profile.feeTreatment === 'invoiceLines';
  const days = dates.map(([settledOn, dayRows]) => {
    const day = planDay(settledOn, dayRows, touched, input);
    // Only amendments ask which invoices were touched.
    if (mayAmend) for (const reference of touchedInvoices(day)) touched.add(reference);
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

/** What is known of an order, looked up once for all its rows: the plan of 100,000 rows spends its time in such look-ups. */
interface OrderGroup {
  readonly rows: SettlementRow[];
  readonly invoice: OpenInvoice | null;
  verdict: OrderVerdict | null;
}

/** A row with its place and, when its order is judged, the group of its order. */
interface PlacedRow {
  readonly row: SettlementRow;
  readonly place: RowPlace;
  readonly group: OrderGroup | null;
}

type RowsOfDate = readonly [settledOn: BusinessDate, rows: readonly PlacedRow[]];

/**
 * Rows by date and key, judged by order: a row that a person has placed as one may have an id of its own. Orders are
 * put together as the rows come, so that what lies together in memory is looked at together, and dates are sorted one by one:
 * thirty short lists take half as long as a long one.
 */
function sortAndJudge(input: PaymentInput): RowsOfDate[] {
  const { rows, profile, typeMeanings, changes } = input;
  const days = new Map<BusinessDate, PlacedRow[]>();
  const byOrder = new Map<string, OrderGroup>();
  for (const row of rows) {
    const place = placeRow(row, profile, typeMeanings);
    const isJudged = place === 'order' && !(changes.size > 0 && changes.has(row.key));
    const placed = { row, place, group: isJudged ? joinOrder(row, byOrder, input) : null };
    const day = days.get(row.settledOn);
    if (day) day.push(placed);
    else days.set(row.settledOn, [placed]);
  }
  for (const group of byOrder.values()) {
    // Whichever way the rows came, those of an order are judged in one order.
    if (group.rows.length > 1) group.rows.sort(byDateAndKey);
    group.verdict = judgeOrder(group.rows, group.invoice, input);
  }
  for (const day of days.values()) day.sort((a, b) => byKey(a.row, b.row));
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}

function joinOrder(row: SettlementRow, byOrder: Map<string, OrderGroup>, input: PaymentInput): OrderGroup {
  const { relatedOrderId } = row;
  const id = relatedOrderId ?? row.id;
  const known = byOrder.get(id);
  if (known) {
    known.rows.push(row);
    return known;
  }
  const invoice = (relatedOrderId !== null && input.invoices.get(relatedOrderId)) || null;
  // Nearly all orders have one row: a list that begins empty makes room for seventeen.
  const group = { rows: [row], invoice, verdict: null };
  byOrder.set(id, group);
  return group;
}

function byKey(a: SettlementRow, b: SettlementRow): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function byDateAndKey(a: SettlementRow, b: SettlementRow): number {
  return a.settledOn < b.settledOn ? -1 : a.settledOn > b.settledOn ? 1 : byKey(a, b);
}

function planDay(
  settledOn: BusinessDate,
  allRows: readonly PlacedRow[],
  touchedBefore: ReadonlySet<Reference>,
  input: PaymentInput,
): DayPlan {
  const rows = input.changes.size === 0 ? allRows : allRows.filter(({ row }) => !isIgnored(row, input));
  let orderRows = 0;
  const blockers: Blocker[] = [];
  const bookable: BookableRow[] = [];
  const adjustments: SettlementRow[] = [];
  const reserve: SettlementRow[] = [];

  for (const { row, place, group } of rows) {
    const obstacle = findObstacle(row, place, input);
    if (place === 'order') orderRows += 1;
    if (obstacle) blockers.push(obstacle);
    else if (place === 'adjustment') adjustments.push(row);
    else if (place === 'reserve') reserve.push(row);
    else if (place === 'order') {
      const verdict = group?.verdict;
      if (!verdict) continue;
      if (verdict.blockers.length > 0) {
        const own = verdict.blockers.filter((blocker) => blocker.rowKey === row.key);
        blockers.push(...own);
        if (own.length > 0) continue;
      }
      const one = bookRow(row, group.invoice, verdict, input);
      const missing = findMissingAbility(one, input.capabilities);
      if (missing) blockers.push(missing);
      else bookable.push(one);
    }
  }
  blockers.push(...profileGaps(input.profile).map((gap) => dayBlocker('profile', gap.message)));

  const remainders: Remainder[] = [];
  for (const { row, feesOnly, split } of bookable) {
    const amountMinor = feesOnly ? row.settlementMinor : split.remainderMinor;
    const deductions = feesOnly ? [] : split.deductions;
    // Fees may have moved from one name to another: of a difference each name counts.
    const isMoved = isDifferenceRow(row) && row.fees.length > 0 && deductions.length === 0;
    if (amountMinor !== 0 || isMoved) remainders.push({ row, amountMinor, deductions });
  }
  const adjustmentLines = planAdjustmentLines(adjustments, remainders);
  const adjustmentDocumentMinor = sumMinor(adjustmentLines.map((line) => line.amountMinor));
  const outcomes = bookable.map((one) => toOutcome(one, one.row.relatedOrderId));
  const allocatedMinor = sumOf(outcomes, (outcome) => outcome.cashMinor);
  const settlementMinor = sumOf(rows, ({ row }) => row.settlementMinor);
  const reserveMinor = sumOf(reserve, (row) => row.settlementMinor);
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
    revenueMinor: sumOf(rows, ({ row }) => row.revenueMinor),
    feesMinor: sumOf(rows, ({ row }) => row.feesMinor),
    adjustmentsMinor: sumOf(rows, ({ row }) => row.adjustmentMinor),
    gmvAdsMinor: sumOf(rows, ({ row }) => (row.isGmvAds ? row.settlementMinor : 0)),
    allocatedMinor,
    creditedMinor: sumOf(outcomes, (outcome) => outcome.creditedMinor),
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

function bookRow(
  row: SettlementRow,
  invoiceOfOrder: OpenInvoice | null,
  verdict: OrderVerdict,
  input: PaymentInput,
): BookableRow {
  const orderId = row.relatedOrderId;
  const invoice = orderId === null ? null : invoiceOfOrder;
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
  // Asking a map by a key of fifty letters costs as much as all the rest here, and nearly always it is empty.
  const problem = input.rowProblems.size > 0 ? input.rowProblems.get(row.key) : undefined;
  if (problem !== undefined) return block('file-problem', problem);
  if (row.currency !== input.currency) {
    return block('currency-differs', `The row is in ${row.currency}, the shop settles in ${input.currency}.`);
  }
  if (input.changes.size > 0 && input.changes.has(row.key)) {
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
