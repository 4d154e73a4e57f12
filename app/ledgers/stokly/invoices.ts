import type { InvoiceDocument } from '../../domain/documents.ts';
import { type Reference, toDocumentId } from '../../domain/ids.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import { toDecimal } from './amounts.ts';
import { absentIs404, confirm, expectFigures } from './confirm.ts';
import type { Context } from './context.ts';
import { type CallResult, done, notUnderstood } from './errors.ts';
import { readCurrency, readMoney } from './held-documents.ts';
import { findStanding } from './invoice-in-the-way.ts';
import { toInvoiceItems } from './lines.ts';
import { ensureOrder, readOrder, totalOfOrder } from './sale-orders.ts';
import { type InvoiceRow, invoiceNumberOf, invoiceRow, singleOf } from './wire.ts';

/**
 * The sale order first, then its invoice (vendors/stokly.md §8.3): either step that an earlier try has made is found
 * and kept. The figures tie out or the answer is an error that names both.
 */
export async function postInvoice(
  context: Context,
  document: InvoiceDocument,
): Promise<CallResult<PostedDocument>> {
  const order = await ensureOrder(context, document.order);
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
  });
  if (!created.ok) return created;
  const posted = await confirm<PostedDocument>(context, `invoice ${reference}`, async () => {
    const row = await readMade(context, document, order.value, created.value, others);
    if (!row.ok) return row;
    return row.value ? toPostedInvoice(context, row.value, reference, grossMinor) : done(null);
  });
  return posted.ok ? expectFigures(posted.value, expected) : posted;
}

/** One invoice by Stokly's id; null when it is not there (or not yet). */
export async function readInvoice(
  context: Context,
  documentId: string,
): Promise<CallResult<InvoiceRow | null>> {
  const row = absentIs404(await context.client.read('readInvoice', { id: documentId }, singleOf(invoiceRow)));
  return row.ok ? done(row.value === null ? null : row.value.data) : row;
}

/** What the POST has made: by id where that may be assumed, else the invoice that the order did not have before. */
async function readMade(
  context: Context,
  document: InvoiceDocument,
  order: PostedDocument,
  saleInvoiceId: string,
  before: readonly InvoiceRow[],
): Promise<CallResult<InvoiceRow | null>> {
  if (context.assumedCalls) return readInvoice(context, saleInvoiceId);
  const rows = await context.finder.ofOrders([order.documentId], document.issuedOn);
  if (!rows.ok) return rows;
  const known = new Set(before.map((row) => row.saleInvoiceId));
  const fresh = rows.value.filter((row) => !known.has(row.saleInvoiceId));
  return done(fresh.find((row) => row.saleInvoiceId === saleInvoiceId) ?? fresh[0] ?? null);
}

/**
 * Total and balance are assumed fields (A2). Where the answer has no total, `totalIfSilent` stands in (minor units;
 * nothing else can be known of it), or the total of the sale order when nothing is expected. A balance is then known
 * of a paid invoice only.
 */
export async function toPostedInvoice(
  context: Context,
  row: InvoiceRow,
  reference: Reference,
  totalIfSilent: number | null,
): Promise<CallResult<PostedDocument>> {
  const currency = readCurrency('readInvoice', row.currency);
  if (!currency.ok) return currency;
  const total = await totalOf(context, row, totalIfSilent);
  if (!total.ok) return total;
  const outstanding =
    row.amountOutstanding === null || row.amountOutstanding === undefined
      ? done(row.status === 'paid' ? 0 : null)
      : readMoney('readInvoice', row.amountOutstanding, currency.value);
  if (!outstanding.ok) return outstanding;
  return done({
    kind: 'invoice',
    documentId: toDocumentId(row.saleInvoiceId),
    number: invoiceNumberOf(row),
    reference,
    currency: currency.value,
    totalMinor: total.value,
    outstandingMinor: outstanding.value,
  });
}

async function totalOf(
  context: Context,
  row: InvoiceRow,
  totalIfSilent: number | null,
): Promise<CallResult<number>> {
  const currency = readCurrency('readInvoice', row.currency);
  if (!currency.ok) return currency;
  if (row.total !== null && row.total !== undefined) {
    return readMoney('readInvoice', row.total, currency.value);
  }
  if (totalIfSilent !== null) return done(totalIfSilent);
  const order = await readOrder(context, row.saleOrderId);
  if (!order.ok) return order;
  return order.value === null
    ? notUnderstood('readInvoice', 'it has no total, and its sale order is gone')
    : totalOfOrder(context, order.value, currency.value);
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
