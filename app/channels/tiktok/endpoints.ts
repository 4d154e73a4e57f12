/** Hosts and paths of TikTok Shop's Open API (vendors/tiktok-shop.md §§1.1, 1.2, 3.0). No other file holds a path. */
export const defaultApiUrl = 'https://open-api.tiktokglobalshop.com';
export const defaultAuthUrl = 'https://auth.tiktok-shops.com';

/** Only the consent page differs by market: apps are registered in two separate Partner Centers. */
export type TikTokMarket = 'us' | 'rest';

export const defaultAuthorizePageUrl: Readonly<Record<TikTokMarket, string>> = {
  us: 'https://services.us.tiktokshop.com/open/authorize',
  rest: 'https://services.tiktokshop.com/open/authorize',
};

export const tokenPaths = {
  exchange: '/api/v2/token/get',
  refresh: '/api/v2/token/refresh',
} as const;

/** Versions drift and are retired after two months (vendors/tiktok-shop.md §3.0), so they are configuration. */
export interface TikTokVersions {
  readonly shops: string;
  readonly productSearch: string;
  readonly product: string;
  readonly orderSearch: string;
  readonly orders: string;
  readonly statements: string;
  readonly statementTransactions: string;
}

export const defaultVersions: TikTokVersions = {
  shops: '202309',
  productSearch: '202502',
  product: '202309',
  orderSearch: '202309',
  orders: '202507',
  statements: '202309',
  statementTransactions: '202501',
};

export function shopsPath(versions: TikTokVersions): string {
  return `/authorization/${versions.shops}/shops`;
}

export function productSearchPath(versions: TikTokVersions): string {
  return `/product/${versions.productSearch}/products/search`;
}

export function productPath(versions: TikTokVersions, productId: string): string {
  return `/product/${versions.product}/products/${encodeURIComponent(productId)}`;
}

export function orderSearchPath(versions: TikTokVersions): string {
  return `/order/${versions.orderSearch}/orders/search`;
}

export function ordersPath(versions: TikTokVersions): string {
  return `/order/${versions.orders}/orders`;
}

export function statementsPath(versions: TikTokVersions): string {
  return `/finance/${versions.statements}/statements`;
}

export function statementTransactionsPath(versions: TikTokVersions, statementId: string): string {
  return `/finance/${versions.statementTransactions}/statements/${encodeURIComponent(statementId)}/statement_transactions`;
}

/** Largest page of both searches, and most ids of one order-detail call (vendors/tiktok-shop.md §3.0). */
export const pageSize = 100;
export const idsPerDetailCall = 50;
