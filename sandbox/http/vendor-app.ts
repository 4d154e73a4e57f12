import { setTimeout as pause } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { brokenPayload } from './broken-payload.ts';
import type { Call } from './call.ts';
import type { FaultAction, FaultPlan, FaultRule } from './faults.ts';
import { type Journal, type ServerName, safeQuery } from './journal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    call: Call;
  }
}

/** An answer in the vendor's own words to a fault that replaces the work. */
export interface VendorAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface VendorAppOptions {
  readonly server: ServerName;
  readonly faults: FaultPlan;
  readonly journal: Journal;
  readonly now: () => number;
  readonly latencyMs: number;
  /** The vendor's error body for `refuse`, `500`, `502`, `503` and `429`. */
  readonly answerFault: (action: FaultAction, request: FastifyRequest) => VendorAnswer;
  /** Ends the token of this call (`expire-token`) or the whole authorization (`revoke-token`). */
  readonly endToken: (action: 'expire-token' | 'revoke-token', request: FastifyRequest) => void;
}

const CONTROL = '/__sandbox/';
const SKEW_MS = 600_000;
const SLOW_MS = 2_000;
const REPLACING: ReadonlySet<FaultAction> = new Set(['refuse', '500', '502', '503', '429']);

/** A Fastify server with the parts both stand-ins share: raw bodies, faults, journal, latency. */
export function createVendorApp(options: VendorAppOptions): FastifyInstance {
  const app = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: 8 * 1024 * 1024 });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  app.decorateRequest('call');

  app.addHook('onRequest', async (request, reply) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    if (url.pathname.startsWith(CONTROL)) return;
    const fault = options.faults.next(request.method, url.pathname);
    const at = options.now();
    const entry = options.journal.record({
      server: options.server,
      method: request.method,
      route: request.is404 ? null : routePattern(request.routeOptions.url),
      path: url.pathname,
      query: safeQuery(url.searchParams),
      status: 0,
      fault: fault?.do ?? null,
      at,
    });
    request.call = {
      entry,
      fault,
      now: fault?.do === 'clock-skew' ? at + (fault.ms ?? SKEW_MS) : at,
      query: url.searchParams,
      rawBody: () => (typeof request.body === 'string' ? request.body : ''),
    };
    if (options.latencyMs > 0) await pause(options.latencyMs);
    if (fault !== null) return beforeWork(fault, request, reply, options);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    // Control-plane requests never get a call.
    const call: Call | undefined = request.call;
    if (call === undefined) return payload;
    call.entry.status = reply.statusCode;
    reply.header('date', new Date(call.now).toUTCString());
    return call.fault === null ? payload : brokenPayload(call, reply, payload);
  });
  return app;
}

async function beforeWork(
  fault: FaultRule,
  request: FastifyRequest,
  reply: FastifyReply,
  options: VendorAppOptions,
): Promise<FastifyReply | undefined> {
  const action = fault.do;
  if (REPLACING.has(action)) {
    if (fault.retryAfter !== undefined) reply.header('retry-after', String(fault.retryAfter));
    const answer = options.answerFault(action, request);
    return reply.code(answer.status).type('application/json').send(JSON.stringify(answer.body));
  }
  if (action === 'html') {
    return reply.code(200).type('text/html').send('<!doctype html><title>Sign in</title><p>Wi-Fi login</p>');
  }
  if (action === 'drop-before') {
    reply.hijack();
    request.raw.socket.destroy();
    return reply;
  }
  if (action === 'expire-token' || action === 'revoke-token') options.endToken(action, request);
  if (action === 'slow') await pause(fault.ms ?? SLOW_MS);
  return undefined;
}

/** `/v0/invoices/:id` → `/v0/invoices/{id}`. */
function routePattern(url: string | undefined): string | null {
  return url === undefined ? null : url.replace(/:([A-Za-z]+)/g, '{$1}');
}
