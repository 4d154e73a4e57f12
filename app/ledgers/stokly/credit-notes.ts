import type { CreditNoteDocument } from '../../domain/documents.ts';
import { toDocumentId } from '../../domain/ids.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import { toDecimal } from './amounts.ts';
import type { Context } from './context.ts';
import { type CallResult, done } from './errors.ts';
import { readCurrency, readMoney } from './held-documents.ts';
import { toInvoiceItems } from './lines.ts';
import { postReferenced, type ReferencedKind } from './referenced-documents.ts';
import { type CreditNoteRow, creditNoteRow } from './wire.ts';

/** Credit notes against invoices (assumption A4), not Stokly's store credit (vendors/stokly.md §4.6). */
export const creditNotes: ReferencedKind<CreditNoteRow> = {
  words: ['credit notes', 'credit note'],
  find: 'findCreditNotes',
  read: 'readCreditNote',
  create: 'createCreditNote',
  row: creditNoteRow,
  idOf: (row) => row.creditNoteId,
  toPosted(row, reference) {
    const currency = readCurrency('readCreditNote', row.currency);
    if (!currency.ok) return currency;
    const total = readMoney('readCreditNote', row.total, currency.value);
    if (!total.ok) return total;
    const outstanding = readMoney('readCreditNote', row.amountOutstanding, currency.value);
    if (!outstanding.ok) return outstanding;
    return done({
      kind: 'creditNote',
      documentId: toDocumentId(row.creditNoteId),
      number: row.niceId,
      reference,
      currency: currency.value,
      totalMinor: total.value,
      outstandingMinor: outstanding.value,
    });
  },
};

/** `invoiceId` is Stokly's id of the invoice that `appliedMinor` reduces; null when nothing is applied. */
export function postCreditNote(
  context: Context,
  document: CreditNoteDocument,
  invoiceId: string | null,
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
  return postReferenced(context, creditNotes, document, body, {
    totalMinor: grossMinor,
    outstandingMinor: appliedMinor - grossMinor,
  });
}
