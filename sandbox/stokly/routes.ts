import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FaultRule } from '../http/faults.ts';
import type { Books, Write } from './books.ts';
import { PAYMENT_METHODS } from './catalogue-seed.ts';
import { badRequest, notFound } from './errors.ts';
import { type Json, type ListResource, listAnswer, type PageFault } from './list.ts';
import { createCreditNote, createPayment, removeCreditNote, removePayment } from './receipts.ts';
import {
  amendInvoice,
  createInvoice,
  createSaleOrder,
  removeInvoice,
  removeSaleOrder,
  tagSaleOrder,
} from './sales.ts';
import {
  creditNoteBody,
  customerBody,
  invoicePatch,
  invoicesBody,
  itemBody,
  paymentBody,
  readBody,
  saleOrderBody,
  saleOrderPatch,
} from './schemas.ts';
import {
  channels,
  creditNoteJson,
  creditNotes,
  customerJson,
  customers,
  invoiceJson,
  invoices,
  itemJson,
  items,
  lineJson,
  locations,
  paymentJson,
  payments,
  saleOrderJson,
  saleOrders,
} from './views.ts';

export interface RouteOptions {
  /** The books of the account whose token the call carries. */
  readonly booksOf: (request: FastifyRequest) => Books;
  readonly visibilityDelayMs: number;
}

const LATE_MS = 2_000;

type ById = { Params: { id: string } };

/** All routes behind the token. Which are observed and which assumed: fidelity.md. */
export function addStoklyRoutes(app: FastifyInstance, options: RouteOptions): void {
  const { booksOf } = options;

  const list = <T>(path: string, resource: (books: Books) => ListResource<T>): void => {
    app.get(path, (request, reply) => {
      const { query, now, fault } = request.call;
      return ok(reply, listAnswer(resource(booksOf(request)), query, now, pageFault(fault)));
    });
  };
  const single = (path: string, find: (books: Books, id: string, now: number) => Json): void => {
    app.get<ById>(path, (request, reply) =>
      ok(reply, { data: find(booksOf(request), request.params.id, request.call.now) }),
    );
  };
  const write = (
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    work: (books: Books, raw: string, id: string, now: number) => Write,
  ): void => {
    app.route<{ Params: { id?: string } }>({
      method,
      url: path,
      handler: (request, reply) => {
        const done = work(
          booksOf(request),
          request.call.rawBody(),
          request.params.id ?? '',
          request.call.now,
        );
        return accept(request, reply, done, options.visibilityDelayMs);
      },
    });
  };

  list('/v0/items', items);
  single('/v0/items/:id', (b, id, now) => itemJson(found(b.items.seen(id, now), 'item')));
  app.get<ById>('/v0/items/:id/children', (request, reply) => ok(reply, children(booksOf(request), request)));
  app.get<ById>('/v0/items/:id/barcodes', (request, reply) => {
    const item = found(booksOf(request).items.seen(request.params.id, request.call.now), 'item');
    return ok(reply, rowsAnswer(item.barcodes.map((barcode) => ({ barcode }))));
  });
  list('/v0/item-barcodes', itemBarcodes);
  list('/v0/composing-items', composingItems);
  write('POST', '/v0/items', (b, raw) => {
    const body = readBody(itemBody, raw);
    const id = b.newId();
    const item = {
      itemId: id,
      sku: body.sku,
      name: body.name,
      format: 0 as const,
      status: 0 as const,
      barcodes: body.barcodes ?? [],
      onHand: 0,
      timeUpdated: new Date(0).toISOString(),
      children: [],
    };
    return { id, commit: (visibleAt) => b.items.put(id, item, visibleAt) };
  });

  list('/v0/channels', channels);
  single('/v0/channels/:id', (b, id) => ({
    ...found(b.channels.find((channel) => channel.channelId === id) ?? null, 'channel'),
  }));
  list('/v0/locations', locations);
  list('/v0/customers', customers);
  single('/v0/customers/:id', (b, id, now) => customerJson(found(b.customers.seen(id, now), 'customer')));
  write('POST', '/v0/customers', (b, raw) => {
    const body = readBody(customerBody, raw);
    const id = b.newId();
    const customer = {
      customerId: id,
      name: body.fullName ?? `${body.name.forename} ${body.name.surname}`.trim(),
      barcode: body.barcode ?? null,
      status: 1 as const,
      email: body.email ?? null,
    };
    return { id, commit: (visibleAt) => b.customers.put(id, customer, visibleAt) };
  });

  list('/v2/saleorders', saleOrders);
  single('/v2/saleorders/:id', (b, id, now) => {
    const order = found(b.orders.seen(id, now), 'sale order');
    return { ...saleOrderJson(order), shipping: order.shipping };
  });
  app.get<ById>('/v2/saleorders/:id/items', (request, reply) => {
    const order = found(booksOf(request).orders.seen(request.params.id, request.call.now), 'sale order');
    return ok(reply, rowsAnswer(order.lines.map((line) => lineJson(line, order.currency))));
  });
  write('POST', '/v2/saleorders', (b, raw, _id, now) =>
    createSaleOrder(b, readBody(saleOrderBody, raw), now),
  );
  write('PATCH', '/v2/saleorders/:id', (b, raw, id, now) =>
    tagSaleOrder(b, id, readBody(saleOrderPatch, raw).tags, now),
  );
  write('DELETE', '/v2/saleorders/:id', (b, _raw, id, now) => removeSaleOrder(b, id, now));
  write('POST', '/v2/saleorders/:id/invoices', (b, raw, id, now) => {
    const [body] = readBody(invoicesBody, raw).invoices;
    if (body === undefined) throw badRequest('invoices: one invoice at a time');
    return createInvoice(b, id, body, now);
  });

  list('/v0/invoices', invoices);
  single('/v0/invoices/:id', (b, id, now) => {
    const invoice = found(b.invoices.seen(id, now), 'invoice');
    return { ...invoiceJson(invoice), items: invoice.lines.map((line) => lineJson(line, invoice.currency)) };
  });
  write('PATCH', '/v0/invoices/:id', (b, raw, id, now) =>
    amendInvoice(b, id, readBody(invoicePatch, raw).items, now),
  );
  write('DELETE', '/v0/invoices/:id', (b, _raw, id, now) => removeInvoice(b, id, now));

  list('/v0/payments', payments);
  single('/v0/payments/:id', (b, id, now) => paymentJson(found(b.payments.seen(id, now), 'payment')));
  write('POST', '/v0/payments', (b, raw, _id, now) => createPayment(b, readBody(paymentBody, raw), now));
  write('DELETE', '/v0/payments/:id', (b, _raw, id, now) => removePayment(b, id, now));

  list('/v0/sale-credit-notes', creditNotes);
  single('/v0/sale-credit-notes/:id', (b, id, now) => {
    const note = found(b.creditNotes.seen(id, now), 'credit note');
    return { ...creditNoteJson(note), items: note.lines.map((line) => lineJson(line, note.currency)) };
  });
  write('POST', '/v0/sale-credit-notes', (b, raw, _id, now) =>
    createCreditNote(b, readBody(creditNoteBody, raw), now),
  );
  write('DELETE', '/v0/sale-credit-notes/:id', (b, _raw, id, now) => removeCreditNote(b, id, now));

  app.get('/v0/payment-methods', (_request, reply) => ok(reply, rowsAnswer(PAYMENT_METHODS)));
}

function pageFault(fault: FaultRule | null): PageFault | null {
  if (fault?.do === 'duplicate-page') return 'repeat';
  return fault?.do === 'moving-page' ? 'move' : null;
}

function ok(reply: FastifyReply, body: unknown): FastifyReply {
  return reply.code(200).type('application/json').send(JSON.stringify(body));
}

/** 202: taken, and seen by readers a moment later – or later than that, or never, if a fault says so. */
function accept(request: FastifyRequest, reply: FastifyReply, write: Write, delayMs: number): FastifyReply {
  const { fault, entry } = request.call;
  const delay = fault?.do === 'late-visible' ? (fault.ms ?? LATE_MS) : delayMs;
  if (fault?.do !== 'never-visible') write.commit(entry.at + delay);
  return reply
    .code(202)
    .type('application/json')
    .send(JSON.stringify({ data: { id: write.id } }));
}

function rowsAnswer<T>(rows: readonly T[]): unknown {
  return { data: rows, metadata: { count: rows.length } };
}

function found<T>(document: T | null, what: string): T {
  if (document === null) throw notFound(what);
  return document;
}

function children(books: Books, request: FastifyRequest<ById>): unknown {
  const { now } = request.call;
  const item = found(books.items.seen(request.params.id, now), 'item');
  return rowsAnswer(
    item.children.map((child) => {
      const part = books.items.seen(child.itemId, now);
      return {
        itemId: child.itemId,
        sku: part?.sku ?? '',
        name: part?.name ?? '',
        composingItemQuantity: child.quantity,
      };
    }),
  );
}

interface Pair {
  readonly itemId: string;
  readonly other: string;
  readonly quantity: number;
}

const itemBarcodes = (books: Books): ListResource<Pair> => ({
  rows: (now) =>
    books.items
      .listSeen(now)
      .flatMap((item) => item.barcodes.map((other) => ({ itemId: item.itemId, other, quantity: 1 }))),
  fields: { barcode: (pair) => pair.other, itemId: (pair) => pair.itemId },
  json: (pair) => ({ itemId: pair.itemId, barcode: pair.other }),
});

const composingItems = (books: Books): ListResource<Pair> => ({
  rows: (now) =>
    books.items.listSeen(now).flatMap((item) =>
      item.children.map((child) => ({
        itemId: item.itemId,
        other: child.itemId,
        quantity: child.quantity,
      })),
    ),
  fields: { itemId: (pair) => pair.itemId, composingItemId: (pair) => pair.other },
  json: (pair) => ({ itemId: pair.itemId, composingItemId: pair.other, quantity: pair.quantity }),
});
