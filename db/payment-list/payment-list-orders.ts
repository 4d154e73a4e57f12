import { sql } from 'kysely';
import type { Currency } from '../../app/domain/money.ts';
import { type SettledOrderColumn, settledOrderColumns } from '../../app/domain/payments/list-columns.ts';
import { rowStatuses } from '../../app/domain/payments/row-status.ts';
import type {
  ListedOrder,
  ListWindow,
  OrderSums,
  RowScope,
  SettledOrderFilter,
} from '../../app/ports/payment-list.ts';
import { whereColumn } from '../column-filter.ts';
import type { Connection } from '../connection.ts';
import { containsText } from '../dialect.ts';
import { safeMinor } from '../json.ts';
import type { PaymentListTables } from '../schema/schema-payment-list.ts';
import { amountText } from './payment-list-lay.ts';
import { type ListPlace, newestRows, sortKey, statusAt, wantedRanks } from './payment-list-rows.ts';

const sortColumns = {
  order: 'order_id',
  status: 'status_rank',
  invoice: 'invoice_number',
  rows: 'row_count',
  firstOn: 'first_on',
  lastOn: 'last_on',
  invoiced: 'invoice_minor',
  sale: 'sale_minor',
  refund: 'refund_minor',
  revenue: 'revenue_minor',
  fees: 'fees_minor',
  adjustment: 'adjustment_minor',
  settlement: 'settlement_minor',
  difference: 'difference_minor',
} as const satisfies Record<SettledOrderColumn, keyof PaymentListTables['payment_orders']>;

const copied = [
  'place',
  'order_id',
  'status_rank',
  'row_count',
  'first_on',
  'last_on',
  'invoice_number',
  'invoice_minor',
  'sale_minor',
  'refund_minor',
  'revenue_minor',
  'fees_minor',
  'adjustment_minor',
  'settlement_minor',
] as const;

/**
 * Sums the rows of a scope by the order they belong to, adjustments that name one included. An invoice is counted
 * once; several invoices born with their money add up.
 */
export function layOrders(
  connection: Connection,
  place: ListPlace,
  scope: RowScope,
  currency: Currency,
): void {
  connection.statement('DELETE FROM payment_orders').run();
  const grouped = newestRows(connection, place, scope)
    .where('p.related_order_id', 'is not', null)
    .groupBy('p.related_order_id')
    .select((eb) => [
      eb.fn.min<number>('p.place').as('place'),
      'p.related_order_id as order_id',
      eb.fn.min<number>('p.status_rank').as('status_rank'),
      eb.fn.countAll<number>().as('row_count'),
      eb.fn.min<string>('p.settled_on').as('first_on'),
      eb.fn.max<string>('p.settled_on').as('last_on'),
      eb.fn.max<string>('p.invoice_number').as('invoice_number'),
      // Rows of one invoice repeat its total; rows with invoices of their own each bring theirs.
      sql<number | null>`coalesce(max(iif(p.is_own_invoice, NULL, p.invoice_minor)),
        sum(iif(p.is_own_invoice, p.invoice_minor, NULL)))`.as('invoice_minor'),
      sql<number>`max(p.is_own_invoice)`.as('is_own_invoice'),
      sql<number>`sum(max(p.sale_minor, 0) + max(p.refund_minor, 0))`.as('sale_minor'),
      sql<number>`sum(min(p.refund_minor, 0) + min(p.sale_minor, 0))`.as('refund_minor'),
      eb.fn.sum<number>('p.revenue_minor').as('revenue_minor'),
      eb.fn.sum<number>('p.fees_minor').as('fees_minor'),
      eb.fn.sum<number>('p.adjustment_minor').as('adjustment_minor'),
      eb.fn.sum<number>('p.settlement_minor').as('settlement_minor'),
    ]);
  const amounts = ['o.invoice_minor', 'o.revenue_minor', 'o.fees_minor', 'o.settlement_minor']
    .map((column) => `' ' || coalesce(${amountText(column, currency)}, '')`)
    .join(' || ');
  const rows = connection.query
    .selectFrom(grouped.as('o'))
    .select(copied.map((column) => `o.${column}` as const))
    .select([
      sql<number | null>`iif(o.is_own_invoice, NULL, o.sale_minor - o.invoice_minor)`.as('difference_minor'),
      sql<string>`o.order_id || ' ' || lower(coalesce(o.invoice_number, '')) || ${sql.raw(amounts)}`.as(
        'hay',
      ),
    ]);
  const { sql: text, parameters } = rows.compile();
  const columns = [...copied, 'difference_minor', 'hay'].join();
  connection.statement(`INSERT INTO payment_orders (${columns}) ${text}`).run(...parameters);
}

function filteredOrders(connection: Connection, filter: SettledOrderFilter) {
  let orders = connection.query.selectFrom('payment_orders');
  const needle = filter.text.trim();
  if (needle !== '') orders = orders.where(containsText('hay', needle));
  const wanted = wantedRanks(filter);
  if (wanted.length < rowStatuses.length) orders = orders.where('status_rank', 'in', wanted);
  for (const { column, test } of filter.columns) {
    if (column === 'status') continue;
    orders = orders.where(whereColumn(sql.ref(sortColumns[column]), settledOrderColumns[column], test));
  }
  return orders;
}

export interface OrderTotals {
  readonly total: number;
  readonly sums: OrderSums;
}

export function orderTotals(connection: Connection, filter: SettledOrderFilter): OrderTotals {
  const summed = connection.first(
    filteredOrders(connection, filter).select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number | null>('invoice_minor').as('invoiced'),
      eb.fn.sum<number | null>('sale_minor').as('sale'),
      eb.fn.sum<number | null>('refund_minor').as('refund'),
      eb.fn.sum<number | null>('revenue_minor').as('revenue'),
      eb.fn.sum<number | null>('fees_minor').as('fees'),
      eb.fn.sum<number | null>('adjustment_minor').as('adjustment'),
      eb.fn.sum<number | null>('settlement_minor').as('settlement'),
      eb.fn.sum<number | null>('difference_minor').as('difference'),
    ]),
  );
  return {
    total: summed?.count ?? 0,
    sums: {
      invoicedMinor: safeMinor(summed?.invoiced ?? 0),
      saleMinor: safeMinor(summed?.sale ?? 0),
      refundMinor: safeMinor(summed?.refund ?? 0),
      revenueMinor: safeMinor(summed?.revenue ?? 0),
      feesMinor: safeMinor(summed?.fees ?? 0),
      adjustmentMinor: safeMinor(summed?.adjustment ?? 0),
      settlementMinor: safeMinor(summed?.settlement ?? 0),
      differenceMinor: safeMinor(summed?.difference ?? 0),
    },
  };
}

export function orderWindow(
  connection: Connection,
  filter: SettledOrderFilter,
  window: ListWindow<SettledOrderColumn>,
  total: number,
): ListedOrder[] {
  const { sort, descending, offset, limit } = window;
  const rows = filteredOrders(connection, filter)
    .selectAll()
    .orderBy(sortKey(sortColumns[sort], total), descending ? 'desc' : 'asc')
    .orderBy('place', descending ? 'desc' : 'asc')
    .limit(limit)
    .offset(offset);
  return connection.all(rows).map((row) => ({
    orderId: row.order_id,
    status: statusAt(row.status_rank),
    rowCount: row.row_count,
    firstOn: row.first_on,
    lastOn: row.last_on,
    invoiceNumber: row.invoice_number,
    invoicedMinor: row.invoice_minor,
    saleMinor: row.sale_minor,
    refundMinor: row.refund_minor,
    revenueMinor: row.revenue_minor,
    feesMinor: row.fees_minor,
    adjustmentMinor: row.adjustment_minor,
    settlementMinor: row.settlement_minor,
    differenceMinor: row.difference_minor,
  }));
}
