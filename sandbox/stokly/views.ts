import type { Books } from './books.ts';
import type { Channel, Customer, Item, Location } from './catalogue-seed.ts';
import {
  type CreditNote,
  cashOf,
  type Invoice,
  invoiceOutstanding,
  type Line,
  noteOutstanding,
  type Payment,
  type SaleOrder,
} from './documents.ts';
import type { Json, ListResource } from './list.ts';
import { exponentOf, toDecimal, unitToDecimal } from './money.ts';

/** How documents look from outside, and which fields a filter may name. */

const amount = (minor: number, currency: string): number => toDecimal(minor, exponentOf(currency));

export function lineJson(line: Line, currency: string): Json {
  return {
    lineId: line.lineId,
    parentId: null,
    referenceType: 'item',
    referenceId: line.itemId,
    itemSku: line.itemSku,
    itemName: line.itemName,
    quantity: line.quantity,
    status: 'unprocessed',
    displayPrice: unitToDecimal(line.unitPrice),
    displayTax: unitToDecimal(line.unitTax),
    displayLinePrice: amount(line.net, currency),
    displayLineTax: amount(line.tax, currency),
    displayLineTotal: amount(line.net + line.tax, currency),
  };
}

export const saleOrders = (books: Books): ListResource<SaleOrder> => ({
  rows: (now) => books.orders.listSeen(now),
  fields: {
    saleOrderId: (o) => o.id,
    niceId: (o) => o.niceId,
    sourceReferenceId: (o) => o.sourceReferenceId,
    customerReference: (o) => o.customerReference,
    sourceId: (o) => o.sourceId,
    sourceType: (o) => o.sourceType,
    customerId: (o) => o.customerId,
    channelName: (o) => o.channelName,
    stage: (o) => o.stage,
    currency: (o) => o.currency,
    createdAt: (o) => o.createdAt,
    itemStatuses: () => ['unprocessed'],
  },
  json: saleOrderJson,
});

export function saleOrderJson(order: SaleOrder): Json {
  return {
    saleOrderId: order.id,
    niceId: order.niceId,
    sourceReferenceId: order.sourceReferenceId,
    sourceType: order.sourceType,
    sourceId: order.sourceId,
    customerReference: order.customerReference,
    customerId: order.customerId,
    channelName: order.channelName,
    stage: order.stage,
    currency: order.currency,
    total: amount(order.total, order.currency),
    itemStatuses: ['unprocessed'],
    carrierReference: null,
    tags: order.tags,
    createdAt: order.createdAt,
  };
}

export const invoices = (books: Books): ListResource<Invoice> => ({
  rows: (now) => books.invoices.listSeen(now),
  fields: {
    saleInvoiceId: (i) => i.id,
    invoiceNumber: (i) => i.niceId,
    niceId: (i) => i.niceId,
    saleOrderId: (i) => i.saleOrderId,
    reference: (i) => i.reference,
    customerId: (i) => i.customerId,
    currency: (i) => i.currency,
    issueDate: (i) => i.issueDate,
    status: invoiceStatus,
  },
  json: invoiceJson,
});

const invoiceStatus = (invoice: Invoice): string =>
  invoice.settlements.length > 0 && invoiceOutstanding(invoice) === 0 ? 'paid' : 'issued';

export function invoiceJson(invoice: Invoice): Json {
  const { currency } = invoice;
  const settled = (by: (kind: string) => boolean): number =>
    invoice.settlements.filter((s) => by(s.by)).reduce((sum, s) => sum + s.amount, 0);
  return {
    saleInvoiceId: invoice.id,
    invoiceNumber: invoice.niceId,
    niceId: invoice.niceId,
    saleOrderId: invoice.saleOrderId,
    saleOrderNiceId: invoice.saleOrderNiceId,
    customerId: invoice.customerId,
    reference: invoice.reference,
    currency,
    issueDate: invoice.issueDate,
    status: invoiceStatus(invoice),
    total: amount(invoice.total, currency),
    amountPaid: amount(
      settled((by) => by !== 'credit-note'),
      currency,
    ),
    amountCredited: amount(
      settled((by) => by === 'credit-note'),
      currency,
    ),
    amountOutstanding: amount(invoiceOutstanding(invoice), currency),
    payments: invoice.settlements
      .filter((s) => s.by !== 'credit-note')
      .map((s) => ({
        method: s.method,
        amount: amount(s.amount, currency),
        cash: amount(s.cash, currency),
        ...(s.documentId === null ? {} : { paymentId: s.documentId }),
      })),
  };
}

export const payments = (books: Books): ListResource<Payment> => ({
  rows: (now) => books.payments.listSeen(now),
  fields: {
    paymentId: (p) => p.id,
    niceId: (p) => p.niceId,
    reference: (p) => p.reference,
    customerId: (p) => p.customerId,
    method: (p) => p.method,
    currency: (p) => p.currency,
    paidAt: (p) => p.paidAt,
  },
  json: paymentJson,
});

export function paymentJson(payment: Payment): Json {
  const { currency } = payment;
  return {
    paymentId: payment.id,
    niceId: payment.niceId,
    reference: payment.reference,
    customerId: payment.customerId,
    method: payment.method,
    currency,
    paidAt: payment.paidAt,
    label: payment.label,
    amount: amount(payment.amount, currency),
    unallocated: amount(payment.unallocated, currency),
    status: 'posted',
    allocations: payment.allocations.map((allocation) => ({
      type: allocation.type,
      id: allocation.id,
      amount: amount(allocation.amount, currency),
      cash: amount(cashOf(allocation), currency),
      deductions: allocation.deductions.map((deduction) => ({
        label: deduction.label,
        amount: amount(deduction.amount, currency),
      })),
    })),
  };
}

export const creditNotes = (books: Books): ListResource<CreditNote> => ({
  rows: (now) => books.creditNotes.listSeen(now),
  fields: {
    creditNoteId: (n) => n.id,
    niceId: (n) => n.niceId,
    reference: (n) => n.reference,
    saleInvoiceId: (n) => n.saleInvoiceId,
    customerId: (n) => n.customerId,
    currency: (n) => n.currency,
    issueDate: (n) => n.issueDate,
  },
  json: creditNoteJson,
});

export function creditNoteJson(note: CreditNote): Json {
  const outstanding = noteOutstanding(note);
  return {
    creditNoteId: note.id,
    niceId: note.niceId,
    reference: note.reference,
    saleInvoiceId: note.saleInvoiceId,
    customerId: note.customerId,
    currency: note.currency,
    issueDate: note.issueDate,
    total: amount(note.total, note.currency),
    allocated: amount(note.total + outstanding, note.currency),
    amountOutstanding: amount(outstanding, note.currency),
    status: outstanding === 0 ? 'applied' : 'issued',
  };
}

export const items = (books: Books): ListResource<Item> => ({
  rows: (now) => books.items.listSeen(now),
  fields: {
    itemId: (i) => i.itemId,
    sku: (i) => i.sku,
    name: (i) => i.name,
    format: (i) => i.format,
    status: (i) => i.status,
    barcode: (i) => i.barcodes[0] ?? null,
    onHand: (i) => i.onHand,
    timeUpdated: (i) => i.timeUpdated,
  },
  json: itemJson,
});

export function itemJson(item: Item): Json {
  return {
    itemId: item.itemId,
    sku: item.sku,
    name: item.name,
    format: item.format,
    status: item.status,
    barcode: item.barcodes[0] ?? null,
    barcodes: item.barcodes,
    tags: [],
    typeName: 'Homeware',
    onHand: item.onHand,
    onOrder: 0,
    timeCreated: '2025-02-03T08:00:00.000Z',
    timeUpdated: item.timeUpdated,
  };
}

export const customers = (books: Books): ListResource<Customer> => ({
  rows: (now) => books.customers.listSeen(now),
  fields: {
    customerId: (c) => c.customerId,
    name: (c) => c.name,
    barcode: (c) => c.barcode,
    status: (c) => c.status,
  },
  json: customerJson,
});

export const customerJson = (customer: Customer): Json => ({
  customerId: customer.customerId,
  name: customer.name,
  barcode: customer.barcode,
  status: customer.status,
  email: customer.email,
  accountBalance: 0,
});

export const channels = (books: Books): ListResource<Channel> => ({
  rows: () => books.channels,
  fields: {
    channelId: (c) => c.channelId,
    name: (c) => c.name,
    type: (c) => c.type,
    status: (c) => c.status,
  },
  json: (channel) => ({ ...channel }),
});

export const locations = (books: Books): ListResource<Location> => ({
  rows: () => books.locations,
  fields: { locationId: (l) => l.locationId, name: (l) => l.name, status: (l) => l.status },
  json: (location) => ({ ...location }),
});
