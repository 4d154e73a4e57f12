import type { OrderDocument } from '../../domain/documents.ts';
import { type Reference, toDocumentId, toReference } from '../../domain/ids.ts';
import { type Currency, sumMinor } from '../../domain/money.ts';
import type { Recipient } from '../../domain/orders.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import { lineMinor } from './amounts.ts';
import { absentIs404, confirm, expectFigures } from './confirm.ts';
import type { Context } from './context.ts';
import { type CallResult, done, notUnderstood } from './errors.ts';
import { chunkValues, oneOf } from './filter.ts';
import { byNumber, isGone, readCurrency, readMoney, severalHeld } from './held-documents.ts';
import { toOrderItems } from './lines.ts';
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

/** The sale order of a document: the one that is there already, or a new one. Its total ties out either way. */
export async function ensureOrder(
  context: Context,
  document: OrderDocument,
): Promise<CallResult<PostedDocument>> {
  const expected = {
    currency: document.currency,
    totalMinor: document.grossMinor,
    outstandingMinor: null,
  };
  const found = await findOrders(context, [document.reference]);
  if (!found.ok) return found;
  const held = found.value.get(document.reference) ?? [];
  if (held.length > 1) {
    return severalHeld(
      'sale orders',
      document.reference,
      held.map((row) => row.niceId),
    );
  }
  const [existing] = held;
  if (existing) {
    const posted = await toPostedOrder(context, existing, document.reference, document.currency);
    return posted.ok ? expectFigures(posted.value, expected) : posted;
  }
  const created = await context.client.create('createOrder', { body: toOrderBody(document) });
  if (!created.ok) return created;
  const posted = await confirm<PostedDocument>(context, `sale order ${document.reference}`, async () => {
    const row = await readOrder(context, created.value);
    if (!row.ok) return row;
    if (row.value === null) return done(null);
    return toPostedOrder(context, row.value, document.reference, document.currency);
  });
  return posted.ok ? expectFigures(posted.value, expected) : posted;
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

/**
 * vendors/stokly.md §8.2. `payments` stays empty: payments of the order and of its invoice might be added together
 * (§4.5). Shipping is a line of the document, so the order's own shipping costs nothing.
 */
function toOrderBody(document: OrderDocument) {
  return {
    stage: 'order',
    createdAt: new Date(document.createdAt).toISOString(),
    sourceType: 'other',
    sourceId: document.channelId,
    sourceReferenceId: document.reference,
    customerReference: document.reference,
    currency: document.currency,
    customer: { customerId: document.customerId },
    ...(document.recipient ? { shipping: toShipping(document.recipient) } : {}),
    items: toOrderItems(document.lines, document.currency, document.recipient ? 'delivery' : 'none'),
    payments: [],
  };
}

/** Marketplaces mask addresses; working clients put a filler where a field is empty, so some are required (§4.3). */
function toShipping(recipient: Recipient) {
  const filled = (text: string) => (text.trim() === '' ? '-' : text);
  return {
    name: splitName(recipient.name),
    address: {
      line1: filled(recipient.line1),
      line2: recipient.line2,
      city: filled(recipient.city),
      region: recipient.region,
      country: recipient.country,
      postcode: filled(recipient.postcode),
    },
    option: 'Marketplace',
    cost: 0,
    tax: 0,
  };
}

/** First word and the rest: Stokly keeps two names. */
export function splitName(name: string): { readonly forename: string; readonly surname: string } {
  const [forename = '', ...rest] = name.trim().split(/\s+/);
  return { forename: forename === '' ? '-' : forename, surname: rest.join(' ') };
}
