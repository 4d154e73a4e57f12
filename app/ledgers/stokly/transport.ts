import { admitCall, closedCircuit, noteSilence } from '../../domain/circuit.ts';
import type { Fetch, FetchAnswer } from '../../ports/fetch.ts';
import type { Endpoint, EndpointName } from './endpoints.ts';
import { endpoints, pathOf } from './endpoints.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** One HTTP exchange, told apart by what it proves about the server's side. */
export type Exchange =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body:
        | { readonly readable: true; readonly json: unknown }
        | { readonly readable: false; readonly reason: string };
      readonly retryAfterMs: number | null;
    }
  /** It provably never left: nothing can have been made. */
  | { readonly kind: 'notSent'; readonly reason: string }
  /** Nothing was sent, because whoever asked for it no longer wanted it when its turn came. */
  | { readonly kind: 'withheld' }
  /** Nothing was sent, because Stokly gave no answer several times in a row and is left alone for a while. */
  | { readonly kind: 'leftAlone'; readonly waitMs: number }
  /** It left, or may have, and no complete answer came. */
  | { readonly kind: 'noAnswer'; readonly reason: string };

export interface CallRequest {
  readonly id?: string;
  /** Encoded query without the question mark. */
  readonly query?: string;
  readonly body?: unknown;
  /** Asked when the call's turn has come, right before it leaves; false = it shall not. */
  readonly leaving?: () => Promise<boolean>;
}

export type Send = (name: EndpointName, request: CallRequest, token: string | null) => Promise<Exchange>;

export interface TransportOptions {
  readonly apiUrl: string;
  readonly timeoutMs: number;
  readonly fetch: Fetch;
  readonly limiter: RateLimiter;
  readonly now: () => number;
  /** Hears after each answer how far this computer's clock is ahead of the server's `Date`. */
  readonly onClock?: (offMs: number) => void;
}

const mostBytes = 64 * 1024 * 1024;

/** Makes the one function through which every call leaves: address, time-out, size limit, rate. Never throws. */
export function createTransport(options: TransportOptions): Send {
  const base = options.apiUrl.replace(/\/+$/, '');
  let circuit = closedCircuit;
  const silent = () => {
    circuit = noteSilence(circuit, options.now());
  };
  return async (name, request, token) => {
    const path = pathOf(name, request.id);
    if (path === null) return { kind: 'notSent', reason: 'the id is not one Stokly could have given' };
    const endpoint: Endpoint = endpoints[name];
    const leave = await options.limiter.take();
    const open = admitCall(circuit, options.now());
    if (!open.ok) return { kind: 'leftAlone', waitMs: open.waitMs };
    if (request.leaving && !(await request.leaving())) return { kind: 'withheld' };
    const admission = admitCall(circuit, options.now());
    if (!admission.ok) return { kind: 'leftAlone', waitMs: admission.waitMs };
    circuit = admission.circuit;
    leave();
    const signal = AbortSignal.timeout(options.timeoutMs);
    let response: FetchAnswer;
    try {
      response = await options.fetch(`${base}${path}${request.query ? `?${request.query}` : ''}`, {
        method: endpoint.method,
        headers: headersOf(request, token),
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        // A redirect would send the token, or the document a second time, to a place nobody named.
        redirect: 'manual',
        signal,
      });
    } catch (error) {
      silent();
      return neverLeft(error)
        ? { kind: 'notSent', reason: reasonOf(error) }
        : { kind: 'noAnswer', reason: reasonOf(error) };
    }
    const sentAt = Date.parse(response.headers.get('date') ?? '');
    // The header is whole seconds: half of one is its middle.
    if (!Number.isNaN(sentAt)) options.onClock?.(Math.round(options.now() - sentAt - 500));
    heedRemaining(response.headers.get('x-ratelimit-remaining'), options.limiter);
    const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), options.now());
    // One call was told to wait: so do the others, but not longer than a minute without a sign of life.
    if (response.status === 429 && retryAfterMs !== null)
      options.limiter.hold(Math.min(retryAfterMs, 60_000));
    const body = await readBody(response);
    if (response.status >= 500 || (response.status < 300 && !body.readable)) silent();
    else circuit = closedCircuit;
    return { kind: 'answered', status: response.status, body, retryAfterMs };
  };
}

function headersOf(request: CallRequest, token: string | null): Record<string, string> {
  return {
    accept: 'application/json',
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
}

/**
 * The header counts down (vendors/stokly.md §3.5); working clients pause up to a minute at 3 or fewer. What is left
 * is spread over the next minute: 3 left → 15 s, none left → 60 s.
 */
function heedRemaining(header: string | null, limiter: RateLimiter): void {
  if (header === null || !/^\d{1,9}$/.test(header.trim())) return;
  const remaining = Number(header);
  if (remaining <= 3) limiter.hold(60_000 / (remaining + 1));
}

/** Seconds or an HTTP date → milliseconds from now; null when absent or unreadable. Never seen at Stokly (§3.5). */
function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

async function readBody(
  response: FetchAnswer,
): Promise<{ readable: true; json: unknown } | { readable: false; reason: string }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > mostBytes) return { readable: false, reason: 'the answer is larger than 64 MB' };
      chunks.push(chunk);
    }
  } catch (error) {
    return { readable: false, reason: `the answer was cut off: ${reasonOf(error)}` };
  }
  try {
    const json: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return { readable: true, json };
  } catch {
    return { readable: false, reason: `HTTP ${response.status} without readable JSON` };
  }
}

/** Failures while connecting, looking up the name or checking the certificate: no byte of the request was sent. */
const whileConnecting = new Set(['connect', 'getaddrinfo', 'queryA', 'queryAaaa']);
const beforeRequest = new Set([
  'ERR_INVALID_URL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function neverLeft(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverLeft);
  const { code, syscall } = detailsOf(error);
  if (whileConnecting.has(syscall) || beforeRequest.has(code)) return true;
  return neverLeft(error.cause);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the connection failed';
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { code } = detailsOf(error);
  if (code !== '') return code;
  return error.cause === undefined ? 'the connection failed' : reasonOf(error.cause);
}

function detailsOf(error: Error): { readonly code: string; readonly syscall: string } {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const syscall = 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : '';
  return { code, syscall };
}
