import type { PaymentDocument } from '../../domain/documents.ts';
import { toDocumentId } from '../../domain/ids.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import { toDecimal } from './amounts.ts';
import type { Context } from './context.ts';
import { type CallResult, done } from './errors.ts';
import { readCurrency, readMoney } from './held-documents.ts';
import { postReferenced, type ReferencedKind } from './referenced-documents.ts';
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

/** A knock-off whose target is known by Stokly's id. */
export interface SettledAllocation {
  readonly type: 'invoice' | 'credit-note';
  readonly id: string;
  readonly amountMinor: number;
  readonly deductions: readonly { readonly name: string; readonly amountMinor: number }[];
}

/** Posts money into (positive) or out of (negative) the clearing account; all of it is knocked off. */
export function postPayment(
  context: Context,
  document: PaymentDocument,
  allocations: readonly SettledAllocation[],
): Promise<CallResult<PostedDocument>> {
  const { currency } = document;
  const body = {
    reference: document.reference,
    customerId: document.customerId,
    method: document.method,
    currency,
    paidAt: document.issuedOn,
    amount: toDecimal(document.receivedMinor, currency),
    label: document.description,
    allocations: allocations.map((allocation) => ({
      type: allocation.type,
      id: allocation.id,
      amount: toDecimal(allocation.amountMinor, currency),
      deductions: allocation.deductions.map((deduction) => ({
        label: deduction.name,
        amount: toDecimal(deduction.amountMinor, currency),
      })),
    })),
  };
  return postReferenced(context, payments, document, body, {
    totalMinor: document.receivedMinor,
    outstandingMinor: 0,
  });
}
