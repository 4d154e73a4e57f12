import type { OrderStatus, SandboxOrder } from '../company/types.ts';
import {
  type ApiContext,
  bodyInt,
  bodyText,
  inRange,
  paginate,
  pathParam,
  shopOf,
  sorting,
} from './context.ts';
import { ApiError, invalidParam } from './errors.ts';
import { orderJson, priceDetailJson } from './order-json.ts';

const STATUSES: readonly OrderStatus[] = [
  'UNPAID',
  'ON_HOLD',
  'AWAITING_SHIPMENT',
  'PARTIALLY_SHIPPING',
  'AWAITING_COLLECTION',
  'IN_TRANSIT',
  'DELIVERED',
  'COMPLETED',
  'CANCELLED',
];

/** `POST /order/202309/orders/search` */
export function searchOrders(context: ApiContext): unknown {
  const { shop, orders } = shopOf(context);
  const { field, ascending } = sorting(context, ['create_time', 'update_time'], 'DESC');
  const status = bodyText(context, 'order_status');
  if (status !== null && !STATUSES.some((known) => known === status)) {
    throw invalidParam('order_status is unknown');
  }
  const created = [bodyInt(context, 'create_time_ge'), bodyInt(context, 'create_time_lt')] as const;
  const updated = [bodyInt(context, 'update_time_ge'), bodyInt(context, 'update_time_lt')] as const;
  const shippingType = bodyText(context, 'shipping_type');
  const buyer = bodyText(context, 'buyer_user_id');
  const by = (order: SandboxOrder): number => (field === 'update_time' ? order.updatedAt : order.createdAt);
  const found = orders
    .filter(
      (order) =>
        (status === null || order.status === status) &&
        (shippingType === null || shippingType === 'TIKTOK') &&
        (buyer === null || order.buyer.userId === buyer) &&
        inRange(order.createdAt, ...created) &&
        inRange(order.updatedAt, ...updated),
    )
    .sort((a, b) => (by(a) - by(b) || a.id.localeCompare(b.id)) * (ascending ? 1 : -1));
  const page = paginate(context, found, { max: 100 });
  return {
    orders: page.rows.map((order) => orderJson(order, shop, false)),
    next_page_token: page.next,
    total_count: found.length,
  };
}

/** `GET /order/202507/orders?ids=` and its 202309 version */
export function orderDetails(context: ApiContext): unknown {
  const { shop, orders } = shopOf(context);
  const raw = context.query.get('ids') ?? '';
  const ids = raw.split(',').filter((id) => id !== '');
  if (ids.length === 0 || ids.length > 50 || !ids.every((id) => /^\d{1,20}$/.test(id))) {
    throw invalidParam('ids must be 1 to 50 order ids');
  }
  const known = new Map(orders.map((order) => [order.id, order]));
  const found = ids.map((id) => known.get(id)).filter((order) => order !== undefined);
  return { orders: found.map((order) => orderJson(order, shop, true)) };
}

/** `GET /order/202407/orders/{order_id}/price_detail` */
export function priceDetail(context: ApiContext): unknown {
  const { shop, orders } = shopOf(context);
  const id = pathParam(context, 'order_id');
  const order = orders.find((candidate) => candidate.id === id);
  if (order === undefined) throw new ApiError(10002014, 'Failed to get orders.', 200);
  return priceDetailJson(order, shop);
}
