import type { Order } from '../../../domain/orders.ts';
import { ok } from '../../../domain/result.ts';
import type {
  ChannelResult,
  ChannelShopApi,
  FetchedWindow,
  FetchOptions,
  OrderWindow,
} from '../../../ports/channel.ts';
import { oldestFirst } from '../order-entries.ts';

/** All orders of a window in one list: each once, as it was handed on last, oldest first. */
export async function fetchWhole(
  shop: ChannelShopApi,
  window: OrderWindow,
  timeZone: string,
  options: FetchOptions = {},
): Promise<ChannelResult<FetchedWindow & { readonly orders: readonly Order[] }>> {
  const orders = new Map<string, Order>();
  const take = async (piece: readonly Order[]) => {
    for (const order of piece) orders.set(order.orderId, order);
  };
  const fetched = await shop.fetchOrders(window, timeZone, take, options);
  return fetched.ok
    ? ok({ ...fetched.value, orders: oldestFirst([...orders.values()], window.by) })
    : fetched;
}
