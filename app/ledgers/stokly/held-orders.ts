import { type Reference, toDocumentId, toReference } from '../../domain/ids.ts';
import { type Currency, sumMinor } from '../../domain/money.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import { lineMinor } from './amounts.ts';
import { absentIs404 } from './confirm.ts';
import type { Context } from './context.ts';
import { type CallResult, done, notUnderstood } from './errors.ts';
import { chunkValues, oneOf } from './filter.ts';
import { byNumber, isGone, readCurrency, readMoney } from './held-documents.ts';
import { filterRefused, readAll } from './paging.ts';
import { listOf, type SaleOrderRow, saleOrderItemRow, saleOrderRow, singleOf } from './wire.ts';

/**
 * Living sale orders by our reference (`sourceReferenceId`), oldest first. Matched here, exactly: how Stokly compares
 * is unknown. An order under another channel with the same order id counts: a second one would be a double.
 */
export async function findOrders(
  context: Context,
  references: readonly string[],
): Promise<CallResult<ReadonlyMap<Reference, readonly SaleOrderRow[]>>> {
  const filters = chunkValues(references, (chunk) => oneOf('sourceReferenceId', chunk));
  if (!filters.ok) return filterRefused(filters.error);
  const wanted = new Set(references);
  const found = new Map<Reference, SaleOrderRow[]>();
  for (const filter of filters.value) {
    const rows = await readAll(context.client, 'findOrders', saleOrderRow, {
      filter,
      idOf: (row) => row.saleOrderId,
    });
    if (!rows.ok) return rows;
    for (const row of [...rows.value].sort(byNumber)) {
      if (!wanted.has(row.sourceReferenceId) || isGone(row.stage)) continue;
      const reference = toReference(row.sourceReferenceId);
      found.set(reference, [...(found.get(reference) ?? []), row]);
    }
  }
  return done(found);
}

/** One sale order by Stokly's id; null when it is not there (or not yet). */
export async function readOrder(
  context: Context,
  saleOrderId: string,
): Promise<CallResult<SaleOrderRow | null>> {
  const row = absentIs404(
    await context.client.read('readOrder', { id: saleOrderId }, singleOf(saleOrderRow)),
  );
  return row.ok ? done(row.value === null ? null : row.value.data) : row;
}

/** `currencyIfSilent` stands in where the answer names no currency. */
export async function toPostedOrder(
  context: Context,
  row: SaleOrderRow,
  reference: Reference,
  currencyIfSilent: Currency | null,
): Promise<CallResult<PostedDocument>> {
  const currency =
    !row.currency && currencyIfSilent
      ? done(currencyIfSilent)
      : readCurrency('readOrder', row.currency ?? '');
  if (!currency.ok) return currency;
  const total = await totalOfOrder(context, row, currency.value);
  if (!total.ok) return total;
  return done({
    kind: 'order',
    documentId: toDocumentId(row.saleOrderId),
    number: row.niceId,
    reference,
    currency: currency.value,
    totalMinor: total.value,
    outstandingMinor: null,
  });
}

/**
 * Gross in minor units: the order's own total, or the sum of its lines where the answer has none. That field is
 * assumed, the lines are observed (vendors/stokly.md §4.4).
 */
export async function totalOfOrder(
  context: Context,
  row: SaleOrderRow,
  currency: Currency,
): Promise<CallResult<number>> {
  return row.total === null || row.total === undefined
    ? sumOfLines(context, row.saleOrderId, currency)
    : readMoney('readOrder', row.total, currency);
}

async function sumOfLines(
  context: Context,
  saleOrderId: string,
  currency: Currency,
): Promise<CallResult<number>> {
  const lines = await context.client.read(
    'readOrderItems',
    { id: saleOrderId, query: 'page=0&size=1000' },
    listOf(saleOrderItemRow),
  );
  if (!lines.ok) return lines;
  const amounts: number[] = [];
  for (const line of lines.value.data.filter((row) => row.parentId === '')) {
    const net = lineMinor(line.displayPrice, line.quantity, currency);
    const tax = lineMinor(line.displayTax, line.quantity, currency);
    if (!net.ok || !tax.ok) return notUnderstood('readOrderItems', 'a price is not a decimal');
    amounts.push(net.value, tax.value);
  }
  return done(sumMinor(amounts));
}
