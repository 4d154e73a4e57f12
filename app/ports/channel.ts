import type { BusinessDate } from '../domain/dates.ts';
import type { OrderId, ShopId } from '../domain/ids.ts';
import type { Currency } from '../domain/money.ts';
import type { ChannelSku, Order } from '../domain/orders.ts';
import type { ChannelStatement } from '../domain/statements/statement.ts';

/** A marketplace in bookkeepers' words. Adapters live in app/channels/<name>. */
export interface Channel {
  /** Page where the seller gives consent; opened in the system browser. `state` ties the answer to this request. */
  authorizeUrl(state: string): string;
  /** Exchanges what came back (the code, or the whole redirected address pasted by hand) for tokens. */
  authorize(pasted: string, state: string | null): Promise<ChannelResult<Authorization>>;
  refresh(authorization: Authorization): Promise<ChannelResult<Authorization>>;
  fetchShops(authorization: Authorization): Promise<ChannelResult<readonly ChannelShop[]>>;
  /** Talks for one shop; `tokens` gives a valid access token and renews it once however many jobs wait. */
  openShop(shop: ChannelShop, tokens: TokenSource): ChannelShopApi;
}

export interface ChannelShopApi {
  /** How far this computer's clock is ahead of the channel's (negative: behind), by its last answer; null = not told. */
  clockOffMs(): number | null;
  fetchSkus(options: FetchOptions): Promise<ChannelResult<readonly ChannelSku[]>>;
  /**
   * Orders of a window of time, bundles completed from the detail call, handed to `take` in pieces while the rest is on
   * its way. An order that changed meanwhile may come twice; the one that changed last counts. What was taken before a
   * failure stays taken. The window splits itself when the channel's cap is met. `timeZone` decides `orderedOn`.
   */
  fetchOrders(
    window: OrderWindow,
    timeZone: string,
    take: TakeOrders,
    options: FetchOptions,
  ): Promise<ChannelResult<FetchedWindow>>;
  /** What the channel knows of these orders; one it does not know is in neither list. */
  fetchOrdersById(orderIds: readonly OrderId[], timeZone: string): Promise<ChannelResult<FetchedOrders>>;
  /**
   * Statements of settled dates with all their transactions, oldest first; dates without one are missing. Where the
   * shop has not granted its finances: an error of kind `scope`.
   */
  fetchStatements(
    range: StatementRange,
    options: FetchOptions,
  ): Promise<ChannelResult<readonly ChannelStatement[]>>;
}

/** Settled dates, both included. */
export interface StatementRange {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

export interface OrderWindow {
  readonly by: 'created' | 'updated';
  /** UTC instants, from inclusive, to exclusive. */
  readonly from: number;
  readonly to: number;
}

export interface FetchOptions {
  readonly cancel?: Cancel;
  /** Called after every page with what has come so far and the platform's own count, when it gives one. */
  readonly onProgress?: (done: number, total: number | null) => void;
}

/** An AbortSignal fits. Checked between calls: the current call is finished first. */
export interface Cancel {
  readonly aborted: boolean;
}

/** Orders of about a page, oldest first. The next piece of the same window is not handed on before this one was taken. */
export type TakeOrders = (orders: readonly Order[]) => Promise<void>;

export interface FetchedWindow {
  /** Different orders that were handed on. */
  readonly count: number;
  /** The platform's own count for the window; null when it gave none. */
  readonly platformCount: number | null;
  readonly unreadable: readonly UnreadableOrder[];
}

export interface FetchedOrders {
  /** Each once, oldest first. */
  readonly orders: readonly Order[];
  readonly unreadable: readonly UnreadableOrder[];
}

/** An order the channel sent that could not be read, with a sentence. It is shown, not dropped. */
export interface UnreadableOrder {
  readonly orderId: string;
  readonly message: string;
}

/** Tokens of one authorisation. All times are UTC instants. Secrets: kept by the Secrets port, never by the renderer. */
export interface Authorization {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: number;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: number;
  readonly sellerName: string;
  readonly grantedScopes: readonly string[];
}

export interface TokenSource {
  /** A token that is valid for some minutes yet; renews it first when it is not. */
  accessToken(): Promise<ChannelResult<string>>;
  /** The channel called the token expired: renew once, whatever the clock says. */
  renewed(rejectedToken: string): Promise<ChannelResult<string>>;
}

export interface ChannelShop {
  readonly shopId: ShopId;
  readonly name: string;
  /** ISO country. */
  readonly region: string;
  readonly currency: Currency;
  readonly timeZone: string;
  /** What the channel wants in every shop call. */
  readonly cipher: string;
}

export type ChannelResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ChannelError };

export interface ChannelError {
  readonly kind: /** The link is dead: link again. */
    | 'auth'
    | 'scope'
    /** This computer's clock is outside the channel's window (−5 min/+30 s). */
    | 'clock'
    /** App key, secret or signature refused. */
    | 'credentials'
    | 'rateLimited'
    | 'unavailable'
    | 'rejected'
    | 'badAnswer'
    | 'cancelled';
  /** A sentence: what happened, what it means, what to do. */
  readonly message: string;
  /** How far this computer's clock is ahead of the channel's (negative: behind), where that is the trouble. */
  readonly clockOffMs?: number;
  readonly retryAfterMs?: number;
}
