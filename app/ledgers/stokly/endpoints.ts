/**
 * Every call this adapter can make: the only place that holds a path of Stokly's API. The vendor publishes no
 * reference, so each row says whether it was seen in working clients (`observed`, with the row of
 * vendors/stokly.md) or is assumed (with the number A1–A7 of the assumptions listed in README.md).
 */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `{id}` stands for one id. */
  readonly path: string;
  /** Completes the sentence "Stokly refused to …". */
  readonly purpose: string;
  readonly status: 'observed' | 'assumed';
  readonly source: string;
}

export const endpoints = {
  grant: {
    method: 'POST',
    path: '/v1/grant',
    purpose: 'sign in',
    status: 'observed',
    source: '§3.2; §8.1 row 1',
  },
  listItems: {
    method: 'GET',
    path: '/v0/items',
    purpose: 'list the items',
    status: 'observed',
    source: '§4.1; §8.1 rows 2 and 5',
  },
  createItem: {
    method: 'POST',
    path: '/v0/items',
    purpose: 'make an item',
    status: 'observed',
    source: '§4.1; which fields are required is unknown',
  },
  listChannels: {
    method: 'GET',
    path: '/v0/channels',
    purpose: 'list the sales channels',
    status: 'observed',
    source: '§4.2; §8.1 row 3',
  },
  listLocations: {
    method: 'GET',
    path: '/v0/locations',
    purpose: 'list the locations',
    status: 'observed',
    source: '§4.7; §8.1 row 4',
  },
  listPaymentMethods: {
    method: 'GET',
    path: '/v0/payment-methods',
    purpose: 'list the payment methods',
    status: 'assumed',
    source: 'A7; §7 question 2',
  },
  findCustomers: {
    method: 'GET',
    path: '/v0/customers',
    purpose: 'find a customer by its code',
    status: 'observed',
    source: '§4.3; §8.1 row 8',
  },
  createCustomer: {
    method: 'POST',
    path: '/v0/customers',
    purpose: 'make a customer',
    status: 'observed',
    source: '§4.3; which fields are required is unknown',
  },
  findOrders: {
    method: 'GET',
    path: '/v2/saleorders',
    purpose: 'find sale orders by our reference',
    status: 'observed',
    source: '§4.4; §8.1 row 9',
  },
  readOrder: {
    method: 'GET',
    path: '/v2/saleorders/{id}',
    purpose: 'read a sale order',
    status: 'observed',
    source: '§4.4; §8.1 row 11',
  },
  readOrderItems: {
    method: 'GET',
    path: '/v2/saleorders/{id}/items',
    purpose: 'read the lines of a sale order',
    status: 'observed',
    source: '§4.4; §8.1 row 11',
  },
  createOrder: {
    method: 'POST',
    path: '/v2/saleorders',
    purpose: 'make a sale order',
    status: 'observed',
    source: '§4.4; §8.1 row 10',
  },
  createPaidInvoice: {
    method: 'POST',
    path: '/v2/saleorders/{id}/invoices',
    purpose: 'make a paid invoice',
    status: 'observed',
    source: '§4.5; §8.1 row 12 (seen once)',
  },
  createOpenInvoice: {
    method: 'POST',
    path: '/v2/saleorders/{id}/invoices',
    purpose: 'make an open invoice',
    status: 'assumed',
    source: 'A1; §4.5 has status "issued" on purchase invoices only',
  },
  findInvoicesByReference: {
    method: 'GET',
    path: '/v0/invoices',
    purpose: 'find invoices by our reference',
    status: 'assumed',
    source: 'A2; the path is observed, the filter field is not',
  },
  findInvoicesOfOrders: {
    method: 'GET',
    path: '/v0/invoices',
    purpose: 'find the invoices of sale orders',
    status: 'assumed',
    source: '§8.1 row 13: the path is observed, the filter field is not',
  },
  listInvoicesSince: {
    method: 'GET',
    path: '/v0/invoices',
    purpose: 'list the invoices since a date',
    status: 'observed',
    source: '§4.5; §8.1 row 13',
  },
  readInvoice: {
    method: 'GET',
    path: '/v0/invoices/{id}',
    purpose: 'read an invoice',
    status: 'assumed',
    source: 'A2',
  },
  amendInvoice: {
    method: 'PATCH',
    path: '/v0/invoices/{id}',
    purpose: 'replace the lines of an unpaid invoice',
    status: 'assumed',
    source: 'A5',
  },
  createCreditNote: {
    method: 'POST',
    path: '/v0/sale-credit-notes',
    purpose: 'make a credit note',
    status: 'assumed',
    source: 'A4; /v0/credit-notes is store credit and is never used (§4.6)',
  },
  findCreditNotes: {
    method: 'GET',
    path: '/v0/sale-credit-notes',
    purpose: 'find credit notes by our reference',
    status: 'assumed',
    source: 'A4',
  },
  readCreditNote: {
    method: 'GET',
    path: '/v0/sale-credit-notes/{id}',
    purpose: 'read a credit note',
    status: 'assumed',
    source: 'A4',
  },
  createPayment: {
    method: 'POST',
    path: '/v0/payments',
    purpose: 'make a customer payment',
    status: 'assumed',
    source: 'A3; §8.1 row 16',
  },
  findPayments: {
    method: 'GET',
    path: '/v0/payments',
    purpose: 'find customer payments by our reference',
    status: 'assumed',
    source: 'A3',
  },
  readPayment: {
    method: 'GET',
    path: '/v0/payments/{id}',
    purpose: 'read a customer payment',
    status: 'assumed',
    source: 'A3',
  },
  removeOrder: {
    method: 'DELETE',
    path: '/v2/saleorders/{id}',
    purpose: 'remove a sale order',
    status: 'assumed',
    source: 'A6; DELETE was seen on items only (§4.1)',
  },
  removeInvoice: {
    method: 'DELETE',
    path: '/v0/invoices/{id}',
    purpose: 'remove an invoice',
    status: 'assumed',
    source: 'A6; whether an invoice can be voided is unknown (§7 question 8)',
  },
  removeCreditNote: {
    method: 'DELETE',
    path: '/v0/sale-credit-notes/{id}',
    purpose: 'remove a credit note',
    status: 'assumed',
    source: 'A6',
  },
  removePayment: {
    method: 'DELETE',
    path: '/v0/payments/{id}',
    purpose: 'remove a customer payment',
    status: 'assumed',
    source: 'A6',
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;

/** Names of the calls that only read; the type keeps a write from being retried as if it were a read. */
export type ReadName = {
  [Name in EndpointName]: (typeof endpoints)[Name]['method'] extends 'GET' ? Name : never;
}[EndpointName];
export type WriteName = Exclude<EndpointName, ReadName | 'grant'>;

/** UUIDs in all that was observed (§3.3); anything that could climb or leave the path is refused. */
const plainId = /^[A-Za-z0-9_-]{1,100}$/;

/** The path with the id put in; null when the path needs an id and this is none. */
export function pathOf(name: EndpointName, id?: string): string | null {
  const { path } = endpoints[name];
  if (!path.includes('{id}')) return path;
  return id !== undefined && plainId.test(id) ? path.replace('{id}', id) : null;
}
