import { toDocumentId } from '../../domain/ids.ts';
import { done } from './errors.ts';
import { readCurrency, readMoney } from './held-documents.ts';
import type { ReferencedKind } from './held-referenced.ts';
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
