import type { InvoiceDocument } from '../../domain/documents.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import { toDecimal } from './amounts.ts';
import { expectFigures, notReadBack, toSeen } from './confirm.ts';
import type { CallResult } from './errors.ts';
import { toPostedInvoice } from './held-invoices.ts';
import { findStanding } from './invoice-in-the-way.ts';
import { toInvoiceItems } from './lines.ts';
import type { Leaving, PostContext } from './post-context.ts';
import { ensureOrder } from './sale-orders.ts';

/**
 * The sale order first, then its invoice (vendors/stokly.md §8.3): either step that an earlier try has made is found
 * and kept. The figures tie out or the answer is an error that names both.
 */
export async function postInvoice(
  context: PostContext,
  document: InvoiceDocument,
  leaving: Leaving,
): Promise<CallResult<PostedDocument>> {
  const order = await ensureOrder(context, document.order, leaving);
  if (!order.ok) return order;
  const standing = await findStanding(context, document, order.value);
  if (!standing.ok) return standing;
  const { ours, others } = standing.value;
  const { currency, reference, grossMinor } = document;
  const expected = {
    currency,
    totalMinor: grossMinor,
    outstandingMinor: document.settled ? 0 : grossMinor,
  };
  if (ours) {
    const posted = await toPostedInvoice(context, ours, reference, grossMinor);
    // An open invoice may have been knocked off since; one that should be paid may not be open.
    const outstandingMinor = document.settled ? 0 : null;
    return posted.ok ? expectFigures(posted.value, { ...expected, outstandingMinor }) : posted;
  }
  const created = await context.client.create(document.settled ? 'createPaidInvoice' : 'createOpenInvoice', {
    id: order.value.documentId,
    body: toInvoiceBody(document, context.assumedCalls),
    leaving,
  });
  if (!created.ok) return created;
  const made = await context.looks.madeInvoices.see({
    id: created.value,
    saleOrderId: order.value.documentId,
    reference,
    issuedOn: document.issuedOn,
    before: others,
  });
  const row = toSeen(`invoice ${reference}`, made);
  if (!row.ok) return row;
  const posted = await toPostedInvoice(context, row.value, reference, grossMinor);
  return posted.ok
    ? expectFigures(posted.value, expected)
    : notReadBack(`invoice ${reference}`, posted.error);
}

/**
 * The body as observed (§4.5); reference and date are assumed fields (A1) and stay out where assumptions are off.
 * The rate is Stokly's own: in which direction a rate given by us would be read is unknown.
 */
function toInvoiceBody(document: InvoiceDocument, assumedCalls: boolean) {
  const { currency, settled } = document;
  return {
    invoices: [
      {
        status: settled ? 'paid' : 'issued',
        currency,
        exchangeRate: 1,
        useSystemExchangeRate: true,
        ...(assumedCalls ? { reference: document.reference, issueDate: document.issuedOn } : {}),
        payments: (settled?.payments ?? []).map((payment) => ({
          method: payment.method,
          amount: toDecimal(payment.amountMinor, currency),
        })),
        items: toInvoiceItems(document.lines, currency),
      },
    ],
  };
}
