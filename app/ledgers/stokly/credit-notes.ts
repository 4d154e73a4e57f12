import type { CreditNoteDocument } from '../../domain/documents.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import { toDecimal } from './amounts.ts';
import type { CallResult } from './errors.ts';
import { toInvoiceItems } from './lines.ts';
import type { Leaving, PostContext } from './post-context.ts';
import { postReferenced } from './referenced-documents.ts';

/** `invoiceId` is Stokly's id of the invoice that `appliedMinor` reduces; null when nothing is applied. */
export function postCreditNote(
  context: PostContext,
  document: CreditNoteDocument,
  invoiceId: string | null,
  leaving: Leaving,
): Promise<CallResult<PostedDocument>> {
  const { appliedMinor, currency, grossMinor } = document;
  const body = {
    reference: document.reference,
    customerId: document.customerId,
    saleInvoiceId: invoiceId,
    currency,
    issueDate: document.issuedOn,
    items: toInvoiceItems(document.lines, currency),
    allocations:
      invoiceId === null || appliedMinor === 0
        ? []
        : [{ saleInvoiceId: invoiceId, amount: toDecimal(appliedMinor, currency) }],
  };
  const expected = { totalMinor: grossMinor, outstandingMinor: appliedMinor - grossMinor };
  return postReferenced(context, context.looks.creditNotes, document, body, expected, leaving);
}
