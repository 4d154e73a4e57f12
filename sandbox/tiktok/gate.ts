import type { FastifyRequest } from 'fastify';
import type { ApiContext } from './context.ts';
import type { Endpoint } from './endpoints.ts';
import {
  expiredToken,
  foreignCipher,
  invalidAppKey,
  invalidParam,
  invalidTimestamp,
  missingCipher,
  missingScope,
  missingSign,
  tooManyRequests,
  unexpectedCipher,
  unknownToken,
  wrongSign,
} from './errors.ts';
import { sameSignature, signRequest } from './signature.ts';
import type { LiveShop, TiktokState } from './state.ts';
import type { TokenDesk } from './tokens.ts';

export interface GateOptions {
  readonly appKey: string;
  readonly appSecret: string;
  readonly tokens: TokenDesk;
  readonly state: TiktokState;
  readonly perSecond: number;
  readonly largestPage: number | null;
}

export type Gate = (request: FastifyRequest, endpoint: Endpoint) => ApiContext;

const OLDEST_S = 300;
const NEWEST_S = 30;

/**
 * Checks a call in the order of tiktok-shop.md §8.2: app key, timestamp, signature, token, scope, shop, rate.
 * Path, version and method were checked before, parameters are the handler's. Throws ApiError.
 */
export function createGate(options: GateOptions): Gate {
  const limiter = createLimiter(options.perSecond);
  return (request, endpoint) => {
    const { query, now } = request.call;
    const path = request.call.entry.path;
    if (query.get('app_key') !== options.appKey) throw invalidAppKey();
    checkTimestamp(query.get('timestamp'), now);
    checkSignature(request, path, options.appSecret);

    const token = options.tokens.find(tokenOf(request));
    if (token === null) throw unknownToken();
    if (token.expiresAt <= now) throw expiredToken();
    if (!token.authorization.scopes.includes(endpoint.scope)) throw missingScope();
    const shop = checkCipher(query.get('shop_cipher'), endpoint, options.state, token.authorization.shopIds);
    limiter(`${shop?.shop.id ?? token.authorization.openId} ${endpoint.method} ${endpoint.path}`, now);
    return {
      path,
      pathParams: pathParams(request.params),
      query,
      body: endpoint.method === 'POST' ? parseBody(request.call.rawBody()) : {},
      authorization: token.authorization,
      now,
      repeatPage: request.call.fault?.do === 'duplicate-page',
      movePage: request.call.fault?.do === 'moving-page',
      largestPage: options.largestPage,
      shop,
    };
  };
}

export function tokenOf(request: FastifyRequest): string {
  const header = request.headers['x-tts-access-token'];
  return typeof header === 'string' ? header : '';
}

function checkTimestamp(raw: string | null, now: number): void {
  const seconds = raw !== null && /^-?\d{1,12}$/.test(raw) ? Number(raw) : -1;
  if (seconds < 0) throw invalidTimestamp('be lesser than 0');
  if (seconds < now / 1000 - OLDEST_S)
    throw invalidTimestamp('be earlier than 5 minutes before the current time');
  if (seconds > now / 1000 + NEWEST_S) {
    throw invalidTimestamp('exceed the current time by more than 30 seconds');
  }
}

function checkSignature(request: FastifyRequest, path: string, secret: string): void {
  const { query, rawBody } = request.call;
  const sign = query.get('sign');
  if (sign === null || sign === '') throw missingSign();
  const multipart = (request.headers['content-type'] ?? '').startsWith('multipart/form-data');
  const body = multipart ? '' : rawBody();
  // Clients disagree whether an empty object is signed (§2.2), so both ways pass.
  const bodies = body === '{}' ? ['{}', ''] : [body];
  if (!bodies.some((text) => sameSignature(signRequest(secret, path, query, text), sign))) throw wrongSign();
}

function checkCipher(
  cipher: string | null,
  endpoint: Endpoint,
  state: TiktokState,
  shopIds: readonly string[],
): LiveShop | null {
  if (!endpoint.cipher) {
    if (cipher !== null) throw unexpectedCipher();
    return null;
  }
  if (cipher === null || cipher === '') throw missingCipher();
  const shop = state.byCipher(cipher);
  if (shop === null || !shopIds.includes(shop.shop.id)) throw foreignCipher();
  return shop;
}

function parseBody(raw: string): Readonly<Record<string, unknown>> {
  if (raw === '') return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(raw);
  } catch {
    throw invalidParam('the body is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw invalidParam('the body must be an object');
  }
  return Object.fromEntries(Object.entries(parsed));
}

function pathParams(params: unknown): Readonly<Record<string, string>> {
  if (typeof params !== 'object' || params === null) return {};
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)]));
}

/** Counts calls for each key within one second of the server's clock. */
function createLimiter(perSecond: number): (key: string, now: number) => void {
  const windows = new Map<string, { second: number; calls: number }>();
  return (key, now) => {
    const second = Math.floor(now / 1000);
    const window = windows.get(key);
    if (window === undefined || window.second !== second) {
      windows.set(key, { second, calls: 1 });
      return;
    }
    window.calls += 1;
    if (window.calls > perSecond) throw tooManyRequests(1);
  };
}
