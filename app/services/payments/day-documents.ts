import type { DocumentView } from '../../contract/payments.ts';
import { cashOf } from '../../domain/payments/knock-off-documents.ts';
import type { StoredDocument } from '../../ports/outbox.ts';

/**
 * Documents made from settlement rows, as against invoices made from orders: payments, credit notes, amendments,
 * invoices born at settlement, and adjustment invoices (the only invoices without a recipient).
 */
export function isDayDocument({ document }: StoredDocument): boolean {
  if (document.kind === 'order') return false;
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

/** Cash and fees of a posted payment per document it knocks off; `documents` are all of the shop. */
export function toPostedKnockOffs(stored: StoredDocument, documents: DocumentIndex) {
  if (stored.document.kind !== 'payment') return [];
  return stored.document.allocations.map((allocation) => {
    const { kind, reference } = allocation.target;
    const target = documents.get(documentKey(kind, reference));
    return {
      orderId: target?.orderIds[0] ?? null,
      invoiceNumber: target?.number ?? reference,
      cashMinor: cashOf(allocation),
      feesMinor: allocation.amountMinor - cashOf(allocation),
      creditedMinor: 0,
      adjustmentMinor: 0,
    };
  });
}

/** Living documents by kind and reference: a sale order and its invoice share a reference. */
export type DocumentIndex = ReadonlyMap<string, StoredDocument>;

export function indexDocuments(documents: readonly StoredDocument[]): DocumentIndex {
  return new Map(documents.map((stored) => [documentKey(stored.kind, stored.reference), stored]));
}

function documentKey(kind: string, reference: string): string {
  return `${kind} ${reference}`;
}

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
    problem: stored.problem,
  };
}
