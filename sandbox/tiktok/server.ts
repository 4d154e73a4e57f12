import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Company, OrderStatus } from '../company/types.ts';
import { addControlPlane, parseJson } from '../http/control.ts';
import type { FaultPlan } from '../http/faults.ts';
import type { Journal } from '../http/journal.ts';
import { createVendorApp, type VendorAnswer } from '../http/vendor-app.ts';
import { addConsentPages } from './consent.ts';
import { type Endpoint, endpoints } from './endpoints.ts';
import {
  ApiError,
  internalError,
  invalidAppKey,
  invalidMethod,
  invalidParam,
  invalidPath,
  invalidVersion,
  tooManyRequests,
} from './errors.ts';
import { createGate, tokenOf } from './gate.ts';
import { createTiktokState, type TiktokState } from './state.ts';
import { checkGrant, createTokenDesk, type IssuedTokens, type TokenDesk } from './tokens.ts';

export interface TiktokServerOptions {
  readonly company: Company;
  readonly faults: FaultPlan;
  readonly journal: Journal;
  readonly now: () => number;
  readonly latencyMs: number;
  readonly perSecond: number;
  readonly accessLifeMs: number;
  readonly appKey: string;
  readonly appSecret: string;
  readonly serviceId: string;
  readonly redirectUrl: string;
  readonly adjustmentInRevenue: boolean;
  readonly largestPage: number | null;
  readonly resetAll: () => void;
}

export interface TiktokServer {
  readonly app: FastifyInstance;
  readonly tokens: TokenDesk;
  readonly reset: () => void;
}

export function createTiktokServer(options: TiktokServerOptions): TiktokServer {
  const state = createTiktokState(options.company);
  const tokens = createTokenDesk(options.accessLifeMs);
  const gate = createGate({ ...options, tokens, state });
  const table = endpoints(state, options);
  const app = createVendorApp({
    ...options,
    server: 'tiktok',
    answerFault,
    endToken: (action, request) =>
      action === 'expire-token' ? tokens.expire(tokenOf(request)) : tokens.revoke(tokenOf(request)),
  });

  for (const endpoint of table) {
    app.route({
      method: endpoint.method,
      url: endpoint.path.replace(/\{(\w+)\}/g, ':$1'),
      exposeHeadRoute: false,
      handler: (request, reply) => succeed(reply, endpoint.handle(gate(request, endpoint)), 'Success'),
    });
  }
  addTokenEndpoints(app, tokens, options);
  addConsentPages(app, { ...options, tokens, state });
  addControlPlane(app, {
    ...options,
    reset: options.resetAll,
    state: () => ({ shops: state.shops().map(({ shop, orders }) => ({ ...shop, orders })) }),
  });
  addOrderEditing(app, state, options.now);
  app.setNotFoundHandler((request, reply) => fail(reply, whyUnknown(request, table)));
  app.setErrorHandler((error, _request, reply) =>
    fail(reply, error instanceof ApiError ? error : internalError()),
  );
  return {
    app,
    tokens,
    reset: () => state.reset(),
  };
}

function succeed(reply: FastifyReply, data: unknown, message: string): FastifyReply {
  return reply
    .type('application/json')
    .send(JSON.stringify({ code: 0, message, data, request_id: requestId(Date.now()) }));
}

function fail(reply: FastifyReply, error: ApiError): FastifyReply {
  if (error.retryAfter !== null) reply.header('retry-after', String(error.retryAfter));
  const body = { code: error.code, message: error.message, data: null, request_id: requestId(Date.now()) };
  return reply.code(error.status).type('application/json').send(JSON.stringify(body));
}

/** 34 characters that start with the time, e.g. `2022080809462301024509910319695C45` (§8.8). */
function requestId(now: number): string {
  const stamp = new Date(now).toISOString().replace(/\D/g, '').slice(0, 14);
  return stamp + randomBytes(10).toString('hex').toUpperCase();
}

function answerFault(action: string): VendorAnswer {
  const error =
    action === '429'
      ? tooManyRequests(null)
      : action === 'refuse'
        ? invalidParam('refused')
        : internalError();
  const status = action === 'refuse' ? 200 : Number(action);
  return {
    status,
    body: { code: error.code, message: error.message, data: null, request_id: requestId(Date.now()) },
  };
}

/** Tells an unknown path from a wrong method and from a version that does not exist (any more). */
function whyUnknown(request: FastifyRequest, table: readonly Endpoint[]): ApiError {
  const path = new URL(request.url, 'http://127.0.0.1').pathname.split('/');
  const fits = (endpoint: Endpoint, ignoreVersion: boolean): boolean => {
    const wanted = endpoint.path.split('/');
    return (
      wanted.length === path.length &&
      wanted.every((part, i) => part === path[i] || part.startsWith('{') || (ignoreVersion && i === 2))
    );
  };
  if (table.some((endpoint) => fits(endpoint, false))) return invalidMethod();
  const versioned = /^\d{6}$/.test(path[2] ?? '');
  return versioned && table.some((endpoint) => fits(endpoint, true)) ? invalidVersion() : invalidPath();
}

/** The unsigned token endpoints of §1.2; success is `code` 0 and the message is lower case here. */
function addTokenEndpoints(app: FastifyInstance, tokens: TokenDesk, options: TiktokServerOptions): void {
  const shops = options.company.shops.map(({ shop }) => shop);
  const checkApp = (query: URLSearchParams): void => {
    if (query.get('app_key') !== options.appKey) throw invalidAppKey();
    if (query.get('app_secret') !== options.appSecret) throw invalidParam('app_secret is wrong');
  };
  const answer = ({ authorization, accessToken, accessExpiresAt }: IssuedTokens): unknown => {
    const base = shops.find((shop) => authorization.shopIds.includes(shop.id));
    return {
      access_token: accessToken,
      // Absolute Unix seconds, not durations (§0.2 no. 3).
      access_token_expire_in: Math.floor(accessExpiresAt / 1000),
      refresh_token: authorization.refreshToken,
      refresh_token_expire_in: Math.floor(authorization.refreshExpiresAt / 1000),
      open_id: authorization.openId,
      seller_name: options.company.name,
      seller_base_region: base?.region ?? 'GB',
      user_type: 0,
      granted_scopes: authorization.scopes,
    };
  };
  app.get('/api/v2/token/get', (request, reply) => {
    const { query, now } = request.call;
    checkApp(query);
    checkGrant(query.get('grant_type'), 'authorized_code');
    return succeed(reply, answer(tokens.exchange(query.get('auth_code') ?? '', now)), 'success');
  });
  app.get('/api/v2/token/refresh', (request, reply) => {
    const { query, now } = request.call;
    checkApp(query);
    checkGrant(query.get('grant_type'), 'refresh_token');
    return succeed(reply, answer(tokens.refresh(query.get('refresh_token') ?? '', now)), 'success');
  });
}

const editSchema = z.strictObject({
  status: z
    .enum([
      'UNPAID',
      'ON_HOLD',
      'AWAITING_SHIPMENT',
      'PARTIALLY_SHIPPING',
      'AWAITING_COLLECTION',
      'IN_TRANSIT',
      'DELIVERED',
      'COMPLETED',
      'CANCELLED',
    ] satisfies OrderStatus[])
    .optional(),
  /** Minor units taken off the first unit, on top of its discount. */
  extraSellerDiscount: z.int().positive().optional(),
  /** Unix seconds; now, when not given. */
  updateTime: z.int().optional(),
});

/** `PATCH /__sandbox/orders/{id}`: something happened to an order after it was fetched. */
function addOrderEditing(app: FastifyInstance, state: TiktokState, now: () => number): void {
  app.patch<{ Params: { id: string } }>('/__sandbox/orders/:id', (request, reply) => {
    const order = state.findOrder(request.params.id);
    const edit = editSchema.safeParse(parseJson(request.body));
    if (order === null) return reply.code(404).send({ message: 'no such order' });
    if (!edit.success) return reply.code(400).send({ message: z.prettifyError(edit.error) });
    if (edit.data.status !== undefined) order.status = edit.data.status;
    const at = edit.data.updateTime ?? Math.floor(now() / 1000);
    if (order.status === 'DELIVERED' || order.status === 'COMPLETED') order.deliveredAt ??= at;
    if (order.status === 'CANCELLED') order.cancelledAt ??= at;
    const [unit] = order.units;
    if (unit !== undefined) unit.sellerDiscount += edit.data.extraSellerDiscount ?? 0;
    order.updatedAt = at;
    return reply.send({ id: order.id, status: order.status, update_time: order.updatedAt });
  });
}
