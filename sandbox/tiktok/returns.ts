import { createHash } from 'node:crypto';
import { toApiMoney, total } from '../company/money.ts';
import type { OrderRow, OrderUnit, SandboxOrder, SandboxShop } from '../company/types.ts';
import { type ApiContext, bodyInt, bodyTexts, inRange, paginate, shopOf, sorting } from './context.ts';

type Json = Record<string, unknown>;

interface AfterSale {
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly orderId: string;
  readonly json: Json;
}

/** 19 digits from 403 on, the same each time for the same order. */
function afterSaleId(seed: string): string {
  const number = BigInt(`0x${createHash('sha256').update(seed).digest('hex').slice(0, 13)}`);
  return `403${number.toString().padStart(16, '0').slice(-16)}`;
}

const SIZE = { min: 1, max: 50, standard: 10 };

/** `POST /return_refund/202309/cancellations/search` */
export function searchCancellations(context: ApiContext): unknown {
  const { shop, orders } = shopOf(context);
  const all = orders
    .filter((order) => order.status === 'CANCELLED' && order.paidAt !== null)
    .map((order) => cancellation(order, shop));
  const { rows, next, count } = search(context, all);
  return { cancellations: rows, next_page_token: next, total_count: count };
}

/** `POST /return_refund/202309/returns/search` */
export function searchReturns(context: ApiContext): unknown {
  const { shop, books } = shopOf(context);
  const all = books.statements
    .flatMap((statement) => statement.rows)
    .filter((row) => row.kind === 'order')
    .filter((row) => row.refunded.length > 0)
    .map((row) => returned(row, shop));
  const { rows, next, count } = search(context, all);
  return { return_orders: rows, next_page_token: next, total_count: count };
}

function search(
  context: ApiContext,
  all: readonly AfterSale[],
): { rows: readonly Json[]; next: string; count: number } {
  const { field, ascending } = sorting(context, ['create_time', 'update_time'], 'ASC');
  const orderIds = bodyTexts(context, 'order_ids');
  const created = [bodyInt(context, 'create_time_ge'), bodyInt(context, 'create_time_lt')] as const;
  const updated = [bodyInt(context, 'update_time_ge'), bodyInt(context, 'update_time_lt')] as const;
  const by = (entry: AfterSale): number => (field === 'update_time' ? entry.updatedAt : entry.createdAt);
  const found = all
    .filter(
      (entry) =>
        (orderIds === null || orderIds.includes(entry.orderId)) &&
        inRange(entry.createdAt, ...created) &&
        inRange(entry.updatedAt, ...updated),
    )
    .sort((a, b) => (by(a) - by(b) || a.orderId.localeCompare(b.orderId)) * (ascending ? 1 : -1));
  const page = paginate(context, found, SIZE);
  return { rows: page.rows.map((entry) => entry.json), next: page.next, count: found.length };
}

function refundJson(units: readonly OrderUnit[], shop: SandboxShop): Json {
  const goods = total(units.map((unit) => unit.original - unit.sellerDiscount - unit.platformDiscount));
  return {
    currency: shop.currency,
    refund_total: toApiMoney(goods),
    refund_subtotal: toApiMoney(goods),
    refund_shipping_fee: '0.00',
    refund_tax: '0.00',
  };
}

const itemJson = (unit: OrderUnit, shop: SandboxShop): Json => ({
  order_line_item_id: unit.id,
  sku_id: unit.sku.id,
  sku_name: unit.sku.variant,
  seller_sku: unit.sku.sellerSku,
  product_name: unit.sku.productTitle,
  refund_amount: refundJson([unit], shop),
});

function cancellation(order: SandboxOrder, shop: SandboxShop): AfterSale {
  const at = order.cancelledAt ?? order.updatedAt;
  const byBuyer = order.cancel?.initiator === 'BUYER';
  const id = afterSaleId(`cancel/${order.id}`);
  return {
    createdAt: at,
    updatedAt: at,
    orderId: order.id,
    json: {
      cancel_id: id,
      order_id: order.id,
      cancel_type: byBuyer ? 'BUYER_CANCEL' : 'CANCEL',
      cancel_status: 'CANCELLATION_REQUEST_COMPLETE',
      cancel_reason: 'ecom_order_to_ship_canceled_reason',
      cancel_reason_text: order.cancel?.reason ?? '',
      role: order.cancel?.initiator ?? 'SYSTEM',
      create_time: at,
      update_time: at,
      refund_amount: refundJson(order.units, shop),
      cancel_line_items: order.units.map((unit) => ({
        cancel_line_item_id: afterSaleId(`cancel-line/${unit.id}`),
        ...itemJson(unit, shop),
      })),
    },
  };
}

function returned(row: OrderRow, shop: SandboxShop): AfterSale {
  const { order } = row;
  // The refund is paid some hours before its settlement day.
  const at = Date.parse(`${row.settledOn}T00:00:00Z`) / 1000 - 30_000;
  return {
    createdAt: at - 86_400,
    updatedAt: at,
    orderId: order.id,
    json: {
      return_id: afterSaleId(`return/${row.transactionId}`),
      order_id: order.id,
      return_type: 'RETURN_AND_REFUND',
      return_status: 'RETURN_OR_REFUND_REQUEST_COMPLETE',
      return_reason: 'ecom_order_delivered_refund_and_return_reason_defective',
      return_reason_text: 'Item arrived damaged',
      role: 'BUYER',
      create_time: at - 86_400,
      update_time: at,
      refund_amount: refundJson(row.refunded, shop),
      return_line_items: row.refunded.map((unit) => ({
        return_line_item_id: afterSaleId(`return-line/${unit.id}`),
        ...itemJson(unit, shop),
      })),
    },
  };
}
