import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FaultRule, type Sandbox, startSandbox } from '../index.ts';
import { accessToken, at, fetchAnswer, list, type Stokly, stokly, text, tiktok } from '../testing/clients.ts';
import { FAULT_ACTIONS, matchesRoute } from './faults.ts';

const POST_CUSTOMER = 'POST /v0/customers';
const customer = { name: { forename: 'Ada', surname: 'Lim' }, barcode: 'ADA' };

let sandbox: Sandbox;
let call: Stokly;

beforeEach(async () => {
  sandbox = await startSandbox({ ordersPerShop: 160, visibilityDelayMs: 0 });
  call = await stokly(sandbox);
});
afterEach(() => sandbox.close());

const customers = async (): Promise<number> =>
  Number(at((await call('GET', '/v0/customers')).json, 'metadata', 'count'));

/** Sends the POST that the fault hits; `null` when no complete answer came. */
async function hit(rule: Omit<FaultRule, 'route' | 'nth'>) {
  sandbox.faults.set([{ route: POST_CUSTOMER, nth: 1, ...rule }]);
  return call('POST', '/v0/customers', customer).catch(() => null);
}

test('routes match by method and by segment', () => {
  expect(matchesRoute('GET /v0/invoices/{id}', 'GET', '/v0/invoices/abc')).toBe(true);
  expect(matchesRoute('GET /v0/invoices/{id}', 'GET', '/v0/invoices')).toBe(false);
  expect(matchesRoute('GET /v0/invoices/{id}', 'POST', '/v0/invoices/abc')).toBe(false);
  expect(matchesRoute('* /finance/*/statements', 'GET', '/finance/202309/statements')).toBe(true);
  expect(matchesRoute('*', 'PUT', '/anything')).toBe(true);
});

test('a rule hits the nth call only, and "every" hits all', async () => {
  sandbox.faults.set([{ route: 'GET /v0/locations', nth: 2, do: '503' }]);
  const statuses = [];
  for (let i = 0; i < 3; i += 1) statuses.push((await call('GET', '/v0/locations')).status);
  expect(statuses).toEqual([200, 503, 200]);
  sandbox.faults.set([{ route: '*', nth: 'every', do: '502' }]);
  expect((await call('GET', '/v0/items')).status).toBe(502);
  expect((await call('GET', '/v0/channels')).status).toBe(502);
  sandbox.faults.clear();
  expect((await call('GET', '/v0/channels')).status).toBe(200);
});

describe('answers instead of the work', () => {
  test.each([
    ['refuse', 400],
    ['500', 500],
    ['502', 502],
    ['503', 503],
    ['429', 429],
    ['html', 200],
  ] as const)('%s answers %i and saves nothing', async (action, status) => {
    const before = await customers();
    const answer = await hit({ do: action, retryAfter: 3 });
    expect(answer?.status).toBe(status);
    if (action === 'html') expect(answer?.json).toBeUndefined();
    else expect(answer?.headers.get('retry-after')).toBe('3');
    expect(await customers()).toBe(before);
  });

  test('drop-before loses the call', async () => {
    const before = await customers();
    expect(await hit({ do: 'drop-before' })).toBeNull();
    expect(await customers()).toBe(before);
  });
});

describe('the work is done, the answer suffers', () => {
  test.each(['drop-after-commit', 'cut-mid-body'] as const)('%s breaks the line', async (action) => {
    const before = await customers();
    expect(await hit({ do: action })).toBeNull();
    expect(await customers()).toBe(before + 1);
  });

  test('truncated-json is no JSON', async () => {
    const before = await customers();
    const answer = await hit({ do: 'truncated-json' });
    expect([answer?.status, answer?.json]).toEqual([202, undefined]);
    expect(await customers()).toBe(before + 1);
  });

  test('bad-schema is JSON of another shape', async () => {
    const answer = await hit({ do: 'bad-schema' });
    expect(answer?.status).toBe(202);
    expect(typeof at(answer?.json, 'data', 'id')).toBe('object');
  });

  test.each(['slow', 'slow-drip'] as const)('%s arrives, late', async (action) => {
    const started = performance.now();
    const answer = await hit({ do: action, ms: 60 });
    expect(answer?.status).toBe(202);
    expect(typeof at(answer?.json, 'data', 'id')).toBe('string');
    expect(performance.now() - started).toBeGreaterThan(50);
  });
});

describe('writes that take their time', () => {
  test('never-visible is accepted and never there', async () => {
    const before = await customers();
    const answer = await hit({ do: 'never-visible' });
    expect(answer?.status).toBe(202);
    expect((await call('GET', `/v0/customers/${text(answer?.json, 'data', 'id')}`)).status).toBe(404);
    expect(await customers()).toBe(before);
  });

  test('late-visible is there later', async () => {
    const answer = await hit({ do: 'late-visible', ms: 80 });
    const path = `/v0/customers/${text(answer?.json, 'data', 'id')}`;
    expect((await call('GET', path)).status).toBe(404);
    await vi.waitFor(async () => expect((await call('GET', path)).status).toBe(200));
  });
});

describe('tokens and clocks', () => {
  const shops = (token: string) => tiktok(sandbox, '/authorization/202309/shops', { token });

  test('expire-token and revoke-token, TikTok', async () => {
    const token = await accessToken(sandbox);
    sandbox.faults.set([{ route: 'GET /authorization/202309/shops', nth: 2, do: 'expire-token' }]);
    expect(at((await shops(token)).json, 'code')).toBe(0);
    expect(at((await shops(token)).json, 'code')).toBe(105002);
    const other = await accessToken(sandbox);
    sandbox.faults.set([{ route: '*', nth: 1, do: 'revoke-token' }]);
    const revoked = await shops(other);
    expect([revoked.status, at(revoked.json, 'code')]).toEqual([401, 36009005]);
  });

  test('expire-token and revoke-token, Stokly', async () => {
    sandbox.faults.set([{ route: '*', nth: 1, do: 'expire-token' }]);
    expect(at((await call('GET', '/v0/items')).json, 'message')).toBe('jwt expired');
    call = await stokly(sandbox);
    sandbox.faults.set([{ route: '*', nth: 1, do: 'revoke-token' }]);
    expect(at((await call('GET', '/v0/items')).json, 'message')).toBe('Unauthorized');
  });

  test('clock-skew makes good timestamps bad', async () => {
    const token = await accessToken(sandbox);
    sandbox.faults.set([{ route: '*', nth: 1, do: 'clock-skew' }]);
    const answer = await shops(token);
    expect(text(answer.json, 'message')).toContain('earlier than 5 minutes');
    expect(at((await shops(token)).json, 'code')).toBe(0);
  });
});

test('duplicate-page repeats a page, on both servers', async () => {
  const token = await accessToken(sandbox);
  const query = { shop_cipher: sandbox.shops[0]?.cipher ?? '', page_size: '5' };
  const search = (page_token?: string) =>
    tiktok(sandbox, '/order/202309/orders/search', {
      token,
      query: { ...query, ...(page_token === undefined ? {} : { page_token }) },
      body: { create_time_ge: 1 },
    });
  sandbox.faults.set([{ route: 'POST /order/202309/orders/search', nth: 1, do: 'duplicate-page' }]);
  const first = await search();
  const second = await search(text(first.json, 'data', 'next_page_token'));
  expect(at(second.json, 'data', 'orders')).toEqual(at(first.json, 'data', 'orders'));
  const third = await search(text(second.json, 'data', 'next_page_token'));
  expect(at(third.json, 'data', 'orders')).not.toEqual(at(first.json, 'data', 'orders'));

  const page = (number: number) => call('GET', `/v0/items?size=5&page=${number}`);
  sandbox.faults.set([{ route: 'GET /v0/items', nth: 2, do: 'duplicate-page' }]);
  expect((await page(0)).text).toBe((await page(1)).text);
});

test('faults replace TikTok answers in TikTok’s own words', async () => {
  const token = await accessToken(sandbox);
  const codes: unknown[] = [];
  for (const action of ['429', '500', 'refuse'] as const) {
    sandbox.faults.set([{ route: '*', nth: 1, do: action }]);
    const answer = await tiktok(sandbox, '/authorization/202309/shops', { token });
    codes.push([answer.status, at(answer.json, 'code')]);
  }
  expect(codes).toEqual([
    [429, 36009002],
    [500, 36009003],
    [200, 36009004],
  ]);
});

describe('the control plane', () => {
  const control = (path: string, init?: RequestInit) =>
    fetchAnswer(`${sandbox.stokly.apiUrl}/__sandbox/${path}`, init);

  test('sets, shows and clears faults over HTTP', async () => {
    const rules = FAULT_ACTIONS.map((action) => ({ route: 'GET /v0/nowhere', nth: 1, do: action }));
    expect((await control('faults', { method: 'PUT', body: JSON.stringify(rules) })).status).toBe(200);
    expect(list((await control('faults')).json)).toHaveLength(FAULT_ACTIONS.length);
    const bad = await control('faults', { method: 'PUT', body: '[{"route":"*","nth":0,"do":"explode"}]' });
    expect(bad.status).toBe(400);
    expect((await control('faults', { method: 'DELETE' })).status).toBe(204);
    expect(sandbox.faults.list()).toEqual([]);
  });

  test('serves the exports', async () => {
    const shop = sandbox.shops[0];
    const file = await fetch(`${sandbox.tiktok.apiUrl}/__sandbox/exports/${shop?.id}.csv?separator=%3B`);
    expect(file.headers.get('content-disposition')).toContain('income_');
    expect(await file.text()).toContain('Type ;Order created time');
    expect((await control('exports/1.xlsx')).status).toBe(404);
    expect((await control(`exports/${shop?.id}.xlsx?encoding=ebcdic`)).status).toBe(400);
  });

  test('the journal tells every call with its fault, and no secrets', async () => {
    sandbox.journal.clear();
    const token = await accessToken(sandbox);
    await tiktok(sandbox, '/authorization/202309/shops', { token });
    await hit({ do: 'drop-after-commit' });
    const entries = list((await control('journal')).json);
    expect(entries.map((entry) => [at(entry, 'route'), at(entry, 'status'), at(entry, 'fault')])).toEqual([
      ['/api/v2/token/get', 200, null],
      ['/authorization/202309/shops', 200, null],
      ['/v0/customers', 0, 'drop-after-commit'],
    ]);
    const written = JSON.stringify(entries);
    expect(written).not.toContain(token);
    expect(written).not.toContain(sandbox.tiktok.appSecret);
    expect(sandbox.journal.of('POST /v0/customers')).toHaveLength(1);
  });

  test('reset forgets documents, faults and journal, and keeps tokens good', async () => {
    await call('POST', '/v0/customers', customer);
    sandbox.faults.set([{ route: '*', nth: 'every', do: '500' }]);
    expect((await control('reset', { method: 'POST' })).status).toBe(204);
    expect(sandbox.journal.entries()).toEqual([]);
    expect(await customers()).toBe(5);
  });
});
