import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox } from '../index.ts';
import { at, fetchAnswer, filter, grant, list, type Stokly, stokly, text } from '../testing/clients.ts';
import { created, openStokly, type StoklyFixture } from '../testing/stokly-fixture.ts';

let fixture: StoklyFixture;
let call: Stokly;

beforeEach(async () => {
  fixture = await openStokly();
  call = fixture.call;
});
afterEach(() => fixture.sandbox.close());

describe('access', () => {
  test('a grant needs the right signature and gives an expiry date', async () => {
    const good = await grant(fixture.sandbox);
    expect(Date.parse(text(good.json, 'data', 'authenticationResult', 'expiry'))).toBeGreaterThan(Date.now());
    const bad = await fetchAnswer(`${fixture.sandbox.stokly.apiUrl}/v1/grant`, {
      method: 'POST',
      body: JSON.stringify({ accountkey: 'x', clientId: 'y', signature: 'z' }),
    });
    expect([bad.status, at(bad.json, 'message')]).toEqual([401, 'Unauthorized']);
  });

  test('a second account has books, tokens and ids of its own', async () => {
    const { sandbox } = fixture;
    const other = await stokly({ ...sandbox, stokly: { ...sandbox.stokly, ...sandbox.stokly.other } });
    const item = (sku: string) => `/v0/items?${filter(`[sku]=={${sku}}`)}`;
    const made = { sku: 'ONLY-HERE', name: 'In one account' };
    expect((await other('POST', '/v0/items', made)).status).toBe(202);
    const found = async (ask: Stokly, sku: string) => list((await ask('GET', item(sku))).json, 'data');
    await expect.poll(async () => (await found(other, 'ONLY-HERE')).length).toBe(1);
    expect(await found(call, 'ONLY-HERE')).toEqual([]);
    const ids = [other, call].map(async (ask) => at((await found(ask, 'TT-FEES'))[0], 'itemId'));
    const [there, here] = await Promise.all(ids);
    expect(there).toEqual(expect.any(String));
    expect(there).not.toBe(here);
  });

  test('no token, a foreign token and an old token are told apart', async () => {
    const url = `${fixture.sandbox.stokly.apiUrl}/v0/items?size=1`;
    const none = await fetchAnswer(url);
    expect([none.status, at(none.json, 'message')]).toEqual([401, 'Unauthorized']);
    let clock = Date.now();
    const own = await startSandbox({ ordersPerShop: 160, stoklyTokenLifeMs: 1_000, now: () => clock });
    const short = await stokly(own);
    expect((await short('GET', '/v0/items?size=1')).status).toBe(200);
    clock += 1_001;
    const old = await short('GET', '/v0/items?size=1');
    await own.close();
    expect([old.status, at(old.json, 'message')]).toEqual([401, 'jwt expired']);
  });

  test('the calls left are announced, and then refused', async () => {
    const own = await startSandbox({
      ordersPerShop: 160,
      rateLimit: { stoklyPerMinute: 2 },
      now: () => 1_793_000_000_000,
    });
    const limited = await stokly(own);
    const answers = [];
    for (let i = 0; i < 3; i += 1) answers.push(await limited('GET', '/v0/locations'));
    await own.close();
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 429]);
    expect(answers[0]?.headers.get('x-ratelimit-remaining')).toBe('1');
    expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('lists', () => {
  test('page and size cut without gap, count stays the total', async () => {
    const codes: string[] = [];
    for (let page = 0; page < 5; page += 1) {
      const answer = await call('GET', `/v0/items?page=${page}&size=10&sortField=sku&sortDirection=ASC`);
      codes.push(...list(answer.json, 'data').map((row) => text(row, 'sku')));
      expect(at(answer.json, 'metadata', 'count')).toBe(35);
    }
    expect(codes).toHaveLength(35);
    expect(codes).toEqual(codes.toSorted());
  });

  test('unknown fields, parameters and sizes are refused', async () => {
    for (const query of ['filter=[colour]%3D%3D{x}', 'size=1001', 'page=-1', 'limit=5', 'sortField=colour']) {
      expect((await call('GET', `/v0/items?${query}`)).status).toBe(400);
    }
    expect((await call('GET', '/v0/items/nothing')).status).toBe(404);
    expect((await call('GET', '/v0/nowhere')).status).toBe(404);
  });

  test('a kit names its children and quantities', async () => {
    const kit = await call('GET', `/v0/items?${filter('[sku]=={KIT-BREAKFAST}')}`);
    const id = text(kit.json, 'data', 0, 'itemId');
    const children = await call('GET', `/v0/items/${id}/children`);
    expect(
      list(children.json, 'data').map((row) => [at(row, 'sku'), at(row, 'composingItemQuantity')]),
    ).toEqual([
      ['MUG-STONE', 2],
      ['PLT-ENA-WHT', 2],
    ]);
  });
});

describe('sale orders', () => {
  test('get running numbers and totals, and can be found by their reference', async () => {
    await fixture.newOrder('581');
    await fixture.newOrder('582');
    const found = await call('GET', `/v2/saleorders?${filter('[sourceReferenceId]=={@string;582}')}`);
    expect(list(found.json, 'data')).toHaveLength(1);
    expect(at(found.json, 'data', 0)).toMatchObject({
      niceId: 'SO-00002',
      sourceReferenceId: '582',
      channelName: 'TikTok Shop UK',
      stage: 'order',
      total: 18,
    });
    const lines = await call('GET', `/v2/saleorders/${text(found.json, 'data', 0, 'saleOrderId')}/items`);
    expect(at(lines.json, 'data', 0)).toMatchObject({
      itemSku: 'MUG-STONE',
      quantity: 2,
      displayLineTotal: 18,
    });
  });

  test('the same reference twice makes two orders', async () => {
    await fixture.newOrder('581');
    await fixture.newOrder('581');
    const found = await call('GET', `/v2/saleorders?${filter('[sourceReferenceId]=={@string;581}')}`);
    expect(at(found.json, 'metadata', 'count')).toBe(2);
  });

  test.each<[string, object]>([
    [
      'an unknown item',
      { items: [{ type: 'item', referenceId: 'x', quantity: 1, displayPrice: 1, displayTax: 0 }] },
    ],
    ['no items', { items: [] }],
    ['an unknown channel', { sourceId: 'x' }],
    ['an unknown customer', { customer: { customerId: 'x' } }],
    ['an unknown currency', { currency: 'XXX' }],
    ['an unknown field', { colour: 'blue' }],
    [
      'a line total that does not add up',
      { items: [{ type: 'item', quantity: 1, displayPrice: 1, displayTax: 0, displayLineTotal: 1.5 }] },
    ],
  ])('%s is refused', async (_name, change) => {
    const body = { ...fixture.orderBody('581'), ...change };
    const items = body.items.map((line) => ({ ...line, referenceId: line.referenceId ?? fixture.itemId }));
    const answer = await call('POST', '/v2/saleorders', { ...body, items });
    expect(answer.status).toBe(400);
    expect(typeof at(answer.json, 'message')).toBe('string');
  });

  test('a deleted item is refused', async () => {
    const lamp = await call('GET', `/v0/items?${filter('[sku]=={LMP-RETRO-01}')}`);
    const referenceId = text(lamp.json, 'data', 0, 'itemId');
    const answer = await call('POST', '/v2/saleorders', fixture.orderBody('581', [{ referenceId }]));
    expect([answer.status, at(answer.json, 'message')]).toEqual([
      400,
      'items.0: item LMP-RETRO-01 is deleted',
    ]);
  });

  test('an invoiced order cannot be deleted, a bare one keeps its row as removed', async () => {
    const bare = await fixture.newOrder();
    await fixture.newInvoice();
    const orders = list((await call('GET', '/v2/saleorders')).json, 'data');
    const invoiced = text(orders[1], 'saleOrderId');
    expect((await call('DELETE', `/v2/saleorders/${invoiced}`)).status).toBe(409);
    expect((await call('DELETE', `/v2/saleorders/${bare}`)).status).toBe(202);
    expect(at((await call('GET', `/v2/saleorders/${bare}`)).json, 'data', 'stage')).toBe('removed');
  });
});

test('a write is seen only after the delay', async () => {
  let clock = 1_793_000_000_000;
  const own = await startSandbox({ ordersPerShop: 160, visibilityDelayMs: 500, now: () => clock });
  const slow = await stokly(own);
  const id = await created(slow('POST', '/v2/saleorders', fixture.orderBody('581')));
  const before = await slow('GET', `/v2/saleorders/${id}`);
  const early = await slow('POST', `/v2/saleorders/${id}/invoices`, fixture.invoiceBody());
  clock += 500;
  const after = await slow('GET', `/v2/saleorders/${id}`);
  await own.close();
  expect([before.status, early.status, after.status]).toEqual([404, 404, 200]);
});

test('a person can delete in Stokly what a program may not', async () => {
  const id = await fixture.newInvoice();
  const allocations = [{ type: 'invoice', id, amount: 18 }];
  await created(call('POST', '/v0/payments', fixture.payment({ amount: 18, allocations })));
  const url = `${fixture.sandbox.stokly.apiUrl}/__sandbox/documents`;
  expect((await fetch(`${url}/invoices/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await fetch(`${url}/invoices/${id}`, { method: 'DELETE' })).status).toBe(404);
  expect((await fetch(`${url}/teapots/${id}`, { method: 'DELETE' })).status).toBe(404);
  const state = await fetchAnswer(`${fixture.sandbox.stokly.apiUrl}/__sandbox/state`);
  expect(list(state.json, 'invoices')).toHaveLength(0);
  expect(list(state.json, 'payments')).toHaveLength(1);
});

test('reset brings back the first state and the first numbers', async () => {
  await fixture.newInvoice();
  fixture.sandbox.reset();
  expect(list((await call('GET', '/v0/invoices')).json, 'data')).toEqual([]);
  await fixture.newInvoice();
  expect(text((await call('GET', '/v0/invoices')).json, 'data', 0, 'niceId')).toBe('INV-00001');
});
