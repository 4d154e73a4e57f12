import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ShopId } from '../../app/domain/ids.ts';
import type { OrderFilter, OrderFilterColumn, OrderSort, Window } from '../../app/ports/order-book.ts';
import { orderFilterColumns } from '../../app/ports/product-book.ts';
import { whereColumn } from '../column-filter.ts';
import type { Connection } from '../connection.ts';
import { containsFolded, containsText, isReadThrough } from '../dialect.ts';
import type { OrderTable } from '../schema/schema.ts';
import { numbersOf, wordOf } from './order-words.ts';

export const sortColumns = {
  orderedOn: 'ordered_on',
  orderId: 'order_id',
  goodsMinor: 'goods_minor',
  paidMinor: 'paid_minor',
  status: 'status_rank',
  itemCount: 'item_count',
} as const satisfies Record<OrderSort, keyof OrderTable>;

const filterColumns = {
  orderId: 'order_id',
  orderedOn: 'ordered_on',
  status: 'status',
  goodsMinor: 'goods_minor',
  paidMinor: 'paid_minor',
  shippingMinor: 'shipping_minor',
  itemCount: 'item_count',
} as const satisfies Partial<Record<OrderFilterColumn, keyof OrderTable>>;

/** The ids of one window of the list. Its ORDER BY ends with the unique key in the same direction (ui-notes.md). */
export function windowQuery(connection: Connection, filter: OrderFilter, window: Window) {
  const direction = window.descending ? 'desc' : 'asc';
  let ids = filtered(connection, filter).select('order_id').orderBy(sortColumns[window.sort], direction);
  if (window.sort !== 'orderId') ids = ids.orderBy('order_id', direction);
  return ids.limit(Math.max(0, window.limit)).offset(Math.max(0, window.offset));
}

/** A text of some length is looked for in every order, since no index says where it is, and found in few. */
export function findsFewOfAll({ text, columns }: OrderFilter): boolean {
  return (
    text.trim().length > 1 ||
    columns.some(
      ({ test }) =>
        !test.negated &&
        (test.test === 'contains' || test.test === 'startsWith' || test.test === 'equals') &&
        test.text.length > 1,
    )
  );
}

export function filtered(connection: Connection, filter: OrderFilter) {
  const text = filter.text.trim();
  const orders = connection.query.selectFrom('orders');
  let rows =
    text === ''
      ? orders.where('shop_id', '=', filter.shopId)
      : orders
          .where(isReadThrough('shop_id', filter.shopId))
          .where(sql<SqlBool>`(${containsText('hay', text)} or ${standsForItem(filter.shopId, text)})`);
  if (filter.status !== null) rows = rows.where('status', '=', filter.status);
  if (filter.from !== null) rows = rows.where('ordered_on', '>=', filter.from);
  if (filter.to !== null) rows = rows.where('ordered_on', '<=', filter.to);
  for (const { column, test } of filter.columns)
    rows = rows.where(whereColumn(expressionOf(column, filter), orderFilterColumns[column], test));
  return rows;
}

/** A product of the order stands, or once stood, for an item whose code has the text. Seller SKUs are in the hay. */
function standsForItem(shopId: ShopId, text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`order_id in (
    select l.order_id from order_lines l where l.shop_id = ${shopId} and l.sku_id in (
      select m.sku_id from mappings m, json_each(m.components) c
      where m.shop_id = ${shopId} and ${containsFolded(sql`c.value ->> 'itemCode'`, text, false)}))`;
}

function expressionOf(column: OrderFilterColumn, { rule }: OrderFilter): RawBuilder<unknown> {
  if (column !== 'verify' && column !== 'invoice' && column !== 'creditNote' && column !== 'saleOrder')
    return sql.ref(filterColumns[column]);
  if (!rule) throw new Error(`A filter of ${column} needs to know how the shop is booked`);
  if (column === 'verify') return wordOf(rule);
  if (column === 'invoice') return numbersOf(rule, ['orderInvoice', 'partInvoice']);
  return numbersOf(rule, [column === 'creditNote' ? 'creditNote' : 'order']);
}
