import type { BusinessDate } from '../dates.ts';
import { renderText } from '../document-texts.ts';
import type {
  Allocation,
  AmendmentDocument,
  CreditNoteDocument,
  DocumentTarget,
  PaymentDocument,
  PlannedDocument,
} from '../documents.ts';
import type { Reference } from '../ids.ts';
import { type Currency, sumMinor, sumOf } from '../money.ts';
import { deductionNameOf, feeItemOf } from '../profile.ts';
import { serviceLine } from '../service-line.ts';
import type { NamedAmount } from '../settlement/types.ts';
import type { PlannedAdjustment } from './adjustment-document.ts';
import type { BookableRow } from './booked-row.ts';
import { dayReference, orderReference } from './references.ts';
import type { OpenInvoice, PaymentInput } from './types.ts';

interface KnockOff {
  readonly target: DocumentTarget;
  amountMinor: number;
  deductions: readonly NamedAmount[];
}

interface DayDocuments {
  readonly settledOn: BusinessDate;
  readonly currency: Currency;
  readonly rows: readonly BookableRow[];
  readonly adjustment: PlannedAdjustment | null;
  /** Invoices that earlier dates of the same plan knock off or amend. */
  readonly touchedBefore: ReadonlySet<Reference>;
}

/**
 * The documents of one day for invoices that stand in the ledger: amendments (where fees are lines of the invoice),
 * credit notes, the adjustment document, and one customer payment that knocks all of them off. Posted in this order.
 */
export function planKnockOffDocuments(day: DayDocuments, input: PaymentInput): PlannedDocument[] {
  const { customer, clearingMethod } = input.profile;
  if (!customer || !clearingMethod) return [];
  const before: PlannedDocument[] = [];
  const knockOffs: KnockOff[] = [];
  const ofInvoices = new Map<Reference, KnockOff>();
  const amendable = findAmendable(day, input);
  const named = (deductions: readonly NamedAmount[]) => nameDeductions(deductions, input.profile);

  for (const bookable of day.rows) {
    const { invoice, split, row } = bookable;
    if (!invoice || bookable.feesOnly) continue;
    const creditMinor = split.creditMinor + bookable.extraCreditMinor;
    const creditNote = creditMinor > 0 ? planCreditNote(bookable, invoice, creditMinor, day, input) : null;
    if (creditNote) before.push(creditNote);
    if (split.target === 'invoice') {
      const asLines = amendable.has(invoice.reference);
      const amount = asLines ? split.cashMinor : split.knockOffMinor;
      const deductions = asLines ? [] : named(split.deductions);
      const known = ofInvoices.get(invoice.reference);
      if (known) addToKnockOff(known, amount, deductions);
      else {
        const knockOff = {
          target: toTarget(invoice),
          amountMinor: amount,
          deductions: addByName(deductions),
        };
        ofInvoices.set(invoice.reference, knockOff);
        knockOffs.push(knockOff);
      }
    } else if (split.target === 'creditNote' && creditNote) {
      const target: DocumentTarget = {
        by: 'reference',
        kind: 'creditNote',
        reference: creditNote.document.reference,
      };
      // A credit note is made for one row, so it is knocked off once.
      const deductions = addByName(named(split.deductions));
      knockOffs.push({ target, amountMinor: split.knockOffMinor, deductions });
    } else if (row.revenueMinor < 0) {
      throw new Error('A negative revenue always has a refund part (splitRow).');
    }
  }

  const amendments = [...amendable.values()].flatMap((rows) => planAmendment(rows, day, input));
  if (day.adjustment) {
    before.push(day.adjustment);
    const { document, reference } = day.adjustment;
    const amount = document.kind === 'creditNote' ? -document.grossMinor : document.grossMinor;
    const target: DocumentTarget = { by: 'reference', kind: document.kind, reference };
    knockOffs.push({ target, amountMinor: amount, deductions: [] });
  }

  // Nothing is left to knock off where fees on the invoice's lines have eaten up all of it, or adjustments cancel out.
  const allocations = knockOffs.filter(({ amountMinor }) => amountMinor !== 0).map(toAllocation);
  const rowKeys = day.rows.map(({ row }) => row.key).concat(day.adjustment?.source.rowKeys ?? []);
  const uniqueKeys = [...new Set(rowKeys)];
  const documents = [...amendments, ...before];
  if (allocations.length === 0) return documents;
  const received = sumOf(allocations, cashOf);
  const payment: PaymentDocument = {
    kind: 'payment',
    reference: dayReference(input.profile.numberPrefix, 'PAY', day.settledOn, uniqueKeys),
    currency: day.currency,
    customerId: customer.customerId,
    issuedOn: day.settledOn,
    description: renderText('payment', input.profile.texts.payment, {
      shop: input.shopName,
      date: day.settledOn,
      currency: day.currency,
    }),
    method: clearingMethod.code,
    receivedMinor: received,
    allocations,
  };
  const orderIds = [
    ...new Set(day.rows.flatMap(({ row }) => (row.relatedOrderId ? [row.relatedOrderId] : []))),
  ];
  return [...documents, { document: payment, source: { orderIds, rowKeys: uniqueKeys } }];
}

/**
 * Invoices of the day whose lines may still change; the others take their fees as deductions (design.md §5). An
 * amendment writes all lines of an invoice, so of several dates of one plan only the first may write one.
 */
function findAmendable(day: DayDocuments, input: PaymentInput): Map<Reference, BookableRow[]> {
  const found = new Map<Reference, BookableRow[]>();
  if (input.profile.feeTreatment !== 'invoiceLines' || !input.capabilities.amendInvoice) return found;
  for (const bookable of day.rows) {
    const { invoice, split } = bookable;
    if (!invoice || invoice.hasPayments || bookable.feesOnly || split.target !== 'invoice') continue;
    if (split.deductions.length === 0 || day.touchedBefore.has(invoice.reference)) continue;
    found.set(invoice.reference, [...(found.get(invoice.reference) ?? []), bookable]);
  }
  return found;
}

function planAmendment(
  rows: readonly BookableRow[],
  day: DayDocuments,
  input: PaymentInput,
): PlannedDocument[] {
  const { customer, feeItem } = input.profile;
  const invoice = rows[0]?.invoice;
  if (!invoice || !customer || !feeItem) return [];
  const fees = rows.flatMap(({ split }) => split.deductions);
  const lines = [
    ...invoice.lines,
    ...fees.map((fee) => {
      const item = feeItemOf(input.profile, fee.name) ?? feeItem;
      return serviceLine('fee', item, deductionNameOf(input.profile, fee.name), -fee.amountMinor);
    }),
  ];
  const rowKeys = rows.map(({ row }) => row.key);
  const document: AmendmentDocument = {
    kind: 'amendment',
    reference: orderReference(invoice.reference, 'FEES', rowKeys),
    currency: day.currency,
    customerId: customer.customerId,
    issuedOn: day.settledOn,
    description: `Fees of TikTok, settled ${day.settledOn}`,
    invoice: toTarget(invoice),
    lines,
    grossMinor: sumMinor(lines.map((line) => line.grossMinor)),
  };
  return [{ document, source: { orderIds: [invoice.orderId], rowKeys } }];
}

function planCreditNote(
  bookable: BookableRow,
  invoice: OpenInvoice,
  creditMinor: number,
  day: DayDocuments,
  input: PaymentInput,
): PlannedDocument | null {
  const { customer, refundItem, tax } = input.profile;
  if (!customer || !refundItem) return null;
  const { row, split } = bookable;
  const document: CreditNoteDocument = {
    kind: 'creditNote',
    reference: orderReference(invoice.reference, 'CN', [row.key]),
    currency: day.currency,
    customerId: customer.customerId,
    issuedOn: day.settledOn,
    description: `Refund of order ${row.id}, settled ${day.settledOn}`,
    invoice: toTarget(invoice),
    appliedMinor: split.appliedMinor + bookable.extraCreditMinor,
    lines: [serviceLine('refund', refundItem, `Refund, order ${row.id}`, creditMinor, tax)],
    grossMinor: creditMinor,
  };
  return { document, source: { orderIds: [invoice.orderId], rowKeys: [row.key] } };
}

function toTarget(invoice: OpenInvoice): DocumentTarget {
  return { by: 'id', kind: 'invoice', documentId: invoice.documentId, reference: invoice.reference };
}

/** Two rows of one order on one day are one knock-off with their fees added by name. */
function addToKnockOff(known: KnockOff, amountMinor: number, deductions: readonly NamedAmount[]): void {
  known.amountMinor += amountMinor;
  known.deductions = addByName([...known.deductions, ...deductions]);
}

/** The fees by the names that the profile gives them; the same list where it gives them none. */
function nameDeductions(
  deductions: readonly NamedAmount[],
  profile: PaymentInput['profile'],
): readonly NamedAmount[] {
  if (profile.feeRules.length === 0) return deductions;
  return deductions.map((fee) => ({ ...fee, name: deductionNameOf(profile, fee.name) }));
}

/** Names in the order in which they come first; most rows have each name once. */
function addByName(fees: readonly NamedAmount[]): readonly NamedAmount[] {
  const isOnce = fees.every((fee, index) => fees.findIndex(({ name }) => name === fee.name) === index);
  if (isOnce) return fees;
  const sums = new Map<string, number>();
  for (const fee of fees) sums.set(fee.name, (sums.get(fee.name) ?? 0) + fee.amountMinor);
  return [...sums].map(([name, amountMinor]) => ({ name, amountMinor }));
}

/** Fees of nothing are left out; nearly no row has one, and then the knock-off is the allocation. */
function toAllocation(knockOff: KnockOff): Allocation {
  const { target, amountMinor, deductions } = knockOff;
  if (!deductions.some(isZero)) return knockOff;
  return { target, amountMinor, deductions: deductions.filter((fee) => !isZero(fee)) };
}

function isZero(fee: NamedAmount): boolean {
  return fee.amountMinor === 0;
}

export function cashOf(allocation: Allocation): number {
  return allocation.amountMinor - sumOf(allocation.deductions, (fee) => fee.amountMinor);
}
