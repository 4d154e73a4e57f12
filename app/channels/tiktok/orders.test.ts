import { afterEach, describe, expect, it } from 'vitest';
import { toOrderId } from '../../domain/ids.ts';
import type { Order } from '../../domain/orders.ts';
import { fetchWhole } from './testing/fetch-whole.ts';
import {
  type Answer,
  envelope,
  refusal,
  type SeenCall,
  type StubServer,
  startStub,
} from './testing/stub-server.ts';
import { boundsOf, listPage, openTestShop } from './testing/stub-shop.ts';
import { orderJson, type UnitJson, unitJson } from './testing/wire-orders.ts';

const zone = 'Europe/London';
const start = 1_790_812_800;
const window = { by: 'created', from: start * 1000, to: (start + 10_000) * 1000 } as const;

type WireJson = Record<string, unknown>;

/** Order number `index`: created 10 seconds after the one before. */
function order(index: number, fields: WireJson = {}): WireJson {
  return orderJson({
    id: `58300641303878${String(5000 + index)}`,
    create_time: start + index * 10,
    update_time: start + index * 10 + 5,
    line_items: [plain(), plain({ id: '577086512123755124' })],
    ...fields,
  });
}

const plain = (fields: UnitJson = {}) => unitJson({ combined_listing_skus: [], ...fields });
const silent = (fields: UnitJson = {}) => unitJson(fields);

let server: StubServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

function searches(): SeenCall[] {
  return server?.calls.filter((call) => call.path === '/order/202309/orders/search') ?? [];
}

function details(): string[][] {
  const calls = server?.calls.filter((call) => call.path === '/order/202507/orders') ?? [];
  return calls.map((call) => (call.query.ids ?? '').split(','));
}

/** A platform with these orders in its search, and `bundles` as their details where those say more. */
function platform(orders: readonly WireJson[], bundles: readonly WireJson[] = [], size = 100): Answer {
  return (call) => {
    if (call.path === '/order/202507/orders') {
      const ids = (call.query.ids ?? '').split(',');
      return envelope({
        orders: [...bundles, ...orders].filter((one) => ids.includes(String(one.id))).reverse(),
      });
    }
    const { field, from, to } = boundsOf(call);
    const inside = orders.filter((one) => Number(one[field]) >= from && Number(one[field]) < to);
    return listPage('orders', inside, call, size);
  };
}

async function open(answer: Answer, ordersPerWindow = 5000) {
  server = await startStub(answer);
  return openTestShop(server.url, { ordersPerWindow });
}

describe('fetchOrders', () => {
  it('reads all pages, oldest first, each order once', async () => {
    const orders = Array.from({ length: 25 }, (_, index) => order(index));
    const shop = await open(platform(orders.toReversed(), [], 10));
    const progress: [number, number | null][] = [];
    const fetched = await fetchWhole(shop, window, zone, { onProgress: (...step) => progress.push(step) });
    expect(fetched.ok && fetched.value.orders.map((one) => one.orderId)).toEqual(orders.map((one) => one.id));
    expect(fetched).toMatchObject({ value: { platformCount: 25, unreadable: [] } });
    expect(progress).toEqual([
      [10, 25],
      [20, 25],
      [25, 25],
    ]);
    expect(searches()[0]?.query).toMatchObject({
      page_size: '100',
      sort_field: 'create_time',
      sort_order: 'ASC',
    });
    expect(searches()[0]?.body).toEqual({ create_time_ge: start, create_time_lt: start + 10_000 });
  });

  it('hands a page on before the next but one is asked for, oldest first, and waits until it was taken', async () => {
    const orders = Array.from({ length: 25 }, (_, index) => order(index));
    const shop = await open(platform(orders, [], 10));
    const pieces: [string[], number][] = [];
    let underWay = 0;
    const take = async (piece: readonly Order[]) => {
      underWay += 1;
      expect(underWay).toBe(1);
      pieces.push([piece.map((one) => one.orderId), searches().length]);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
    };
    const fetched = await shop.fetchOrders(window, zone, take, {});
    expect(underWay).toBe(0);
    expect(fetched).toEqual({ ok: true, value: { count: 25, platformCount: 25, unreadable: [] } });
    const ids = orders.map((one) => one.id);
    expect(pieces).toEqual([
      [ids.slice(0, 10), 1],
      [ids.slice(10, 20), 2],
      [ids.slice(20), 3],
    ]);
  });

  it('keeps what was taken before a failure, and asks for no more when taking fails', async () => {
    const orders = Array.from({ length: 30 }, (_, index) => order(index));
    const shop = await open((call, reply) =>
      call.query.page_token === '20' ? refusal(12052010, 'No.') : platform(orders, [], 10)(call, reply),
    );
    const taken: string[] = [];
    const fetched = await shop.fetchOrders(
      window,
      zone,
      async (piece) => {
        taken.push(...piece.map((one) => one.orderId));
      },
      {},
    );
    expect(fetched.ok).toBe(false);
    expect(taken).toHaveLength(20);

    const asked = searches().length;
    const full = new Error('The disk is full');
    await expect(shop.fetchOrders(window, zone, () => Promise.reject(full), {})).rejects.toBe(full);
    expect(searches().length - asked).toBe(2);
  });

  it('searches by update time when asked, and sorts by it', async () => {
    const orders = [order(1, { update_time: start + 900 }), order(2, { update_time: start + 800 })];
    const shop = await open(platform(orders));
    const fetched = await fetchWhole(shop, { ...window, by: 'updated' }, zone);
    expect(fetched.ok && fetched.value.orders.map((one) => one.updatedAt / 1000 - start)).toEqual([800, 900]);
    expect(searches()[0]?.query.sort_field).toBe('update_time');
    expect(searches()[0]?.body).toEqual({ update_time_ge: start, update_time_lt: start + 10_000 });
  });

  it('asks nothing for an empty window', async () => {
    const shop = await open(platform([]));
    const fetched = await fetchWhole(shop, { ...window, to: window.from }, zone);
    expect(fetched).toEqual({ ok: true, value: { count: 0, orders: [], platformCount: 0, unreadable: [] } });
    expect(searches()).toHaveLength(0);
  });

  it('splits the window until each part is below the cap, without gap or overlap', async () => {
    const orders = Array.from({ length: 40 }, (_, index) => order(index));
    const shop = await open(platform(orders), 7);
    const fetched = await fetchWhole(shop, window, zone);
    expect(fetched.ok && fetched.value.orders.map((one) => one.orderId)).toEqual(orders.map((one) => one.id));
    expect(fetched).toMatchObject({ value: { platformCount: 40 } });
    const bounds = searches().map(boundsOf);
    expect(bounds.length).toBeGreaterThan(8);
    expect(bounds.every(({ from, to }) => from < to)).toBe(true);
  });

  it.each([
    [12052180, 'The total number of search results can not exceed 10000.'],
    [36009004, 'offset and limit sum must be less than 5000'],
  ])('splits as well when the platform refuses a long list (%i)', async (code, message) => {
    const orders = Array.from({ length: 20 }, (_, index) => order(index));
    const all = platform(orders);
    const shop = await open((call, reply) => {
      const { from, to } = boundsOf(call);
      return to - from > 120 ? refusal(code, message) : all(call, reply);
    });
    const fetched = await fetchWhole(shop, window, zone);
    expect(fetched.ok && fetched.value.orders).toHaveLength(20);
  });

  it('splits by what has come when the platform gives no count', async () => {
    const orders = Array.from({ length: 30 }, (_, index) => order(index));
    const shop = await open((call) => {
      const { from, to } = boundsOf(call);
      const inside = orders.filter((one) => Number(one.create_time) >= from && Number(one.create_time) < to);
      const offset = Number(call.query.page_token ?? '0');
      const next_page_token = offset + 4 < inside.length ? String(offset + 4) : '';
      return envelope({ orders: inside.slice(offset, offset + 4), next_page_token });
    }, 6);
    const fetched = await fetchWhole(shop, window, zone);
    expect(fetched.ok && fetched.value.orders).toHaveLength(30);
    expect(fetched).toMatchObject({ value: { platformCount: null } });
  });

  it('says so when even one second holds too many', async () => {
    const shop = await open(platform([order(0), order(1, { create_time: start })]), 1);
    const fetched = await fetchWhole(shop, window, zone);
    expect(fetched).toMatchObject({ ok: false, error: { kind: 'rejected' } });
  });

  it('takes the newer of two versions of an order', async () => {
    const old = order(3, { status: 'IN_TRANSIT' });
    const fresh = order(3, { status: 'DELIVERED', update_time: start + 5000 });
    const answers = [fresh, old];
    const shop = await open(() => envelope({ orders: answers, next_page_token: '', total_count: 1 }));
    const fetched = await fetchWhole(shop, window, zone);
    expect(fetched.ok && fetched.value.orders.map((one) => one.channelStatus)).toEqual(['DELIVERED']);
  });

  it('reads the list once more when an order slipped between two pages', async () => {
    const orders = Array.from({ length: 6 }, (_, index) => order(index));
    let shifted = false;
    const shop = await open((call, reply) => {
      if (call.query.page_token !== '3' || shifted) return platform(orders, [], 3)(call, reply);
      shifted = true;
      return envelope({ orders: orders.slice(4), next_page_token: '', total_count: 6 });
    });
    const fetched = await fetchWhole(shop, window, zone);
    expect(fetched.ok && fetched.value.orders).toHaveLength(6);
    expect(searches()).toHaveLength(4);
  });

  it('returns fewer orders than the platform counts with its count beside them', async () => {
    const shop = await open(() => envelope({ orders: [order(1)], total_count: 2 }));
    const fetched = await fetchWhole(shop, window, zone);
    expect(fetched).toMatchObject({
      ok: true,
      value: { platformCount: 2, orders: [{ channelStatus: 'DELIVERED' }] },
    });
  });

  it('refuses a list whose page mark repeats', async () => {
    const shop = await open(() => envelope({ orders: [order(1)], next_page_token: 'same', total_count: 5 }));
    const fetched = await fetchWhole(shop, window, zone);
    expect(fetched).toMatchObject({ ok: false, error: { kind: 'badAnswer' } });
    expect(searches()).toHaveLength(4);
  });

  it('accepts a repeated page mark when everything counted has come', async () => {
    const shop = await open(() => envelope({ orders: [order(1)], next_page_token: 'same', total_count: 1 }));
    const fetched = await fetchWhole(shop, window, zone);
    expect(fetched.ok && fetched.value.orders).toHaveLength(1);
  });

  it('shows what it cannot read instead of dropping it', async () => {
    const bad = [order(1, { status: 'TELEPORTED' }), order(2, { line_items: 'none' }), { nothing: true }];
    const shop = await open(() =>
      envelope({ orders: [order(0), ...bad], next_page_token: '', total_count: 4 }),
    );
    const fetched = await fetchWhole(shop, window, zone);
    if (!fetched.ok) throw new Error(fetched.error.message);
    expect(fetched.value.orders).toHaveLength(1);
    expect(fetched.value.unreadable.map((one) => one.orderId)).toEqual([bad[0]?.id, bad[1]?.id, '?']);
    expect(fetched.value.unreadable[1]?.message).toContain('line_items');
  });

  it('reads ids that come as numbers without losing a digit', async () => {
    const text = JSON.stringify(envelope({ orders: [order(1)], total_count: 1 })).replaceAll(
      /"(\d{18,19})"/g,
      '$1',
    );
    const shop = await open((_, reply) => reply.type('application/json').send(text));
    const fetched = await fetchWhole(shop, window, zone);
    expect(fetched.ok && fetched.value.orders[0]).toMatchObject({
      orderId: order(1).id,
      lines: [{ skuId: '1729592969712207013' }],
    });
  });

  it('stops between pages when cancelled', async () => {
    const cancel = { aborted: false };
    const orders = Array.from({ length: 30 }, (_, index) => order(index));
    const shop = await open(platform(orders, [], 10));
    const fetched = await fetchWhole(shop, window, zone, {
      cancel,
      onProgress: () => {
        cancel.aborted = true;
      },
    });
    expect(fetched).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(searches()).toHaveLength(1);
  });
});

describe('bundles', () => {
  const parts = [{ product_id: '9', sku_id: '1729592969712207111', seller_sku: 'CUP', sku_count: 2 }];
  const set = { sku_id: '1729592969712207055', seller_sku: 'SET' };
  const mug = (index: number) =>
    order(index, { line_items: [silent(), silent({ id: '577086512123755124' })] });
  const bundle = (index: number) =>
    order(index, { line_items: [silent(), silent({ id: '577086512123755124', ...set })] });
  const bundleDetail = (index: number) =>
    order(index, {
      line_items: [silent(), silent({ id: '577086512123755124', ...set, combined_listing_skus: parts })],
    });

  it('are completed from the detail, with one look-up for a SKU that is none', async () => {
    const orders = Array.from({ length: 120 }, (_, index) => (index % 2 === 0 ? mug(index) : bundle(index)));
    const detailed = orders.flatMap((_, index) => (index % 2 === 0 ? [] : [bundleDetail(index)]));
    const shop = await open(platform(orders, detailed));
    const fetched = await fetchWhole(shop, window, zone);
    if (!fetched.ok) throw new Error(fetched.error.message);
    const withParts = fetched.value.orders.filter((one) => one.lines.some((line) => line.parts.length > 0));
    expect(withParts).toHaveLength(60);
    expect(fetched.value.count).toBe(120);
    expect(withParts[0]?.lines.map((line) => [line.sellerSku, line.parts])).toEqual([
      ['MUG-BLUE', []],
      ['SET', [{ skuId: '1729592969712207111', sellerSku: 'CUP', quantity: 2 }]],
    ]);
    // One order for the mug, one for the set, then the 59 other sets, at most 50 a call.
    expect(details().map((ids) => ids.length)).toEqual([2, 50, 9]);
  });

  it('hold back the orders that have them, and no others', async () => {
    const orders = [order(1), bundle(2), order(3)];
    const shop = await open(platform(orders, [bundleDetail(2)], 2));
    const pieces: string[][] = [];
    const take = async (piece: readonly Order[]) => {
      pieces.push(piece.map((one) => one.orderId));
    };
    const fetched = await shop.fetchOrders(window, zone, take, {});
    expect(fetched).toMatchObject({ value: { count: 3 } });
    expect(pieces).toEqual([[order(1).id], [order(3).id], [bundle(2).id]]);
    expect(details()).toHaveLength(1);
  });

  it('need no detail where the search says what it is', async () => {
    const shop = await open(platform([order(1), order(2)]));
    await fetchWhole(shop, window, zone);
    expect(details()).toEqual([]);
  });

  it('do not keep an order from being read when its detail is not there', async () => {
    const shop = await open((call, reply) =>
      call.path === '/order/202507/orders'
        ? envelope({ orders: [] })
        : platform([mug(1), mug(2)])(call, reply),
    );
    const fetched = await fetchWhole(shop, window, zone);
    expect(fetched.ok && fetched.value.orders).toHaveLength(2);
    expect(details()).toHaveLength(2);
  });
});

describe('fetchOrdersById', () => {
  it('asks for at most 50 at once, each id once', async () => {
    const orders = Array.from({ length: 70 }, (_, index) => order(index));
    const shop = await open(platform(orders));
    const ids = orders.map((one) => toOrderId(String(one.id)));
    const fetched = await shop.fetchOrdersById([...ids, ...ids.slice(0, 5)], zone);
    expect(fetched.ok && fetched.value.orders.map((one) => one.orderId)).toEqual(ids);
    expect(details().map((batch) => batch.length)).toEqual([50, 20]);
  });

  it('finds the one id that makes the platform refuse the whole call', async () => {
    const orders = Array.from({ length: 8 }, (_, index) => order(index));
    const bad = String(orders[5]?.id);
    const all = platform(orders);
    const shop = await open((call, reply) =>
      call.query.ids?.split(',').includes(bad) ? refusal(10037001, 'strange order') : all(call, reply),
    );
    const fetched = await shop.fetchOrdersById(
      orders.map((one) => toOrderId(String(one.id))),
      zone,
    );
    if (!fetched.ok) throw new Error(fetched.error.message);
    expect(fetched.value.orders).toHaveLength(7);
    expect(fetched.value.unreadable).toMatchObject([{ orderId: bad }]);
    expect(fetched.value.unreadable[0]?.message).toContain('strange order');
  });

  it('does not take a retired version of the call for bad ids', async () => {
    const shop = await open(() => refusal(36009014, 'The version name is invalid, please check and retry.'));
    const fetched = await shop.fetchOrdersById([toOrderId('1'), toOrderId('2')], zone);
    expect(fetched).toMatchObject({ ok: false, error: { kind: 'rejected' } });
    expect(details()).toHaveLength(1);
  });
});
