import { toDocumentId } from '../../domain/ids.ts';
import { done } from './errors.ts';
import { readCurrency, readMoney } from './held-documents.ts';
import type { ReferencedKind } from './held-referenced.ts';
import { type PaymentRow, paymentRow } from './wire.ts';

/** Customer payments with knock-offs (assumption A3). Money not knocked off yet is an open credit: negative. */
export const payments: ReferencedKind<PaymentRow> = {
  words: ['payments', 'payment'],
  find: 'findPayments',
  read: 'readPayment',
  create: 'createPayment',
  row: paymentRow,
  idOf: (row) => row.paymentId,
  toPosted(row, reference) {
    const currency = readCurrency('readPayment', row.currency);
    if (!currency.ok) return currency;
    const amount = readMoney('readPayment', row.amount, currency.value);
    if (!amount.ok) return amount;
    const unallocated = readMoney('readPayment', row.unallocated, currency.value);
    if (!unallocated.ok) return unallocated;
    return done({
      kind: 'payment',
      documentId: toDocumentId(row.paymentId),
      number: row.niceId,
      reference,
      currency: currency.value,
      totalMinor: amount.value,
      outstandingMinor: unallocated.value === 0 ? 0 : -unallocated.value,
    });
  },
};
