import { goodsMinor, type Order } from '../../app/domain/orders.ts';
import type { RawDatabase } from '../connection.ts';
import { fromJson } from '../json.ts';
import { toLineRow, toOrderRow } from '../save-orders.ts';
import type { OrderLineTable, OrderTable } from '../schema.ts';
import type { Findings } from './findings.ts';

const orderColumns = [
  'status',
  'ordered_on',
  'currency',
  'paid_minor',
  'shipping_minor',
  'item_count',
  'nature',
  'billable_minor',
] as const;
const lineColumns = [
  'sku_id',
  'quantity',
  'unit_price_minor',
  'seller_discount_minor',
  'platform_discount_minor',
  'is_gift',
] as const;

/** The columns that lists filter and sum by, and the lines, against the order as the channel gave it. */
export function verifyOrders(raw: RawDatabase, findings: Findings): number {
  const selectLines = raw.prepare(
    'SELECT * FROM order_lines WHERE shop_id = ? AND order_id = ? ORDER BY line_number',
  );
  let count = 0;
  const stored = raw.prepare(`
    SELECT o.*, b.body FROM orders o
    LEFT JOIN order_bodies b ON b.shop_id = o.shop_id AND b.order_id = o.order_id`);
  for (const found of stored.iterate()) {
    // The columns of `orders`, and the body of the same order or null.
    const row = found as OrderTable & { readonly body: string | null };
    count += 1;
    const subject = `order ${row.order_id}`;
    findings.expect('orders', row.body !== null, subject, () => 'The order as it was fetched is missing.');
    if (row.body === null) continue;
    const order = fromJson<Order>(row.body);
    findings.expectEqual('orders', subject, 'Goods', row.goods_minor, goodsMinor(order));
    const expected = toOrderRow(order, row.stored_at);
    for (const column of orderColumns) {
      findings.expectEqual('orders', subject, column, row[column], expected[column]);
    }
    // The columns of `order_lines`.
    const lines = selectLines.all(row.shop_id, row.order_id) as OrderLineTable[];
    findings.expectEqual('orders', subject, 'Lines', lines.length, order.lines.length);
    for (const line of lines) {
      const given = order.lines.find((one) => one.lineNumber === line.line_number);
      const should = given && toLineRow(order, given, line.variant_id);
      for (const column of lineColumns) {
        findings.expectEqual(
          'orders',
          `${subject} line ${line.line_number}`,
          column,
          line[column],
          should?.[column],
        );
      }
    }
  }
  return count;
}
