import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../index.ts';
import { accessToken, at, list, type SignedCall, text, tiktok, walk } from '../testing/clients.ts';

/**
 * Every answer is held against the official OpenAPI files. They require nothing and allow anything beside
 * what they name, so this test forbids unknown fields itself. Left lenient, because the spec is not usable there:
 *   - `fee` and `tax` in a `fee_tax_breakdown`: open maps, new leaves appear between two versions of the spec;
 *   - `data` of an error: the spec knows only success.
 */
const packageFile = createRequire(import.meta.url).resolve('@tts-open-toolkit/cli/package.json');
const specs = join(dirname(packageFile), 'skills/tts-openapi-guide/references/oas/paths');

const OPEN = new Set(['fee', 'tax']);

function strict(schema: unknown, name = ''): unknown {
  if (Array.isArray(schema)) return schema.map((entry) => strict(entry));
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema)
    // Only what says something about the shape; examples and texts are no JSON Schema.
    .filter(([key]) => ['type', 'properties', 'items', 'enum'].includes(key))
    .map(([key, value]): [string, unknown] => {
      if (key !== 'properties') return [key, strict(value)];
      const properties = Object.entries(value ?? {});
      return [key, Object.fromEntries(properties.map(([field, sub]) => [field, strict(sub, field)]))];
    });
  const closed = 'properties' in schema && !OPEN.has(name);
  return { ...Object.fromEntries(entries), ...(closed ? { additionalProperties: false } : {}) };
}

function responseSchema(path: string, method: 'get' | 'post'): object {
  const family = path.split('/')[1];
  const spec: unknown = JSON.parse(readFileSync(join(specs, `${family}.json`), 'utf8'));
  const found = at(spec, 'paths', path, method, 'responses', '200', 'content', 'application/json', 'schema');
  const schema = strict(found);
  if (typeof schema !== 'object' || schema === null) throw new Error(`no schema for ${method} ${path}`);
  return schema;
}

let sandbox: Sandbox;
let token: string;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: { tiktokPerSecond: 1_000 } });
  token = await accessToken(sandbox);
});
afterAll(() => sandbox.close());

async function check(shop: number, template: string, path: string, call: SignedCall = {}): Promise<unknown> {
  const cipher = sandbox.shops[shop]?.cipher ?? '';
  const query = { ...(template.startsWith('/authorization') ? {} : { shop_cipher: cipher }), ...call.query };
  const answer = await tiktok(sandbox, path, { token, ...call, query });
  expect(at(answer.json, 'code'), answer.text).toBe(0);
  const validate = new Ajv({ strict: false, allErrors: true }).compile(
    responseSchema(template, call.body === undefined ? 'get' : 'post'),
  );
  validate(answer.json);
  expect(validate.errors ?? []).toEqual([]);
  return at(answer.json, 'data');
}

test('the check bites: an unknown field and a wrong type are found', () => {
  const path = '/authorization/202309/shops';
  const validate = new Ajv({ strict: false }).compile(responseSchema(path, 'get'));
  expect(validate({ code: 0, data: { shops: [{ id: '1' }] } })).toBe(true);
  expect(validate({ code: 0, data: { shops: [{ id: '1', colour: 'blue' }] } })).toBe(false);
  expect(validate({ code: 0, data: { shops: [{ id: 1 }] } })).toBe(false);
});

test('authorized shops', async () => {
  const path = '/authorization/202309/shops';
  expect(list(await check(0, path, path), 'shops')).toHaveLength(2);
});

test.each([0, 1])('products of shop %i', async (shop) => {
  const search = '/product/202502/products/search';
  const data = await check(shop, search, search, { query: { page_size: '100' }, body: { status: 'ALL' } });
  expect(list(data, 'products')).toHaveLength(14);
  for (const product of list(data, 'products')) {
    const id = text(product, 'id');
    await check(shop, '/product/202309/products/{product_id}', `/product/202309/products/${id}`);
  }
});

test.each([0, 1])('all orders of shop %i', async (shop) => {
  const search = '/order/202309/orders/search';
  const cipher = sandbox.shops[shop]?.cipher ?? '';
  const seen: string[] = [];
  for (const status of ['UNPAID', 'DELIVERED', 'CANCELLED', 'COMPLETED', 'AWAITING_SHIPMENT']) {
    const call = { query: { page_size: '100' }, body: { order_status: status } };
    for (const order of list(await check(shop, search, search, call), 'orders')) seen.push(text(order, 'id'));
  }
  for (let i = 0; i < seen.length; i += 50) {
    const query = { ids: seen.slice(i, i + 50).join(','), shop_cipher: cipher };
    await check(shop, '/order/202507/orders', '/order/202507/orders', { query });
  }
  await check(
    shop,
    '/order/202407/orders/{order_id}/price_detail',
    `/order/202407/orders/${seen[0]}/price_detail`,
  );
  expect(seen.length).toBeGreaterThan(200);
});

test.each([0, 1])('statements and transactions of shop %i', async (shop) => {
  const statements = '/finance/202309/statements';
  const data = await check(shop, statements, statements, {
    query: { sort_field: 'statement_time', page_size: '100' },
  });
  const template = '/finance/202501/statements/{statement_id}/statement_transactions';
  for (const statement of list(data, 'statements')) {
    await check(shop, template, template.replace('{statement_id}', text(statement, 'id')), {
      query: { sort_field: 'order_create_time', page_size: '100' },
    });
  }
  expect(list(data, 'statements').length).toBeGreaterThan(30);
});

test('SKU transactions of every kind of order', async () => {
  const template = '/finance/202501/orders/{order_id}/statement_transactions';
  for (const { shop, orders } of sandbox.company.shops) {
    const index = sandbox.shops.indexOf(shop);
    for (const order of orders.filter(({ story }) => story !== null)) {
      await check(index, template, template.replace('{order_id}', order.id));
    }
  }
});

test('payments, withdrawals, unsettled', async () => {
  const payments = '/finance/202309/payments';
  const data = await check(0, payments, payments, { query: { sort_field: 'create_time' } });
  expect(list(data, 'payments').length).toBeGreaterThan(3);
  const withdrawals = '/finance/202309/withdrawals';
  const unsettled = '/finance/202507/orders/unsettled';
  for (const shop of [0, 1]) {
    await check(shop, withdrawals, withdrawals, {
      query: { types: 'WITHDRAW,SETTLE,TRANSFER,REVERSE', page_size: '100' },
    });
    await check(shop, unsettled, unsettled, {
      query: { sort_field: 'order_create_time', page_size: '100' },
    });
  }
});

test.each([0, 1])('returns and cancellations of shop %i', async (shop) => {
  for (const kind of ['returns', 'cancellations']) {
    const path = `/return_refund/202309/${kind}/search`;
    const data = await check(shop, path, path, { query: { page_size: '50' }, body: { create_time_ge: 1 } });
    const key = kind === 'returns' ? 'return_orders' : kind;
    expect(list(data, key).length).toBeGreaterThan(5);
  }
});

test('finance lists insist on their sort_field, payments are refused in South-East Asia', async () => {
  const query = { shop_cipher: sandbox.shops[1]?.cipher ?? '' };
  const bare = await tiktok(sandbox, '/finance/202309/statements', { token, query });
  const payments = await tiktok(sandbox, '/finance/202309/payments', {
    token,
    query: { ...query, sort_field: 'create_time' },
  });
  expect([at(bare.json, 'code'), at(payments.json, 'code')]).toEqual([36009004, 36009004]);
});

const cents = (value: unknown): number => {
  const match = /^(-?)(\d+)(?:\.(\d\d))?$/.exec(String(value));
  if (match === null) throw new Error(`no amount: ${value}`);
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 100 + Number(match[3] ?? '0'));
};

const leaves = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, leaf) => sum + leaves(leaf), 0)
    : cents(value);

test.each([0, 1])('statement amounts of shop %i foot, down to the leaves', async (index) => {
  const cipher = sandbox.shops[index]?.cipher ?? '';
  const { rows: statements } = await walk(
    sandbox,
    '/finance/202309/statements',
    { token, query: { shop_cipher: cipher, sort_field: 'statement_time' } },
    'statements',
  );
  for (const statement of statements) {
    const path = `/finance/202501/statements/${text(statement, 'id')}/statement_transactions`;
    const { rows } = await walk(
      sandbox,
      path,
      { token, query: { shop_cipher: cipher, sort_field: 'order_create_time', page_size: '5' } },
      'transactions',
    );
    let sum = 0;
    for (const row of rows) {
      const settlement = cents(at(row, 'settlement_amount'));
      const parts = ['revenue', 'shipping_cost', 'fee_tax', 'adjustment'].map((part) =>
        cents(at(row, `${part}_amount`)),
      );
      expect(parts.reduce((a, b) => a + b, 0)).toBe(settlement);
      if (at(row, 'type') === 'ORDER') {
        expect(leaves(at(row, 'revenue_breakdown'))).toBe(parts[0]);
        expect(leaves(at(row, 'fee_tax_breakdown'))).toBe(parts[2]);
      }
      sum += settlement;
    }
    expect(cents(at(statement, 'settlement_amount'))).toBe(sum);
  }
  expect(statements.length).toBeGreaterThan(30);
});

test('SKU transactions of an order add up to its statement rows', async () => {
  const [books] = sandbox.company.shops;
  const order = books?.orders.find(({ story }) => story === 'late-refund');
  const answer = await tiktok(sandbox, `/finance/202501/orders/${order?.id}/statement_transactions`, {
    token,
    query: { shop_cipher: books?.shop.cipher ?? '' },
  });
  const skus = list(answer.json, 'data', 'sku_transactions');
  const sum = skus.reduce((total: number, sku) => total + cents(at(sku, 'settlement_amount')), 0);
  expect(sum).toBe(cents(at(answer.json, 'data', 'settlement_amount')));
  expect(new Set(skus.map((sku) => at(sku, 'statement_id'))).size).toBe(2);
});
