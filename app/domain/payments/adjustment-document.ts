import { type BusinessDate, startOfDay } from '../dates.ts';
import { renderText } from '../document-texts.ts';
import type {
  CreditNoteDocument,
  DocumentLine,
  DocumentSource,
  InvoiceDocument,
  OrderDocument,
  PlannedDocument,
} from '../documents.ts';
import type { Reference, RowKey } from '../ids.ts';
import { type Currency, sumMinor } from '../money.ts';
import { adjustmentItemOf, feeItemOf } from '../profile.ts';
import { serviceLine } from '../service-line.ts';
import type { NamedAmount, SettlementRow } from '../settlement/types.ts';
import { isDifferenceRow } from './difference-row.ts';
import { dayReference } from './references.ts';
import type { AdjustmentLinePlan, PaymentInput } from './types.ts';

/** Fees that had no balance to consume, or came back without one. */
export interface Remainder {
  readonly row: SettlementRow;
  readonly amountMinor: number;
  /** What the knock-off has taken of the row's fees already, positive = charged. */
  readonly deductions: readonly NamedAmount[];
}

/**
 * The lines of the day's "Tiktok Adjustment": one per type with all its ids (GMV ads are a type of their own), and
 * one per order whose fees had no balance to consume (accounting.md §§2–3).
 */
export function planAdjustmentLines(
  rows: readonly SettlementRow[],
  remainders: readonly Remainder[],
): AdjustmentLinePlan[] {
  const byType = new Map<string, { amountMinor: number; ids: string[] }>();
  for (const row of rows) {
    const group = byType.get(row.typeName) ?? { amountMinor: 0, ids: [] };
    group.amountMinor += row.settlementMinor;
    group.ids.push(row.id);
    byType.set(row.typeName, group);
  }
  const types = [...byType].sort(([a], [b]) => compare(a, b));
  const lines = types.map(([label, group]) => ({ label, ...group, ids: group.ids.sort(compare) }));
  const kept = remainders.flatMap((one): AdjustmentLinePlan[] => {
    const { row, amountMinor } = one;
    if (isDifferenceRow(row)) return planCorrectedFees(one);
    const label = `${amountMinor < 0 ? 'Fees not returned' : 'Fees given back'}, order ${row.id}`;
    return [{ label, amountMinor, ids: [row.id] }];
  });
  return [...lines, ...kept.sort((a, b) => compare(a.label, b.label) || a.amountMinor - b.amountMinor)];
}

/**
 * Fees that a later file shows with other amounts: a line for each name on the item of that fee, so that every fee
 * comes to what the file now says. What no name accounts for is a line too.
 */
function planCorrectedFees({ row, amountMinor, deductions }: Remainder): AdjustmentLinePlan[] {
  const lines = row.fees.flatMap(({ name, amountMinor: fee }): AdjustmentLinePlan[] => {
    const taken = sumMinor(deductions.filter((one) => one.name === name).map((one) => one.amountMinor));
    const left = fee + taken;
    if (left === 0) return [];
    return [{ label: `${name} corrected, order ${row.id}`, amountMinor: left, ids: [row.id], fee: name }];
  });
  const rest = amountMinor - sumMinor(lines.map((line) => line.amountMinor));
  if (rest === 0) return lines;
  return [...lines, { label: `Settlement corrected, order ${row.id}`, amountMinor: rest, ids: [row.id] }];
}

export interface AdjustmentDay {
  readonly settledOn: BusinessDate;
  readonly currency: Currency;
  readonly lines: readonly AdjustmentLinePlan[];
  readonly rowKeys: readonly RowKey[];
  /** `born paid`: the document carries its own payment (invoice timing "on settlement"). */
  readonly bornPaid: boolean;
}

export interface PlannedAdjustment extends PlannedDocument {
  readonly document: InvoiceDocument | CreditNoteDocument;
  readonly reference: Reference;
}

/** Net positive: an invoice. Net negative: a credit note, or a negative invoice where the ledger knows no credit note. */
export function planAdjustmentDocument(day: AdjustmentDay, input: PaymentInput): PlannedAdjustment | null {
  const { adjustmentItem, customer, ledgerChannel, clearingMethod, numberPrefix } = input.profile;
  if (day.lines.length === 0 || !adjustmentItem || !customer || !ledgerChannel || !clearingMethod)
    return null;
  const total = sumMinor(day.lines.map((line) => line.amountMinor));
  const reference = dayReference(numberPrefix, 'ADJ', day.settledOn, day.rowKeys);
  const asCreditNote = total < 0 && input.capabilities.creditNotes && !day.bornPaid;
  const lines: DocumentLine[] = day.lines.map((line) =>
    serviceLine(
      'adjustment',
      (line.fee === undefined
        ? adjustmentItemOf(input.profile, line.label)
        : feeItemOf(input.profile, line.fee)) ?? adjustmentItem,
      withIds(line),
      asCreditNote ? 0 - line.amountMinor : line.amountMinor,
    ),
  );
  const head = {
    reference,
    currency: day.currency,
    customerId: customer.customerId,
    issuedOn: day.settledOn,
    description: renderText('adjustment', input.profile.texts.adjustment, {
      shop: input.shopName,
      date: day.settledOn,
      currency: day.currency,
    }),
    lines,
  };
  const source: DocumentSource = { orderIds: [], rowKeys: day.rowKeys };
  if (asCreditNote) {
    const document: CreditNoteDocument = {
      ...head,
      kind: 'creditNote',
      invoice: null,
      appliedMinor: 0,
      grossMinor: -total,
    };
    return { document, source, reference };
  }
  const order: OrderDocument = {
    ...head,
    kind: 'order',
    channelId: ledgerChannel.channelId,
    recipient: null,
    createdAt: startOfDay(day.settledOn, input.profile.timeZone),
    grossMinor: total,
  };
  const payments = total === 0 ? [] : [{ method: clearingMethod.code, amountMinor: total }];
  const document: InvoiceDocument = {
    ...head,
    kind: 'invoice',
    order,
    grossMinor: total,
    settled: day.bornPaid ? { payments } : null,
  };
  return { document, source, reference };
}

/** Ledgers cut long line texts: the ids that fit are named, the rest is counted. The books keep all of them. */
function withIds(line: AdjustmentLinePlan): string {
  if (line.ids.length === 1 && line.label.endsWith(line.ids[0] ?? ' ')) return line.label;
  const shown = line.ids.slice(0, 5).join(', ');
  const rest = line.ids.length > 5 ? ` and ${line.ids.length - 5} more` : '';
  return `${line.label} (${shown}${rest})`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
