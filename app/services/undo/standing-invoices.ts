import type { AmendmentDocument, InvoiceDocument } from '../../domain/documents.ts';
import type { Reference } from '../../domain/ids.ts';
import type { StandingInvoice } from '../../domain/undo/reverse-document.ts';
import type { StoredDocument } from '../../ports/outbox.ts';

/** The amendments of an invoice that arrived, oldest first; `living` is in the order of planning. */
export function amendmentsOf(
  invoice: Reference,
  living: readonly StoredDocument[],
): readonly AmendmentDocument[] {
  return living.flatMap(({ document, state }) =>
    document.kind === 'amendment' && state === 'posted' && document.invoice.reference === invoice
      ? [document]
      : [],
  );
}

/** The invoice with the lines that the ledger has of it now; null when it is not posted. */
export function toStandingInvoice(
  stored: StoredDocument,
  amendments: readonly AmendmentDocument[],
): (StandingInvoice & { readonly document: InvoiceDocument }) | null {
  const { document, documentId, number, reference } = stored;
  if (document.kind !== 'invoice' || documentId === null) return null;
  const { lines, grossMinor } = amendments.at(-1) ?? document;
  return { document, documentId, number: number ?? reference, lines, grossMinor };
}
