import { forgetBuyerOfOrder } from '../../app/domain/forget-buyer.ts';
import type { ShopId } from '../../app/domain/ids.ts';
import { billableMinor, natureOf } from '../../app/domain/invoices/invoice-nature.ts';
import { formatMinor } from '../../app/domain/money.ts';
import { goodsMinor, lineGoodsMinor, type Order, type OrderLine } from '../../app/domain/orders.ts';
import type { CoverageWindow } from '../../app/ports/order-book.ts';
import type { Connection } from '../connection.ts';
import { appendLine } from '../history.ts';
import { toFlag, toJson } from '../json.ts';
import type { OrderLineTable, OrderTable } from '../schema/schema.ts';
import { loadForgottenBefore } from '../settings.ts';
import { createLineNames, type LineNames } from './line-names.ts';

export interface SavedOrders {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/**
 * Upserts by order id in one transaction; an older `updatedAt` never overwrites a newer one. SKUs that no listing has
 * named become known from the lines. Buyers that were forgotten stay so when their orders come again. One history line when anything was added or changed.
 */
export function saveOrders(
  connection: Connection,
  shopId: ShopId,
  orders: readonly Order[],
  coverage: CoverageWindow | null,
  at: number,
): SavedOrders {
  return connection.transaction(() => {
    const counts = { added: 0, changed: 0, unchanged: 0 };
    const forgottenBefore = loadForgottenBefore(connection.raw);
    const names = createLineNames(connection, shopId);
    for (const given of orders) {
      const isForgotten = forgottenBefore !== null && given.orderedOn < forgottenBefore;
      const order = isForgotten ? forgetBuyerOfOrder(given) : given;
      if (order.shopId !== shopId) throw new Error(`Order ${order.orderId} belongs to another shop`);
      counts[saveOrder(connection, names, order, at)] += 1;
    }
    names.saveSkus();
    if (coverage) saveCoverage(connection, shopId, coverage);
    if (counts.added + counts.changed > 0) {
      connection.wrote('orders');
      connection.wrote('skus');
      appendLine(connection, {
        subject: shopId,
        event: 'orders.saved',
        details: { ...counts, window: coverage },
        at,
      });
    }
    return counts;
  });
}

function saveOrder(connection: Connection, names: LineNames, order: Order, at: number): keyof SavedOrders {
  const { shopId } = order;
  const body = toJson(order);
  // The statement selects exactly these columns, or nothing.
  const before = connection.statement(selectKnown).get(shopId, order.orderId) as
    | { readonly updated_at: number; readonly body: string }
    | undefined;
  if (before && (before.updated_at > order.updatedAt || before.body === body)) return 'unchanged';

  const variants = order.lines.map(names.variantOf);
  const row = { ...toOrderRow(order, at), variant_set_id: names.setOf(variants) };
  connection.statement(upsertOrder).run(...orderColumns.map((column) => row[column]));
  connection.statement(upsertBody).run(shopId, order.orderId, body);
  if (before) connection.statement(deleteLines).run(shopId, order.orderId);
  const insert = connection.statement(insertLine);
  for (const [index, line] of order.lines.entries()) {
    const lineRow = toLineRow(order, line, variants[index] ?? 0);
    insert.run(...lineColumns.map((column) => lineRow[column]));
    names.noteSku(order, line);
  }
  return before ? 'changed' : 'added';
}

/** Not a join: SQLite carries a `?` of one table over to the other and prepares the statement again for each order (11 µs). */
const selectKnown = `
SELECT o.updated_at,
  (SELECT b.body FROM order_bodies b WHERE b.shop_id = o.shop_id AND b.order_id = o.order_id) AS body
FROM orders o WHERE o.shop_id = ? AND o.order_id = ?`;

/** Values are bound by position: by name it takes longer than all else that is done with them here. */
const orderColumns = [
  'shop_id',
  'order_id',
  'status',
  'ordered_on',
  'created_at',
  'updated_at',
  'currency',
  'goods_minor',
  'paid_minor',
  'shipping_minor',
  'item_count',
  'nature',
  'billable_minor',
  'status_since',
  'variant_set_id',
  'hay',
  'stored_at',
] as const satisfies readonly (keyof OrderTable)[];

const upsertOrder = `
INSERT INTO orders (${orderColumns.join(', ')}) VALUES (${orderColumns.map(() => '?').join(', ')})
ON CONFLICT (shop_id, order_id) DO UPDATE SET
  status_since = CASE WHEN status = excluded.status THEN status_since ELSE excluded.status_since END,
  nature = excluded.nature, billable_minor = excluded.billable_minor, variant_set_id = excluded.variant_set_id,
  status = excluded.status, ordered_on = excluded.ordered_on, created_at = excluded.created_at,
  updated_at = excluded.updated_at, currency = excluded.currency, goods_minor = excluded.goods_minor,
  paid_minor = excluded.paid_minor, shipping_minor = excluded.shipping_minor, item_count = excluded.item_count,
  hay = excluded.hay, stored_at = excluded.stored_at`;

const upsertBody = `
INSERT INTO order_bodies (shop_id, order_id, body) VALUES (?, ?, ?)
ON CONFLICT (shop_id, order_id) DO UPDATE SET body = excluded.body`;

const deleteLines = 'DELETE FROM order_lines WHERE shop_id = ? AND order_id = ?';

const lineColumns = [
  'shop_id',
  'order_id',
  'line_number',
  'sku_id',
  'seller_sku',
  'product_name',
  'variation',
  'quantity',
  'unit_price_minor',
  'seller_discount_minor',
  'platform_discount_minor',
  'is_gift',
  'variant_id',
] as const satisfies readonly (keyof OrderLineTable)[];

const insertLine = `
INSERT INTO order_lines (${lineColumns.join(', ')}) VALUES (${lineColumns.map(() => '?').join(', ')})`;

const upsertCoverage = `
INSERT INTO coverage (shop_id, window_by, from_at, to_at, platform_count, stored_count, fetched_at)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (shop_id, window_by, from_at, to_at) DO UPDATE SET
  platform_count = excluded.platform_count, stored_count = excluded.stored_count, fetched_at = excluded.fetched_at`;

function saveCoverage(connection: Connection, shopId: ShopId, window: CoverageWindow): void {
  const { by, from, to, platformCount, storedCount, fetchedAt } = window;
  connection.statement(upsertCoverage).run(shopId, by, from, to, platformCount, storedCount, fetchedAt);
}

export function toOrderRow(
  order: Order,
  at: number,
): Omit<OrderTable, 'status_rank' | 'variant_set_id' | 'outcome' | 'invoiced_at'> {
  return {
    shop_id: order.shopId,
    order_id: order.orderId,
    status: order.status,
    ordered_on: order.orderedOn,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    currency: order.currency,
    goods_minor: goodsMinor(order),
    paid_minor: order.paidMinor,
    shipping_minor: order.shippingMinor,
    item_count: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    nature: natureOf(order),
    billable_minor: billableMinor(order),
    status_since: at,
    hay: toHay(order),
    stored_at: at,
  };
}

/** What the search box looks through, in lower case; line breaks keep a match inside one value. */
export function toHay(order: Order): string {
  const amounts = [
    goodsMinor(order),
    order.paidMinor,
    order.shippingMinor,
    ...order.lines.map(lineGoodsMinor),
  ];
  const words = [
    order.orderId,
    ...order.lines.flatMap((line) => [line.sellerSku, line.productName, line.variation]),
    ...amounts.map((minor) => formatMinor(minor, order.currency)),
  ];
  return [...new Set(words.map((word) => word.toLowerCase()))].join('\n');
}

export function toLineRow(order: Order, line: OrderLine, variantId: number): OrderLineTable {
  return {
    shop_id: order.shopId,
    order_id: order.orderId,
    line_number: line.lineNumber,
    sku_id: line.skuId,
    seller_sku: line.sellerSku,
    product_name: line.productName,
    variation: line.variation,
    quantity: line.quantity,
    unit_price_minor: line.unitPriceMinor,
    seller_discount_minor: line.sellerDiscountMinor,
    platform_discount_minor: line.platformDiscountMinor,
    is_gift: toFlag(line.isGift),
    variant_id: variantId,
  };
}
