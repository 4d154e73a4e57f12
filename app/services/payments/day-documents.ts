import type { DocumentView } from '../../contract/documents.ts';
import type { StoredDocument } from '../../ports/outbox.ts';

/**
 * Documents made from settlement rows, as against invoices made from orders: payments, credit notes, amendments,
 * invoices born at settlement, and adjustment invoices (the only invoices without a recipient). What takes another
 * document back is made from no row.
 */
export function isDayDocument({ document }: StoredDocument): boolean {
  if (document.kind === 'order' || document.reverses !== undefined) return false;
  if (document.kind !== 'invoice') return true;
  return document.settled !== null || document.order.recipient === null;
}

export function isAdjustmentDocument({ document }: StoredDocument): boolean {
  if (document.kind === 'invoice') return document.order.recipient === null;
  return document.kind === 'creditNote' && document.invoice === null;
}

/** The part of a document that moves money into the clearing account: what ties out against the settlement. */
export function clearingMinor({ document }: StoredDocument, clearingMethod: number): number {
  if (document.kind === 'payment') return document.receivedMinor;
  if (document.kind !== 'invoice' || document.settled === null) return 0;
  return document.settled.payments
    .filter((payment) => payment.method === clearingMethod)
    .reduce((sum, payment) => sum + payment.amountMinor, 0);
}

const beingTakenOut =
  'It is being taken out of the ledger. If no work is going on, Look up tells whether it is gone.';

export function toDocumentView(stored: StoredDocument): DocumentView {
  const { document } = stored;
  return {
    reference: stored.reference,
    kind: stored.kind,
    state: stored.state,
    number: stored.number,
    issuedOn: document.issuedOn,
    description: document.description,
    totalMinor: stored.totalMinor,
    problem: stored.removingAt === null ? stored.problem : beingTakenOut,
    acceptedAt: stored.acceptedAt,
    removingAt: stored.removingAt,
  };
}
