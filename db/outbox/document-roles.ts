import type { LedgerDocument, PlannedDocument } from '../../app/domain/documents.ts';
import type { OrderId, Reference } from '../../app/domain/ids.ts';

/**
 * What a document does for its sources. Kinds are not enough: an order's invoice, a part invoice that is born at
 * settlement and a day's "Tiktok Adjustment" are all invoices, and only the first may exist once per order
 * (accounting.md §§1, 5).
 */
export const documentRoles = [
  'order',
  'orderInvoice',
  'partInvoice',
  'amendment',
  'creditNote',
  'adjustment',
  'payment',
] as const;
export type DocumentRole = (typeof documentRoles)[number];

/**
 * Living documents of the same order and ledger that refuse a new one, by its role. An invoice may follow its sale
 * order; a sale order may not follow an invoice, which carries its own. Several part invoices of one order are
 * fine: each names its own settlement rows.
 */
export const refusedByOrderRoles: Readonly<Record<DocumentRole, readonly DocumentRole[]>> = {
  order: ['order', 'orderInvoice', 'partInvoice'],
  orderInvoice: ['orderInvoice', 'partInvoice'],
  partInvoice: ['orderInvoice'],
  amendment: [],
  creditNote: [],
  adjustment: [],
  payment: [],
};

/** Which document "booked" a row when several name it: the payment, else the invoice, else what is left. */
export const bookingRank: Readonly<Record<DocumentRole, number>> = {
  payment: 0,
  partInvoice: 1,
  orderInvoice: 1,
  creditNote: 2,
  adjustment: 3,
  amendment: 4,
  order: 5,
};

export function roleOf(planned: PlannedDocument): DocumentRole {
  const { document, source } = planned;
  switch (document.kind) {
    case 'order':
    case 'payment':
    case 'amendment':
      return document.kind;
    case 'creditNote':
      return isAdjustment(document) ? 'adjustment' : 'creditNote';
    case 'invoice':
      if (source.rowKeys.length === 0) return 'orderInvoice';
      if (isAdjustment(document)) return 'adjustment';
      return document.settled ? 'partInvoice' : 'orderInvoice';
  }
}

/** The day's adjustment document, positive or negative: its lines are adjustments and nothing else. */
function isAdjustment(document: Extract<LedgerDocument, { kind: 'invoice' | 'creditNote' }>): boolean {
  return document.lines.every((line) => line.kind === 'adjustment');
}

/** The figure a document moves, minor units: gross, or for a payment the money received. */
export function totalOf(document: LedgerDocument): number {
  return document.kind === 'payment' ? document.receivedMinor : document.grossMinor;
}

/** What the document settles of its own total, minor units. */
export function settledOf(document: LedgerDocument): number {
  if (document.kind === 'creditNote') return document.appliedMinor;
  if (document.kind !== 'invoice' || !document.settled) return 0;
  return document.settled.payments.reduce((sum, payment) => sum + payment.amountMinor, 0);
}

/** What the goods lines of a document that stands for its whole order add up to, minor units; null for all others. */
export function goodsOf(document: LedgerDocument, role: DocumentRole): number | null {
  if (role !== 'order' && role !== 'orderInvoice') return null;
  if (document.kind === 'payment') return null;
  return document.lines.reduce((sum, line) => sum + (line.kind === 'goods' ? line.grossMinor : 0), 0);
}

/** Where history tells of a document: at its order when it has exactly one, else under its own reference. */
export function toSubject(role: DocumentRole, reference: Reference, orderIds: readonly OrderId[]): string {
  const [only, another] = orderIds;
  const isOfOneOrder = role !== 'payment' && role !== 'adjustment' && another === undefined;
  return isOfOneOrder && only !== undefined ? only : reference;
}
