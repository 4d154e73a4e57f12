import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { goodsMinor, type Order } from '../../domain/orders.ts';
import { day } from '../../domain/testing/builders.ts';
import type { Authorization, Channel, ChannelShop, OrderWindow, TokenSource } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import { createTikTokChannel } from './channel.ts';
import type { TikTokConfig } from './config.ts';
import { fetchWhole } from './testing/fetch-whole.ts';

/** The channel against the stand-in for TikTok Shop: real HTTP, both sides written from the vendor's notes. */
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ now });
});
afterAll(async () => {
  await sandbox?.close();
});
beforeEach(() => {
  sandbox.reset();
});

/** Both sides live in one time, which a pause moves on instead of waiting. */
let skipped = 0;
function now(): number {
  return Date.now() + skipped;
}

/** The clock of this computer: right, or wrong by `offsetMs`. */
function clockWith(offsetMs = 0): Clock {
  return {
    now: () => now() + offsetMs,
    sleep: async (ms) => {
      skipped += ms;
    },
  };
}

function channelWith(config: Partial<TikTokConfig> = {}, offsetMs = 0): Channel {
  const { apiUrl, authUrl, authorizeUrl, appKey, appSecret, serviceId } = sandbox.tiktok;
  return createTikTokChannel(
    {
      appKey,
      appSecret,
      serviceId,
      market: 'rest',
      apiUrl,
      authUrl,
      authorizePageUrl: authorizeUrl,
      ...config,
      limits: { requestsPerSecond: 1_000, ...config.limits },
    },
    { clock: clockWith(offsetMs), random: () => 0 },
  );
}

async function link(channel: Channel, shopId?: string): Promise<Authorization> {
  const authorization = await channel.authorize(sandbox.authorize(shopId), null);
  if (!authorization.ok) throw new Error(authorization.error.message);
  return authorization.value;
}

async function shopsOf(channel: Channel, authorization: Authorization): Promise<readonly ChannelShop[]> {
  const shops = await channel.fetchShops(authorization);
  if (!shops.ok) throw new Error(shops.error.message);
  return shops.value;
}

/** Tokens as the app keeps them: renewed by the channel itself. */
function tokensOf(channel: Channel, first: Authorization): TokenSource & { readonly renewals: () => number } {
  let current = first;
  let renewals = 0;
  return {
    renewals: () => renewals,
    accessToken: async () => ({ ok: true, value: current.accessToken }),
    renewed: async () => {
      renewals += 1;
      const next = await channel.refresh(current);
      if (!next.ok) return next;
      current = next.value;
      return { ok: true, value: current.accessToken };
    },
  };
}

function booksOf(region: string) {
  const books = sandbox.company.shops.find(({ shop }) => shop.region === region);
  if (!books) throw new Error(`The sandbox has no shop in ${region}`);
  return books;
}

async function openShop(region: string, config: Partial<TikTokConfig> = {}) {
  const channel = channelWith(config);
  const authorization = await link(channel, booksOf(region).shop.id);
  const shop = (await shopsOf(channel, authorization)).find((one) => one.region === region);
  if (!shop) throw new Error(`The channel lists no shop in ${region}`);
  const tokens = tokensOf(channel, authorization);
  return { shop, tokens, api: channel.openShop(shop, tokens) };
}

const october: OrderWindow = { by: 'created', from: Date.UTC(2026, 8, 29), to: Date.UTC(2026, 10, 2) };

async function ordersOf(region: string, config: Partial<TikTokConfig> = {}, window = october) {
  const { shop, api } = await openShop(region, config);
  const fetched = await fetchWhole(api, window, shop.timeZone);
  if (!fetched.ok) throw new Error(fetched.error.message);
  return fetched.value;
}

const searches = () =>
  sandbox.journal.entries().filter((entry) => entry.path.includes('/orders/search')).length;

describe('linking', () => {
  it('exchanges a code, once only', async () => {
    const channel = channelWith();
    const code = sandbox.authorize();
    const first = await channel.authorize(
      `https://relay.example/cb?code=${encodeURIComponent(code)}&state=s1`,
      's1',
    );
    if (!first.ok) throw new Error(first.error.message);
    expect(first.value.accessTokenExpiresAt).toBeGreaterThan(now() + 86_400_000);
    expect(first.value.refreshTokenExpiresAt).toBeGreaterThan(first.value.accessTokenExpiresAt);
    const second = await channel.authorize(code, null);
    expect(second).toMatchObject({ ok: false, error: { kind: 'auth' } });
    expect(second.ok ? '' : second.error.message).toContain('works once');
  });

  it('lists the shops with currency, time zone and cipher', async () => {
    const found: string[][] = [];
    for (const { id, cipher } of sandbox.shops) {
      const channel = channelWith();
      const shop = (await shopsOf(channel, await link(channel, id))).find((one) => one.shopId === id);
      expect(shop?.cipher).toBe(cipher);
      found.push([shop?.region ?? '', shop?.currency ?? '', shop?.timeZone ?? '']);
    }
    expect(found.sort()).toEqual([
      ['GB', 'GBP', 'Europe/London'],
      ['MY', 'MYR', 'Asia/Kuala_Lumpur'],
    ]);
  });

  it('refreshes: new tokens that work', async () => {
    const channel = channelWith();
    const first = await link(channel);
    const second = await channel.refresh(first);
    if (!second.ok) throw new Error(second.error.message);
    expect(second.value.accessToken).not.toBe(first.accessToken);
    expect(second.value.refreshToken).not.toBe(first.refreshToken);
    expect((await shopsOf(channel, second.value)).length).toBeGreaterThan(0);
  });

  it('says that the app secret is wrong', async () => {
    const good = await link(channelWith());
    const shops = await channelWith({ appSecret: 'not-the-secret' }).fetchShops(good);
    expect(shops).toMatchObject({ ok: false, error: { kind: 'credentials' } });
    expect(JSON.stringify(shops)).not.toContain('not-the-secret');
    const exchange = await channelWith({ appSecret: 'not-the-secret' }).authorize(sandbox.authorize(), null);
    expect(exchange).toMatchObject({ ok: false, error: { kind: 'credentials' } });
  });

  it.each([
    ['31 seconds fast', 32_000],
    ['5 minutes slow', -302_000],
  ])('says that the clock is %s', async (_, offsetMs) => {
    const authorization = await link(channelWith());
    const shops = await channelWith({}, offsetMs).fetchShops(authorization);
    expect(shops).toMatchObject({ ok: false, error: { kind: 'clock' } });
  });
});

describe.each(['GB', 'MY'])('the %s shop', (region) => {
  it('gives every SKU of every product, bundles with their parts', async () => {
    const { shop, api } = await openShop(region);
    const skus = await api.fetchSkus({});
    if (!skus.ok) throw new Error(skus.error.message);
    const expected = booksOf(region).products.flatMap((product) => product.skus.map((sku) => sku.id));
    expect(skus.value.map((sku) => sku.skuId).sort()).toEqual(expected.sort());
    expect(skus.value.some((sku) => sku.sellerSku === 'TOTE-OLD-NAVY')).toBe(true);
    expect(skus.value.some((sku) => sku.parts.length > 1)).toBe(true);
    expect(skus.value.every((sku) => sku.currency === shop.currency && sku.priceMinor !== null)).toBe(true);
    const known = new Set(skus.value.map((sku) => sku.skuId));
    expect(skus.value.flatMap((sku) => sku.parts).every((part) => known.has(part.skuId))).toBe(true);
  });

  it('gives every order of October once, oldest first', async () => {
    const fetched = await ordersOf(region);
    expect(fetched.unreadable).toEqual([]);
    const expected = booksOf(region).orders;
    expect(expected.length).toBeGreaterThanOrEqual(420);
    expect(fetched.platformCount).toBe(expected.length);
    expect(fetched.orders.map((order) => order.orderId).sort()).toEqual(
      expected.map((order) => order.id).sort(),
    );
    const times = fetched.orders.map((order) => order.createdAt);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(fetched.orders.map((order) => order.status))).toEqual(
      new Set(['unpaid', 'pending', 'inTransit', 'delivered', 'completed', 'cancelled']),
    );
    const bundles = fetched.orders.filter((order) => order.lines.some((line) => line.parts.length > 0));
    expect(bundles.length).toBeGreaterThanOrEqual(8);
    expect(fetched.orders.some((order) => order.lines.some((line) => line.isGift))).toBe(true);
    expect(fetched.orders.some((order) => order.isSample)).toBe(true);
  });

  it('gives lines that add up to the units sold, to the minor unit', async () => {
    const { orders } = await ordersOf(region);
    const read = new Map<string, Order>(orders.map((order) => [order.orderId, order]));
    for (const sold of booksOf(region).orders) {
      const order = read.get(sold.id);
      const units = sold.units.filter((unit) => sold.status === 'CANCELLED' || !unit.cancelled);
      const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
      expect(order && goodsMinor(order)).toBe(sum(units.map((unit) => unit.original - unit.sellerDiscount)));
      expect(sum(order?.lines.map((line) => line.quantity) ?? [])).toBe(units.length);
      expect(order?.cancelledUnits).toBe(sold.units.length - units.length);
    }
  });

  it('gives the same orders however often the window is split', async () => {
    const whole = await ordersOf(region);
    const before = searches();
    const split = await ordersOf(region, { limits: { ordersPerWindow: 40 } });
    expect(searches() - before).toBeGreaterThan(10);
    expect(split).toEqual(whole);
  });

  it('gives the same orders by update time and by id', async () => {
    const whole = await ordersOf(region);
    const window = { by: 'updated', from: october.from, to: now() + 365 * 86_400_000 } as const;
    const updated = await ordersOf(region, {}, window);
    const byId = (orders: typeof whole.orders) =>
      [...orders].sort((a, b) => (a.orderId < b.orderId ? -1 : 1));
    expect(byId(updated.orders)).toEqual(byId(whole.orders));

    const { shop, api } = await openShop(region);
    const some = whole.orders.slice(0, 120);
    const again = await api.fetchOrdersById(
      some.map((order) => order.orderId),
      shop.timeZone,
    );
    expect(again.ok && byId(again.value.orders)).toEqual(byId(some));
  });
});

describe('faults on the way', () => {
  it.each([
    '429',
    '500',
    '502',
    '503',
    'html',
    'truncated-json',
    'cut-mid-body',
    'drop-before',
    'drop-after-commit',
    'slow-drip',
    'duplicate-page',
  ] as const)('reads all orders in spite of %s', async (fault) => {
    const expected = await ordersOf('GB');
    sandbox.faults.set([{ route: 'POST /order/202309/orders/search', nth: 2, do: fault }]);
    expect(await ordersOf('GB')).toEqual(expected);
    expect(sandbox.journal.entries().some((entry) => entry.fault === fault)).toBe(true);
  });

  it('renews an expired token once and goes on', async () => {
    const { shop, tokens, api } = await openShop('GB');
    sandbox.faults.set([{ route: 'POST /order/202309/orders/search', nth: 2, do: 'expire-token' }]);
    const fetched = await fetchWhole(api, october, shop.timeZone);
    expect(fetched.ok && fetched.value.orders).toHaveLength(booksOf('GB').orders.length);
    expect(tokens.renewals()).toBe(1);
  });

  it('keeps to the pace the platform allows', async () => {
    const strict = await startSandbox({ now, rateLimit: { tiktokPerSecond: 2 } });
    const lenient = sandbox;
    sandbox = strict;
    try {
      const fetched = await ordersOf('GB', { limits: { ordersPerWindow: 60 } });
      expect(fetched.orders).toHaveLength(booksOf('GB').orders.length);
      expect(strict.journal.entries().filter((entry) => entry.status === 429).length).toBeGreaterThan(0);
    } finally {
      sandbox = lenient;
      await strict.close();
    }
  });

  it('says that the link has ended when it was revoked', async () => {
    const { shop, api } = await openShop('GB');
    sandbox.faults.set([{ route: 'POST /order/202309/orders/search', nth: 'every', do: 'revoke-token' }]);
    const fetched = await fetchWhole(api, october, shop.timeZone);
    expect(fetched).toMatchObject({ ok: false, error: { kind: 'auth' } });
  });

  it('says what a skewed clock at either end means', async () => {
    const { shop, api } = await openShop('GB');
    sandbox.faults.set([{ route: 'POST /order/202309/orders/search', nth: 1, do: 'clock-skew' }]);
    const fetched = await fetchWhole(api, october, shop.timeZone);
    expect(fetched).toMatchObject({ ok: false, error: { kind: 'clock' } });
  });

  it('shows a whole page that is not built as expected as a failure, not as no orders', async () => {
    const { shop, api } = await openShop('GB');
    sandbox.faults.set([{ route: 'POST /order/202309/orders/search', nth: 'every', do: 'bad-schema' }]);
    const fetched = await fetchWhole(api, october, shop.timeZone);
    const problems = fetched.ok ? fetched.value.unreadable.length : 1;
    expect(problems).toBeGreaterThan(0);
  });
});

describe('statements of the finance API', () => {
  const range = { from: day('2026-10-10'), to: day('2026-10-31') };

  it('are those of the shop, each with transactions that add up to it', async () => {
    const { api } = await openShop('GB');
    const statements = await api.fetchStatements(range, {});
    if (!statements.ok) throw new Error(statements.error.message);
    const wanted = booksOf('GB').statements.filter(
      (statement) => statement.settledOn >= range.from && statement.settledOn <= range.to,
    );
    expect(
      statements.value.map(({ statementId, settledOn, transactions }) => [
        statementId,
        settledOn,
        transactions.length,
      ]),
    ).toEqual(wanted.map(({ id, settledOn, rows }) => [id, settledOn, rows.length]));
    for (const statement of statements.value) {
      const sum = statement.transactions.reduce((total, one) => total + one.settlementMinor, 0);
      expect(sum).toBe(statement.settlementMinor);
    }
  });

  it('need a permission of their own, and say which', async () => {
    const channel = channelWith();
    const scopes = ['seller.authorization.info', 'seller.shop.info', 'seller.order.info'];
    const authorization = await channel.authorize(sandbox.authorize(booksOf('GB').shop.id, scopes), null);
    if (!authorization.ok) throw new Error(authorization.error.message);
    const [shop] = await shopsOf(channel, authorization.value);
    if (!shop) throw new Error('The consent covers a shop');
    const refused = await channel
      .openShop(shop, tokensOf(channel, authorization.value))
      .fetchStatements(range, {});
    if (refused.ok) throw new Error('Without the permission nothing is given');
    expect(refused.error.kind).toBe('scope');
    expect(refused.error.message).toContain('seller.finance.info');
  });
});
