import { sql } from 'kysely';
import type { OrderId, ShopId } from '../app/domain/ids.ts';
import type { Order, OrderStatus } from '../app/domain/orders.ts';
import { judgeVersions } from '../app/domain/payments/row-versions.ts';
import {
  type CoverageWindow,
  type OrderBook,
  type OrderFilter,
  type OrderFilterColumn,
  type OrderSort,
  orderFilterColumns,
  type StoredOrder,
  type Window,
} from '../app/ports/books.ts';
import type { StoredDocument } from '../app/ports/outbox.ts';
import { whereColumn } from './column-filter.ts';
import type { Connection } from './connection.ts';
import { containsText, isOneOf, isReadThrough } from './dialect.ts';
import { fromJson, safeMinor } from './json.ts';
import { loadDocumentsOfOrders } from './outbox-read.ts';
import { saveOrders } from './save-orders.ts';
import type { CoverageTable, OrderTable } from './schema.ts';

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
} as const satisfies Record<OrderFilterColumn, keyof OrderTable>;

export function createOrderBook(connection: Connection): OrderBook {
  const { query } = connection;

  const load = (shopId: ShopId, orderIds: readonly OrderId[]): StoredOrder[] => {
    const bodies = connection.all(
      query
        .selectFrom('order_bodies')
        .select(['order_id', 'body'])
        .where('shop_id', '=', shopId)
        .where(isOneOf('order_id', orderIds)),
    );
    const byId = new Map(bodies.map((row) => [row.order_id, fromJson<Order>(row.body)]));
    const documents = loadDocumentsOfOrders(connection, shopId, orderIds);
    const settled = loadSettled(connection, shopId, orderIds);
    return orderIds.flatMap((orderId) => {
      const order = byId.get(orderId);
      if (!order) return [];
      return {
        order,
        ...toOutcome(documents.get(orderId) ?? []),
        settledMinor: settled.get(orderId) ?? null,
      };
    });
  };

  return {
    async saveOrders(shopId, orders, coverage, at) {
      return saveOrders(connection, shopId, orders, coverage, at);
    },

    async list(filter, window) {
      const ids = connection.all(windowQuery(connection, filter, window)).map((row) => row.order_id);
      return { rows: load(filter.shopId, ids), totals: sumOrders(connection, filter) };
    },

    async countByStatus(filter) {
      const counts: Record<OrderStatus, number> = {
        unpaid: 0,
        pending: 0,
        inTransit: 0,
        delivered: 0,
        completed: 0,
        cancelled: 0,
      };
      const columns = filter.columns.filter(({ column }) => column !== 'status');
      const rows = filtered(connection, { ...filter, status: null, columns })
        .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
        .groupBy('status');
      for (const row of connection.all(rows)) counts[row.status] = row.count;
      return counts;
    },

    /** In the order of their dates, oldest first. */
    async listIds(filter) {
      const ids = filtered(connection, filter).select('order_id').orderBy('ordered_on').orderBy('order_id');
      return connection.all(ids).map((row) => row.order_id);
    },

    /** In the order asked; ids that are not in the books are left out. */
    async load(shopId, orderIds) {
      return load(shopId, orderIds);
    },

    async loadCoverage(shopId) {
      const rows = query.selectFrom('coverage').selectAll().where('shop_id', '=', shopId);
      return connection.all(rows.orderBy('from_at').orderBy('to_at').orderBy('window_by')).map(toCoverage);
    },
  };
}

/** The ids of one window of the list. Its ORDER BY ends with the unique key in the same direction (ui-notes.md). */
export function windowQuery(connection: Connection, filter: OrderFilter, window: Window) {
  const direction = window.descending ? 'desc' : 'asc';
  let ids = filtered(connection, filter).select('order_id').orderBy(sortColumns[window.sort], direction);
  if (window.sort !== 'orderId') ids = ids.orderBy('order_id', direction);
  return ids.limit(Math.max(0, window.limit)).offset(Math.max(0, window.offset));
}

function filtered(connection: Connection, filter: OrderFilter) {
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
    rows = rows.where(whereColumn(sql.ref(filterColumns[column]), orderFilterColumns[column], test));
  return rows;
}

/** Count and sums of everything the filter finds, for the footer of the list. */
export function sumQuery(connection: Connection, filter: OrderFilter) {
  return filtered(connection, filter).select((eb) => [
    eb.fn.countAll<number>().as('count'),
    eb.fn.sum<number | null>('goods_minor').as('goods'),
    eb.fn.sum<number | null>('paid_minor').as('paid'),
    eb.fn.sum<number | null>('shipping_minor').as('shipping'),
    eb.fn.sum<number | null>('item_count').as('items'),
  ]);
}

function sumOrders(connection: Connection, filter: OrderFilter) {
  const row = connection.first(sumQuery(connection, filter));
  return {
    count: row?.count ?? 0,
    goodsMinor: safeMinor(row?.goods ?? 0),
    paidMinor: safeMinor(row?.paid ?? 0),
    shippingMinor: safeMinor(row?.shipping ?? 0),
    itemCount: row?.items ?? 0,
  };
}

/**
 * Σ settlement of the order rows, each sum of money once: of versions that several files show, the booked one, else
 * the newest (row-versions.ts). All versions of a row are of one order.
 */
function loadSettled(connection: Connection, shopId: ShopId, orderIds: readonly OrderId[]) {
  const rows = connection.all(
    connection.query
      .selectFrom('settlement_rows as r')
      .leftJoin('row_bookings as b', (join) =>
        join.onRef('b.shop_id', '=', 'r.shop_id').onRef('b.row_key', '=', 'r.row_key'),
      )
      .select(['r.row_key', 'r.related_order_id', 'r.settlement_minor', 'r.changes_row_key', 'b.batch_id'])
      .where('r.shop_id', '=', shopId)
      .where(isOneOf('r.related_order_id', orderIds))
      .where('r.kind', '=', 'order'),
  );
  const { superseded, changes } = judgeVersions(
    rows.map((row) => ({
      key: row.row_key,
      changes: row.changes_row_key,
      isBooked: row.batch_id !== null,
    })),
  );
  const settled = new Map<OrderId, number>();
  for (const { row_key, related_order_id: orderId, settlement_minor } of rows) {
    if (orderId === null || superseded.has(row_key) || changes.has(row_key)) continue;
    settled.set(orderId, safeMinor((settled.get(orderId) ?? 0) + settlement_minor));
  }
  return settled;
}

/** An order has one open invoice, or part invoices born at settlement, of which the first stands for it. */
function toOutcome(documents: readonly { role: string; document: StoredDocument }[]) {
  const first = (...roles: string[]) => documents.find(({ role }) => roles.includes(role))?.document ?? null;
  return {
    invoice: first('orderInvoice', 'partInvoice'),
    saleOrder: first('order'),
    creditNotes: documents.filter(({ role }) => role === 'creditNote').map(({ document }) => document),
  };
}

function toCoverage(row: CoverageTable): CoverageWindow {
  return {
    by: row.window_by,
    from: row.from_at,
    to: row.to_at,
    platformCount: row.platform_count,
    storedCount: row.stored_count,
    fetchedAt: row.fetched_at,
  };
}
