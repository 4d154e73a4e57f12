import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Company } from '../company/types.ts';
import { addControlPlane, parseJson } from '../http/control.ts';
import type { FaultAction, FaultPlan } from '../http/faults.ts';
import type { Journal } from '../http/journal.ts';
import { createVendorApp, type VendorAnswer } from '../http/vendor-app.ts';
import type { AccountKeys } from './access.ts';
import { createAccount, granterOf, ownerOf } from './accounts.ts';
import type { Books } from './books.ts';
import { notFound, StoklyError } from './errors.ts';
import { removeCreditNote, removePayment } from './receipts.ts';
import { addStoklyRoutes } from './routes.ts';
import { removeInvoice, removeSaleOrder } from './sales.ts';
import { createStateFile } from './state-file.ts';
import {
  creditNoteJson,
  customerJson,
  invoiceJson,
  itemJson,
  lineJson,
  paymentJson,
  saleOrderJson,
} from './views.ts';

export interface StoklyServerOptions {
  /** The company's account, and one more that starts empty. The control plane is about the first. */
  readonly accounts: readonly [AccountKeys, AccountKeys];
  readonly tokenLifeMs: number;
  readonly perMinute: number;
  readonly company: Company;
  readonly faults: FaultPlan;
  readonly journal: Journal;
  readonly now: () => number;
  readonly latencyMs: number;
  readonly visibilityDelayMs: number;
  readonly resetAll: () => void;
  /** File that keeps the documents between two starts; null = they end with the process. */
  readonly stateFile: string | null;
}

export interface StoklyServer {
  readonly app: FastifyInstance;
  readonly reset: () => void;
}

export function createStoklyServer(options: StoklyServerOptions): StoklyServer {
  const { stateFile } = options;
  const [first, other] = options.accounts;
  const open = (keys: AccountKeys, name: string) =>
    createAccount({
      ...options,
      ...keys,
      idSalt: name,
      stateFile: stateFile === null ? null : createStateFile(`${stateFile}${name}`),
    });
  const company = open(first, '');
  const accounts = [company, open(other, '.other')];
  const app = createVendorApp({
    ...options,
    server: 'stokly',
    answerFault,
    endToken: (action, { headers: { authorization } }) => {
      for (const { access } of accounts)
        if (action === 'expire-token') access.expire(authorization);
        else access.revoke(authorization);
    },
  });
  app.setErrorHandler((error, _request, reply) => refuse(reply, error));
  app.setNotFoundHandler((_request, reply) => refuse(reply, notFound('route')));

  app.post('/v1/grant', (request, reply) => {
    const body = parseJson(request.body);
    const { access } = granterOf(accounts, body);
    return send(reply, 200, { data: { authenticationResult: access.grant(body, request.call.now) } });
  });
  // A scope of its own, so that the token is asked for on every route but the grant and the control plane.
  app.register(async (scope) => {
    scope.addHook('preHandler', async (request, reply) => {
      const { authorization } = request.headers;
      const { access } = ownerOf(accounts, authorization);
      reply.header('x-ratelimit-remaining', String(access.admit(authorization, request.call.now)));
    });
    addStoklyRoutes(scope, {
      booksOf: (request) => ownerOf(accounts, request.headers.authorization).books(),
      visibilityDelayMs: options.visibilityDelayMs,
    });
  });
  addControlPlane(app, { ...options, reset: options.resetAll, state: () => stateJson(company.books()) });
  addDeletionByHand(app, company.books, options.now);
  addLock(app, company.books);
  return {
    app,
    reset: () => {
      for (const account of accounts) account.reset();
    },
  };
}

function send(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return reply.code(status).type('application/json').send(JSON.stringify(body));
}

function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  if (!(error instanceof StoklyError)) return send(reply, 500, { message: 'Internal server error' });
  if (error.retryAfter !== null) reply.header('retry-after', String(error.retryAfter));
  return send(reply, error.status, { message: error.message });
}

function answerFault(action: FaultAction): VendorAnswer {
  if (action === 'refuse') return { status: 400, body: { message: 'The request was refused' } };
  if (action === '429') return { status: 429, body: { message: 'Too many requests' } };
  return { status: Number(action), body: { message: 'Internal server error' } };
}

/** `GET /__sandbox/state`: all documents in their latest state, visible or not. */
function stateJson(books: Books): unknown {
  return {
    items: books.items.listLatest().map(itemJson),
    customers: books.customers.listLatest().map(customerJson),
    saleOrders: books.orders.listLatest().map((order) => ({
      ...saleOrderJson(order),
      shipping: order.shipping,
      items: order.lines.map((line) => lineJson(line, order.currency)),
    })),
    invoices: books.invoices.listLatest().map((invoice) => ({
      ...invoiceJson(invoice),
      items: invoice.lines.map((line) => lineJson(line, invoice.currency)),
    })),
    payments: books.payments.listLatest().map(paymentJson),
    creditNotes: books.creditNotes.listLatest().map((note) => ({
      ...creditNoteJson(note),
      items: note.lines.map((line) => lineJson(line, note.currency)),
    })),
  };
}

const REMOVERS = {
  saleorders: removeSaleOrder,
  invoices: removeInvoice,
  payments: removePayment,
  'sale-credit-notes': removeCreditNote,
} as const;

const isKind = (kind: string): kind is keyof typeof REMOVERS => Object.hasOwn(REMOVERS, kind);

/** `DELETE /__sandbox/documents/{kind}/{id}`: a person deleted it in Stokly's own screen, at once. */
function addDeletionByHand(app: FastifyInstance, books: () => Books, now: () => number): void {
  app.delete(
    '/__sandbox/documents/:kind/:id',
    (request: FastifyRequest<{ Params: { kind: string; id: string } }>, reply) => {
      const { kind, id } = request.params;
      if (!isKind(kind))
        return send(reply, 404, { message: `kinds are ${Object.keys(REMOVERS).join(', ')}` });
      REMOVERS[kind](books(), id, now(), true).commit(now());
      return reply.code(204).send();
    },
  );
}

const lockBody = z.strictObject({ until: z.iso.date().nullable() });

/** `PUT /__sandbox/lock` with `{"until": "2026-09-30"}`, or null: a person closed a period in Stokly. */
function addLock(app: FastifyInstance, books: () => Books): void {
  app.put('/__sandbox/lock', (request, reply) => {
    const body = lockBody.safeParse(parseJson(request.body));
    if (!body.success) return send(reply, 400, { message: z.prettifyError(body.error) });
    books().lock.until = body.data.until;
    return reply.code(204).send();
  });
}
