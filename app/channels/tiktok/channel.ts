import { ok } from '../../domain/result.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Fetch } from '../../ports/fetch.ts';
import { exchangeCode, refreshTokens, toAuthorizeUrl } from './authorize.ts';
import { createClient } from './client.ts';
import { defaultLimits, type TikTokConfig, type TikTokLimits } from './config.ts';
import {
  defaultApiUrl,
  defaultAuthorizePageUrl,
  defaultAuthUrl,
  defaultVersions,
  shopsPath,
} from './endpoints.ts';
import { readOrders, readOrdersById } from './orders.ts';
import { readSkus } from './products.ts';
import { createShopReader } from './shop-reader.ts';
import { readShops } from './shops.ts';
import { readStatements } from './statements.ts';

export interface TikTokDeps {
  readonly clock: Clock;
  readonly fetch?: Fetch;
  /** In [0, 1); spreads retries. */
  readonly random?: () => number;
}

/** TikTok Shop as a channel (vendors/tiktok-shop.md). Nothing here throws for what the network may do. */
export function createTikTokChannel(config: TikTokConfig, deps: TikTokDeps): Channel {
  const { clock } = deps;
  const limits = withLimits(config.limits);
  const versions = { ...defaultVersions, ...config.versions };
  const client = createClient(
    {
      apiUrl: withoutTrailingSlash(config.apiUrl ?? defaultApiUrl),
      authUrl: withoutTrailingSlash(config.authUrl ?? defaultAuthUrl),
      appKey: config.appKey,
      appSecret: config.appSecret,
      timeOutMs: limits.timeOutMs,
      requestsPerSecond: limits.requestsPerSecond,
      waitBudgetMs: limits.waitBudgetMs,
    },
    { clock, fetch: deps.fetch ?? globalThis.fetch, random: deps.random ?? Math.random },
  );
  const page = config.authorizePageUrl ?? defaultAuthorizePageUrl[config.market];

  return {
    authorizeUrl: (state) => toAuthorizeUrl(page, config.serviceId, state),
    authorize: (pasted, state) => exchangeCode(client, config, pasted, state, clock.now()),
    refresh: (authorization) => refreshTokens(client, config, authorization, clock.now()),
    fetchShops: (authorization) => readShops(client, shopsPath(versions), authorization.accessToken, clock),
    openShop(shop, tokens) {
      const reader = createShopReader(client, versions, shop, tokens);
      const list = { cap: limits.ordersPerWindow, book: new Map() };
      return {
        clockOffMs: () => client.clockOffMs(),
        fetchSkus: (options) => readSkus(reader, shop, clock.now(), options),
        fetchOrders: (window, timeZone, take, options) =>
          readOrders(reader, { shopId: shop.shopId, timeZone }, window, { ...list, take }, options),
        fetchStatements: (range, options) => readStatements(reader, range, options),
        fetchOrdersById: async (orderIds, timeZone) =>
          orderIds.length === 0
            ? ok({ orders: [], unreadable: [] })
            : readOrdersById(reader, { shopId: shop.shopId, timeZone }, orderIds),
      };
    },
  };
}

function withoutTrailingSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}

function withLimits(given: TikTokConfig['limits']): TikTokLimits {
  return {
    requestsPerSecond: given?.requestsPerSecond ?? defaultLimits.requestsPerSecond,
    ordersPerWindow: given?.ordersPerWindow ?? defaultLimits.ordersPerWindow,
    timeOutMs: given?.timeOutMs ?? defaultLimits.timeOutMs,
    waitBudgetMs: given?.waitBudgetMs ?? defaultLimits.waitBudgetMs,
  };
}
