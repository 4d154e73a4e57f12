import { type Reference, toDocumentId } from '../../domain/ids.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import { absentIs404 } from './confirm.ts';
import type { Context } from './context.ts';
import { type CallResult, done, notUnderstood } from './errors.ts';
import { readCurrency, readMoney } from './held-documents.ts';
import { readOrder, totalOfOrder } from './held-orders.ts';
import { type InvoiceRow, invoiceNumberOf, invoiceRow, singleOf } from './wire.ts';

/** One invoice by Stokly's id; null when it is not there (or not yet). */
export async function readInvoice(
  context: Context,
  documentId: string,
): Promise<CallResult<InvoiceRow | null>> {
  const row = absentIs404(await context.client.read('readInvoice', { id: documentId }, singleOf(invoiceRow)));
  return row.ok ? done(row.value === null ? null : row.value.data) : row;
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
