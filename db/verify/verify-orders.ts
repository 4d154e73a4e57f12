import type { Selectable } from 'kysely';
import { goodsMinor, type Order } from '../../app/domain/orders.ts';
import { fromJson, toJson } from '../json.ts';
import { toVariantSet } from '../orders/line-names.ts';
import { toLineRow, toOrderRow } from '../orders/save-orders.ts';
import type { RawDatabase } from '../raw-database.ts';
import type { OrderLineTable, OrderTable } from '../schema/schema.ts';
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

interface StoredRow extends Selectable<OrderTable> {
  readonly body: string | null;
  readonly variants: string | null;
  readonly outcome_now: string | null;
  readonly invoiced_at_now: number | null;
}

/** The columns that lists filter and sum by, and the lines, against the order as the channel gave it. */
export function verifyOrders(raw: RawDatabase, findings: Findings): number {
  const selectLines = raw.prepare(
    'SELECT * FROM order_lines WHERE shop_id = ? AND order_id = ? ORDER BY line_number',
  );
  let count = 0;
  const stored = raw.prepare(`
    SELECT o.*, b.body, s.variants, w.outcome AS outcome_now, w.invoiced_at AS invoiced_at_now FROM orders o
    LEFT JOIN order_bodies b ON b.shop_id = o.shop_id AND b.order_id = o.order_id
    LEFT JOIN variant_sets s ON s.variant_set_id = o.variant_set_id
    LEFT JOIN order_outcomes w ON w.shop_id = o.shop_id AND w.order_id = o.order_id`);
  for (const found of stored.iterate()) {
    // The columns named above.
    const row = found as StoredRow;
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
    const variants = toJson(toVariantSet(lines.map((line) => line.variant_id)));
    findings.expectEqual('orders', subject, 'Variants', row.variants ?? '[]', variants);
    findings.expectEqual('orders', subject, 'Outcome', row.outcome, row.outcome_now);
    findings.expectEqual('orders', subject, 'Invoiced at', row.invoiced_at, row.invoiced_at_now);
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
