import type { PaymentDocument } from '../../domain/documents.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import { toDecimal } from './amounts.ts';
import type { CallResult } from './errors.ts';
import type { Leaving, PostContext } from './post-context.ts';
import { postReferenced } from './referenced-documents.ts';

/** A knock-off whose target is known by Stokly's id. */
export interface SettledAllocation {
  readonly type: 'invoice' | 'credit-note';
  readonly id: string;
  readonly amountMinor: number;
  readonly deductions: readonly { readonly name: string; readonly amountMinor: number }[];
}

/** Posts money into (positive) or out of (negative) the clearing account; all of it is knocked off. */
export function postPayment(
  context: PostContext,
  document: PaymentDocument,
  allocations: readonly SettledAllocation[],
  leaving: Leaving,
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
  const expected = { totalMinor: document.receivedMinor, outstandingMinor: 0 };
  return postReferenced(context, context.looks.payments, document, body, expected, leaving);
}
