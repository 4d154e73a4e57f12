import { type RawBuilder, sql } from 'kysely';
import {
  type OrderFilter,
  type OrderFilterColumn,
  type OrderSort,
  orderFilterColumns,
  type Window,
} from '../app/ports/books.ts';
import { whereColumn } from './column-filter.ts';
import type { Connection } from './connection.ts';
import { containsText, isReadThrough } from './dialect.ts';
import { numbersOf, wordOf } from './order-words.ts';
import type { OrderTable } from './schema.ts';

const sortColumns = {
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

export function filtered(connection: Connection, filter: OrderFilter) {
  const text = filter.text.trim();
  const orders = connection.query.selectFrom('orders');
  let rows =
    text === ''
      ? orders.where('shop_id', '=', filter.shopId)
      : orders.where(isReadThrough('shop_id', filter.shopId)).where(containsText('hay', text));
  if (filter.status !== null) rows = rows.where('status', '=', filter.status);
  if (filter.from !== null) rows = rows.where('ordered_on', '>=', filter.from);
  if (filter.to !== null) rows = rows.where('ordered_on', '<=', filter.to);
  for (const { column, test } of filter.columns)
    rows = rows.where(whereColumn(expressionOf(column, filter), orderFilterColumns[column], test));
  return rows;
}

function expressionOf(column: OrderFilterColumn, { rule }: OrderFilter): RawBuilder<unknown> {
  if (column !== 'verify' && column !== 'invoice' && column !== 'creditNote' && column !== 'saleOrder')
    return sql.ref(filterColumns[column]);
  if (!rule) throw new Error(`A filter of ${column} needs to know how the shop is booked`);
  if (column === 'verify') return wordOf(rule);
  if (column === 'invoice') return numbersOf(rule, ['orderInvoice', 'partInvoice']);
  return numbersOf(rule, [column === 'creditNote' ? 'creditNote' : 'order']);
}
