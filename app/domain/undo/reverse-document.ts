import type { BusinessDate } from '../dates.ts';
import type {
  AmendmentDocument,
  CreditNoteDocument,
  DocumentKind,
  DocumentLine,
  InvoiceDocument,
} from '../documents.ts';
import { fingerprint } from '../fingerprint.ts';
import { type DocumentId, type Reference, toReference } from '../ids.ts';

/**
 * References of reversals are made from what they reverse: planned again, the same one is found. At most 64 characters
 * (references.ts): the ledger stores and searches them.
 */
function reversalReference(invoice: Reference, kind: DocumentKind, reversed: Reference): Reference {
  return toReference(`${invoice}-UNDO-${fingerprint(`${kind}\n${reversed}`).slice(0, 12)}`);
}

/** An invoice as it stands in the ledger: amended ones have other lines than they were posted with. Minor units. */
export interface StandingInvoice {
  readonly document: InvoiceDocument;
  readonly documentId: DocumentId;
  readonly number: string;
  readonly lines: readonly DocumentLine[];
  readonly grossMinor: number;
}

/**
 * A credit note of the whole invoice, to be used where all of it is open: afterwards nothing is. Invoices born paid and
 * negative ones have none (accounting.md §1).
 */
export function toFullCreditNote(
  invoice: StandingInvoice,
  issuedOn: BusinessDate,
  description: string,
): CreditNoteDocument {
  const { document, documentId, lines, grossMinor } = invoice;
  return {
    kind: 'creditNote',
    reference: reversalReference(document.reference, 'invoice', document.reference),
    currency: document.currency,
    customerId: document.customerId,
    issuedOn,
    description,
    reverses: { kind: 'invoice', reference: document.reference },
    invoice: { by: 'id', kind: 'invoice', documentId, reference: document.reference },
    appliedMinor: grossMinor,
    lines,
    grossMinor,
  };
}

/** The lines that the invoice had before an amendment, written once more. */
export function toReversedAmendment(
  amendment: AmendmentDocument,
  before: { readonly lines: readonly DocumentLine[]; readonly grossMinor: number },
  issuedOn: BusinessDate,
): AmendmentDocument {
  return {
    ...amendment,
    reference: reversalReference(amendment.invoice.reference, 'amendment', amendment.reference),
    issuedOn,
    reverses: { kind: 'amendment', reference: amendment.reference },
    lines: before.lines,
    grossMinor: before.grossMinor,
  };
}
