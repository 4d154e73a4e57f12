import { createHmac } from 'node:crypto';
import type { Sandbox } from '../index.ts';

/** Small clients for the tests of the stand-ins, written apart from the servers' own code. */

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; fields are looked up with {@link at}. */
  readonly json: unknown;
}

export interface SignedCall {
  readonly token?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Leaves parameters out or replaces them after signing. */
  readonly tamper?: (url: URL) => void;
  readonly timestamp?: number;
  readonly method?: string;
}

export async function fetchAnswer(url: string | URL, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: response.status, headers: response.headers, text, json };
}

/** A value inside parsed JSON, by keys and indexes; `undefined` where the path ends early. */
export function at(json: unknown, ...path: (string | number)[]): unknown {
  let value = json;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === String(key))?.[1];
  }
  return value;
}

export function list(json: unknown, ...path: (string | number)[]): unknown[] {
  const value = at(json, ...path);
  return Array.isArray(value) ? value : [];
}

export const text = (json: unknown, ...path: (string | number)[]): string => String(at(json, ...path));

/** Signs as tiktok-shop.md §2.2 says. */
export async function tiktok(sandbox: Sandbox, path: string, call: SignedCall = {}): Promise<Answer> {
  const { appKey, appSecret, apiUrl } = sandbox.tiktok;
  const body = call.body === undefined ? '' : JSON.stringify(call.body);
  const query: Record<string, string> = {
    ...call.query,
    app_key: appKey,
    timestamp: String(call.timestamp ?? Math.floor(Date.now() / 1000)),
  };
  const base = Object.keys(query)
    .sort()
    .reduce((text, key) => text + key + query[key], path);
  const sign = createHmac('sha256', appSecret).update(`${appSecret}${base}${body}${appSecret}`).digest('hex');
  const url = new URL(path, apiUrl);
  for (const [key, value] of Object.entries({ ...query, sign })) url.searchParams.set(key, value);
  call.tamper?.(url);
  return fetchAnswer(url, {
    method: call.method ?? (call.body === undefined ? 'GET' : 'POST'),
    headers: {
      'content-type': 'application/json',
      ...(call.token === undefined ? {} : { 'x-tts-access-token': call.token }),
    },
    ...(call.body === undefined ? {} : { body }),
  });
}

export async function exchange(sandbox: Sandbox, code: string): Promise<Answer> {
  const url = new URL('/api/v2/token/get', sandbox.tiktok.authUrl);
  url.search = new URLSearchParams({
    app_key: sandbox.tiktok.appKey,
    app_secret: sandbox.tiktok.appSecret,
    auth_code: code,
    grant_type: 'authorized_code',
  }).toString();
  return fetchAnswer(url);
}

export async function accessToken(sandbox: Sandbox, shopId?: string): Promise<string> {
  return text((await exchange(sandbox, sandbox.authorize(shopId))).json, 'data', 'access_token');
}

/** All rows of a paged TikTok list, following the tokens. */
export async function walk(
  sandbox: Sandbox,
  path: string,
  call: SignedCall,
  rowsAt: string,
): Promise<{ rows: unknown[]; pages: number }> {
  const rows: unknown[] = [];
  let token = '';
  for (let pages = 1; ; pages += 1) {
    const query = { ...call.query, ...(token === '' ? {} : { page_token: token }) };
    const answer = await tiktok(sandbox, path, { ...call, query });
    if (at(answer.json, 'code') !== 0) throw new Error(`${path}: ${answer.text}`);
    rows.push(...list(answer.json, 'data', rowsAt));
    token = text(answer.json, 'data', 'next_page_token');
    if (token === '') return { rows, pages };
  }
}

export async function grant(sandbox: Sandbox): Promise<Answer> {
  const { accountKey, clientId, secretKey, apiUrl } = sandbox.stokly;
  const signature = createHmac('sha256', secretKey).update(clientId).digest('hex');
  return fetchAnswer(`${apiUrl}/v1/grant`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountkey: accountKey, clientId, signature }),
  });
}

export type Stokly = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** A Stokly client with a token. */
export async function stokly(sandbox: Sandbox): Promise<Stokly> {
  const token = text((await grant(sandbox)).json, 'data', 'authenticationResult', 'accessToken');
  return (method, path, body) =>
    fetchAnswer(`${sandbox.stokly.apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}

export const filter = (expression: string): string => `filter=${encodeURIComponent(expression)}`;
