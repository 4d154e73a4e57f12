import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../index.ts';
import { accessToken, at, type SignedCall, text, tiktok, walk } from '../testing/clients.ts';

const ORDERS = '/order/202309/orders/search';

let sandbox: Sandbox;
let token: string;
let cipher: string;

beforeAll(async () => {
  // Paging fires many calls within a second; the limit has tests of its own.
  sandbox = await startSandbox({ ordersPerShop: 200, rateLimit: { tiktokPerSecond: 1_000 } });
  token = await accessToken(sandbox);
  cipher = sandbox.shops[0]?.cipher ?? '';
});
afterAll(() => sandbox.close());

const call = (query: Record<string, string>, body?: unknown): SignedCall => ({
  token,
  query: { shop_cipher: cipher, ...query },
  ...(body === undefined ? {} : { body }),
});

describe('order search', () => {
  test.each([7, 50, 100])('pages of %i leave no gap and repeat nothing', async (size) => {
    const { rows, pages } = await walk(
      sandbox,
      ORDERS,
      call({ page_size: String(size), sort_field: 'update_time', sort_order: 'ASC' }, { create_time_ge: 1 }),
      'orders',
    );
    const ids = rows.map((row) => text(row, 'id'));
    const expected = sandbox.company.shops[0]?.orders.map((order) => order.id) ?? [];
    expect(pages).toBe(Math.ceil(200 / size));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(expected.toSorted());
    const times = rows.map((row) => Number(at(row, 'update_time')));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('every page token carries the characters that go wrong in URLs', async () => {
    const answer = await tiktok(sandbox, ORDERS, call({ page_size: '10' }, { create_time_ge: 1 }));
    const next = text(answer.json, 'data', 'next_page_token');
    expect(next).toMatch(/\+.*\/.*=/);
    expect(at(answer.json, 'data', 'total_count')).toBe(200);
  });

  test('a token of other filters is refused', async () => {
    const first = await tiktok(sandbox, ORDERS, call({ page_size: '10' }, { create_time_ge: 1 }));
    const page_token = text(first.json, 'data', 'next_page_token');
    const other = await tiktok(
      sandbox,
      ORDERS,
      call({ page_size: '10', page_token }, { order_status: 'DELIVERED' }),
    );
    expect(at(other.json, 'code')).toBe(36009004);
  });

  test.each(['0', '101', 'ten', '-5', '1.5'])('page_size %s is refused', async (page_size) => {
    const answer = await tiktok(sandbox, ORDERS, call({ page_size }, { create_time_ge: 1 }));
    expect(at(answer.json, 'code')).toBe(36009004);
  });

  test('page_size is required', async () => {
    const answer = await tiktok(sandbox, ORDERS, call({}, { create_time_ge: 1 }));
    expect(at(answer.json, 'code')).toBe(36009004);
  });

  test('time filters include the lower end and exclude the upper one', async () => {
    const orders = (sandbox.company.shops[0]?.orders ?? []).toSorted((a, b) => a.createdAt - b.createdAt);
    const from = orders[40]?.createdAt ?? 0;
    const to = orders[60]?.createdAt ?? 0;
    const { rows } = await walk(
      sandbox,
      ORDERS,
      call({ page_size: '100' }, { create_time_ge: from, create_time_lt: to }),
      'orders',
    );
    const expected = orders.filter((order) => order.createdAt >= from && order.createdAt < to);
    expect(rows.map((row) => text(row, 'id')).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
  });

  test('statuses are filtered one at a time', async () => {
    const bad = await tiktok(sandbox, ORDERS, call({ page_size: '10' }, { order_status: 'CANCEL' }));
    expect(at(bad.json, 'code')).toBe(36009004);
    const { rows } = await walk(
      sandbox,
      ORDERS,
      call({ page_size: '100' }, { order_status: 'CANCELLED' }),
      'orders',
    );
    expect(new Set(rows.map((row) => at(row, 'status')))).toEqual(new Set(['CANCELLED']));
  });
});

test('only the detail tells what a bundle is made of', async () => {
  const bundle = sandbox.company.shops[0]?.orders.find((order) => order.story === 'virtual-bundle');
  const id = bundle?.id ?? '';
  const detail = await tiktok(sandbox, '/order/202507/orders', call({ ids: id }));
  const { rows } = await walk(
    sandbox,
    ORDERS,
    call(
      { page_size: '100' },
      { create_time_ge: bundle?.createdAt, create_time_lt: (bundle?.createdAt ?? 0) + 1 },
    ),
    'orders',
  );
  expect(
    at(detail.json, 'data', 'orders', 0, 'line_items', 0, 'combined_listing_skus', 1, 'seller_sku'),
  ).toBe('CAN-SALT-180');
  expect(at(rows[0], 'line_items', 0, 'combined_listing_skus')).toBeUndefined();
});

test('at most 50 ids go into one detail call, unknown ids are left out', async () => {
  const known = sandbox.company.shops[0]?.orders.slice(0, 50).map((order) => order.id) ?? [];
  const many = await tiktok(sandbox, '/order/202507/orders', call({ ids: [...known, '581'].join(',') }));
  expect(at(many.json, 'code')).toBe(36009004);
  const ids = [...known.slice(0, 49), '581'].join(',');
  const some = await tiktok(sandbox, '/order/202507/orders', call({ ids }));
  expect(at(some.json, 'data', 'orders', 48, 'id')).toBe(known[48]);
  expect(at(some.json, 'data', 'orders', 49)).toBeUndefined();
});

test('a changed order has a new update_time and moves in the search', async () => {
  const order = sandbox.company.shops[0]?.orders.find((candidate) => candidate.status === 'IN_TRANSIT');
  const answer = await fetch(`${sandbox.tiktok.apiUrl}/__sandbox/orders/${order?.id}`, {
    method: 'PATCH',
    body: JSON.stringify({ status: 'DELIVERED', extraSellerDiscount: 100, updateTime: 1_800_000_000 }),
  });
  expect(answer.status).toBe(200);
  const search = await tiktok(
    sandbox,
    ORDERS,
    call({ page_size: '1', sort_field: 'update_time' }, { create_time_ge: 1 }),
  );
  expect(at(search.json, 'data', 'orders', 0, 'id')).toBe(order?.id);
  expect(at(search.json, 'data', 'orders', 0, 'status')).toBe('DELIVERED');
  sandbox.reset();
  const again = await tiktok(sandbox, '/order/202507/orders', call({ ids: order?.id ?? '' }));
  expect(at(again.json, 'data', 'orders', 0, 'status')).toBe('IN_TRANSIT');
});
