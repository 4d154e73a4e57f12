import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../index.ts';
import {
  accessToken,
  at,
  exchange,
  fetchAnswer,
  list,
  type SignedCall,
  text,
  tiktok,
} from '../testing/clients.ts';

const SHOPS = '/authorization/202309/shops';
const ORDERS = '/order/202309/orders/search';

let sandbox: Sandbox;
let token: string;
let cipher: string;

beforeAll(async () => {
  sandbox = await startSandbox({ ordersPerShop: 160 });
  token = await accessToken(sandbox);
  cipher = sandbox.shops[0]?.cipher ?? '';
});
afterAll(() => sandbox.close());

const now = (): number => Math.floor(Date.now() / 1000);
const orders = (call: SignedCall = {}) =>
  tiktok(sandbox, ORDERS, {
    token,
    body: { order_status: 'DELIVERED' },
    ...call,
    query: { shop_cipher: cipher, page_size: '10', ...call.query },
  });

describe('the gate checks in the documented order', () => {
  // Each call is wrong in its own way and in every later way as well.
  const later: SignedCall = { token: 'nobody', query: { page_size: 'x' } };
  const cases: [string, string, SignedCall, number, number][] = [
    ['path', '/order/202309/nowhere', later, 404, 36009009],
    ['version', '/order/202212/orders/search', { ...later, body: { a: 1 } }, 400, 36009014],
    ['retired endpoint', '/finance/202309/statements/1/statement_transactions', later, 400, 36009014],
    ['method', ORDERS, { ...later, method: 'GET' }, 405, 36009010],
    [
      'app key',
      ORDERS,
      { ...later, body: { a: 1 }, timestamp: 1, tamper: (url) => url.searchParams.set('app_key', 'x') },
      400,
      36009004,
    ],
    ['timestamp', ORDERS, { ...later, body: { a: 1 }, timestamp: 1 }, 400, 36009004],
    [
      'missing signature',
      ORDERS,
      { ...later, body: { a: 1 }, tamper: (url) => url.searchParams.delete('sign') },
      400,
      36009004,
    ],
    [
      'wrong signature',
      ORDERS,
      { ...later, body: { a: 1 }, tamper: (url) => url.searchParams.set('sign', '0'.repeat(64)) },
      401,
      106001,
    ],
    ['unknown token', ORDERS, { ...later, body: { a: 1 } }, 401, 36009005],
  ];
  test.each(cases)('%s', async (_name, path, call, status, code) => {
    const answer = await tiktok(sandbox, path, call);
    expect([answer.status, at(answer.json, 'code')]).toEqual([status, code]);
    expect(at(answer.json, 'data')).toBeNull();
  });
});

test.each([
  [-290, 0],
  [-310, 36009004],
  [25, 0],
  [40, 36009004],
])('a timestamp off by %i seconds answers %i', async (offset, code) => {
  const answer = await orders({ timestamp: now() + offset });
  expect(at(answer.json, 'code')).toBe(code);
});

test('the body must be the one that was signed', async () => {
  const answer = await orders({ tamper: (url) => url.searchParams.set('page_size', '11') });
  expect(at(answer.json, 'code')).toBe(106001);
});

describe('shop_cipher', () => {
  test('is required on shop endpoints', async () => {
    const answer = await tiktok(sandbox, ORDERS, { token, body: { a: 1 }, query: { page_size: '10' } });
    expect(at(answer.json, 'code')).toBe(106013);
  });
  test('is refused on seller endpoints', async () => {
    const answer = await tiktok(sandbox, SHOPS, { token, query: { shop_cipher: cipher } });
    expect(at(answer.json, 'code')).toBe(36009004);
    expect(text(answer.json, 'message')).toContain('Unexpected identifier');
  });
  test('must belong to the token', async () => {
    const malaysia = await accessToken(sandbox, sandbox.shops[1]?.id);
    const answer = await orders({ token: malaysia });
    expect(at(answer.json, 'code')).toBe(101000);
  });
});

test('a token for one shop lists that shop only', async () => {
  const malaysia = await accessToken(sandbox, sandbox.shops[1]?.id);
  const answer = await tiktok(sandbox, SHOPS, { token: malaysia });
  expect(list(answer.json, 'data', 'shops').map((shop) => at(shop, 'region'))).toEqual(['MY']);
});

test('a scope that was not granted is refused', async () => {
  const url = new URL('/open/authorize/approve', sandbox.tiktok.apiUrl);
  url.search = new URLSearchParams({ scope: 'seller.authorization.info', state: 's' }).toString();
  const consent = await fetch(url, { redirect: 'manual' });
  const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const narrow = text((await exchange(sandbox, code)).json, 'data', 'access_token');
  expect(at((await tiktok(sandbox, SHOPS, { token: narrow })).json, 'code')).toBe(0);
  expect(at((await orders({ token: narrow })).json, 'code')).toBe(105005);
});

describe('tokens', () => {
  const refresh = (refreshToken: string, grantType = 'refresh_token') => {
    const url = new URL('/api/v2/token/refresh', sandbox.tiktok.authUrl);
    url.search = new URLSearchParams({
      app_key: sandbox.tiktok.appKey,
      app_secret: sandbox.tiktok.appSecret,
      refresh_token: refreshToken,
      grant_type: grantType,
    }).toString();
    return fetchAnswer(url);
  };

  test('a code works once, expiries are absolute seconds', async () => {
    const code = sandbox.authorize();
    const first = await exchange(sandbox, code);
    const second = await exchange(sandbox, code);
    expect(at(first.json, 'message')).toBe('success');
    expect(Number(at(first.json, 'data', 'access_token_expire_in'))).toBeGreaterThan(now() + 6 * 86_400);
    expect(at(second.json, 'code')).toBe(36004004);
  });
  test('a refresh rotates the refresh token and wants its own grant type', async () => {
    const first = await exchange(sandbox, sandbox.authorize());
    const old = text(first.json, 'data', 'refresh_token');
    expect(at((await refresh(old, 'authorized_code')).json, 'code')).not.toBe(0);
    const second = await refresh(old);
    expect(at(second.json, 'code')).toBe(0);
    expect(at(second.json, 'data', 'refresh_token')).not.toBe(old);
    expect(at((await refresh(old)).json, 'code')).toBe(36004005);
  });
  test('an expired access token answers 105002', async () => {
    let clock = Date.now();
    const own = await startSandbox({ ordersPerShop: 160, tiktokTokenLifeMs: 60_000, now: () => clock });
    const short = await accessToken(own);
    clock += 61_000;
    const answer = await tiktok(own, SHOPS, { token: short, timestamp: Math.floor(clock / 1000) });
    await own.close();
    expect([answer.status, at(answer.json, 'code')]).toEqual([401, 105002]);
  });
});

test('the consent page names the app and carries state through to the redirect', async () => {
  const page = await fetchAnswer(
    `${sandbox.tiktok.authorizeUrl}?service_id=${sandbox.tiktok.serviceId}&state=a%26b&redirectUrl=${encodeURIComponent('http://127.0.0.1:9/cb')}`,
  );
  const link = /id="approve" href="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const answer = await fetch(new URL(link, sandbox.tiktok.apiUrl), { redirect: 'manual' });
  const target = new URL(answer.headers.get('location') ?? '');
  expect(target.origin + target.pathname).toBe('http://127.0.0.1:9/cb');
  expect(target.searchParams.get('state')).toBe('a&b');
  expect(at((await exchange(sandbox, target.searchParams.get('code') ?? '')).json, 'code')).toBe(0);
});

test('more calls than the limit in one second answer 429', async () => {
  const frozen = Date.now();
  const own = await startSandbox({
    ordersPerShop: 160,
    now: () => frozen,
    rateLimit: { tiktokPerSecond: 3 },
  });
  const ownToken = await accessToken(own);
  const codes: unknown[] = [];
  for (let i = 0; i < 4; i += 1) {
    const answer = await tiktok(own, SHOPS, { token: ownToken, timestamp: Math.floor(frozen / 1000) });
    codes.push([answer.status, at(answer.json, 'code')]);
  }
  await own.close();
  expect(codes).toEqual([
    [200, 0],
    [200, 0],
    [200, 0],
    [429, 36009002],
  ]);
});
