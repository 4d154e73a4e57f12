import type { Books, Write } from './books.ts';
import { PAYMENT_METHODS } from './catalogue-seed.ts';
import { type Invoice, linesTotal, type SaleOrder } from './documents.ts';
import { badRequest, conflict, notFound } from './errors.ts';
import { checkStatedAmounts, priceLines } from './lines.ts';
import { refuseLocked } from './lock.ts';
import { exponentOf, minorAmount } from './money.ts';
import type { InvoiceBody, InvoiceLineBody, SaleOrderBody } from './schemas.ts';

/** `POST /v2/saleorders` (stokly.md §4.4). The same reference twice makes two orders: nothing is refused. */
export function createSaleOrder(books: Books, body: SaleOrderBody, now: number): Write {
  const exponent = exponentOf(body.currency);
  const channel = books.channels.find((candidate) => candidate.channelId === body.sourceId);
  if (channel === undefined || channel.status === 2) throw badRequest('sourceId: no such channel');
  if (books.customers.seen(body.customer.customerId, now) === null) {
    throw badRequest('customer.customerId: no such customer');
  }
  const lines = priceLines(books, body.items, exponent, now);
  checkStatedAmounts(body.items, lines, exponent);
  const shippingCost = minorAmount(body.shipping?.cost ?? 0, exponent, 'shipping.cost');
  const shippingTax = minorAmount(body.shipping?.tax ?? 0, exponent, 'shipping.tax');
  const order: SaleOrder = {
    id: books.newId(),
    niceId: books.newNumber('SO'),
    stage: 'order',
    createdAt: body.createdAt,
    sourceType: body.sourceType,
    sourceId: body.sourceId,
    sourceReferenceId: body.sourceReferenceId,
    customerReference: body.customerReference ?? null,
    customerId: body.customer.customerId,
    channelName: channel.name,
    currency: body.currency,
    tags: body.tags ?? [],
    shipping: body.shipping ?? null,
    shippingCost,
    shippingTax,
    lines,
    total: linesTotal(lines) + shippingCost + shippingTax,
  };
  return { id: order.id, commit: (visibleAt) => books.orders.put(order.id, order, visibleAt) };
}

export function tagSaleOrder(books: Books, id: string, tags: readonly string[], now: number): Write {
  if (books.orders.seen(id, now) === null) throw notFound('sale order');
  return {
    id,
    commit: (visibleAt) => {
      const order = books.orders.latest(id);
      if (order !== null) books.orders.put(id, { ...order, tags }, visibleAt);
    },
  };
}

/** A6: a removed order stays in the list with `stage: "removed"`. `force` is a person in Stokly's own screen. */
export function removeSaleOrder(books: Books, id: string, now: number, force = false): Write {
  const order = books.orders.latest(id);
  if (order === null || (!force && books.orders.seen(id, now) === null)) throw notFound('sale order');
  const invoiced = books.invoices.listLatest().some((invoice) => invoice.saleOrderId === id);
  if (invoiced && !force) throw conflict('the sale order has invoices');
  return { id, commit: (visibleAt) => books.orders.put(id, { ...order, stage: 'removed' }, visibleAt) };
}

/** A1: `POST /v2/saleorders/{id}/invoices`; `issued` is unpaid, `paid` is born with payments of its exact total. */
export function createInvoice(books: Books, saleOrderId: string, body: InvoiceBody, now: number): Write {
  const order = books.orders.seen(saleOrderId, now);
  if (order === null) throw notFound('sale order');
  if (order.stage === 'removed') throw badRequest('the sale order is removed');
  if (body.currency !== order.currency) throw badRequest('currency: must be the currency of the sale order');
  const issueDate = body.issueDate ?? new Date(now).toISOString().slice(0, 10);
  refuseLocked(books.lock, issueDate);
  const exponent = exponentOf(body.currency);
  const lines = priceLines(books, body.items, exponent, now);
  const total = linesTotal(lines);
  const settlements = body.payments.map((payment, index) => {
    checkMethod(payment.method);
    const amount = minorAmount(payment.amount, exponent, `payments.${index}.amount`);
    return { by: 'birth' as const, documentId: null, method: payment.method, amount, cash: amount };
  });
  if (body.status === 'issued' && settlements.length > 0) {
    throw badRequest('payments: an issued invoice has none');
  }
  if (body.status === 'paid' && settlements.reduce((sum, s) => sum + s.amount, 0) !== total) {
    throw badRequest('payments: must add up to the gross total of the invoice');
  }
  const invoice: Invoice = {
    id: books.newId(),
    niceId: books.newNumber('INV'),
    saleOrderId,
    saleOrderNiceId: order.niceId,
    customerId: order.customerId,
    currency: body.currency,
    issueDate,
    reference: body.reference ?? null,
    lines,
    total,
    settlements,
  };
  return { id: invoice.id, commit: (visibleAt) => books.invoices.put(invoice.id, invoice, visibleAt) };
}

/** A5: replaces the lines of an invoice nothing was paid or credited on. */
export function amendInvoice(
  books: Books,
  id: string,
  items: readonly InvoiceLineBody[],
  now: number,
): Write {
  const invoice = visibleInvoice(books, id, now);
  refuseLocked(books.lock, invoice.issueDate);
  if (invoice.settlements.length > 0) throw badRequest('the invoice has payments');
  const lines = priceLines(books, items, exponentOf(invoice.currency), now);
  const amended = { ...invoice, lines, total: linesTotal(lines) };
  return { id, commit: (visibleAt) => books.invoices.put(id, amended, visibleAt) };
}

/** A6: refused while a payment or credit note is allocated to it. */
export function removeInvoice(books: Books, id: string, now: number, force = false): Write {
  const invoice = force ? books.invoices.latest(id) : visibleInvoice(books, id, now);
  if (invoice === null) throw notFound('invoice');
  if (!force) refuseLocked(books.lock, invoice.issueDate);
  if (!force && invoice.settlements.some((settlement) => settlement.by !== 'birth')) {
    throw conflict('payments or credit notes are allocated to the invoice');
  }
  return { id, commit: (visibleAt) => books.invoices.remove(id, visibleAt) };
}

/** The latest state of an invoice that readers can already see. */
export function visibleInvoice(books: Books, id: string, now: number): Invoice {
  const latest = books.invoices.latest(id);
  if (latest === null || books.invoices.seen(id, now) === null) throw notFound('invoice');
  return latest;
}

export function checkMethod(method: number): void {
  if (!PAYMENT_METHODS.some((known) => known.paymentMethodId === method)) {
    throw badRequest(`method ${method} does not exist`);
  }
}

/** Refuses to use up more of a balance than is open, or to use it in the wrong direction. */
export function checkConsumes(amount: number, open: number, what: string): void {
  const fits = amount !== 0 && Math.sign(amount) === Math.sign(open) && Math.abs(amount) <= Math.abs(open);
  if (!fits) throw badRequest(`${what}: the amount is beyond what is outstanding`);
}
