import { type InferResult, sql } from 'kysely';
import type { BusinessDate } from '../../app/domain/dates.ts';
import type { ShopId } from '../../app/domain/ids.ts';
import type { OrderStanding, OrderStandings } from '../../app/ports/order-standings.ts';
import type { Connection } from '../connection.ts';
import { safeMinor } from '../json.ts';

interface Range {
  readonly from: BusinessDate | null;
  readonly to: BusinessDate | null;
}

/** One query for orders and documents: a month of a busy shop is read in one go, without the bodies of its documents. */
export function createOrderStandings(connection: Connection): OrderStandings {
  return {
    async loadStandings(shopId, range) {
      return connection.all(standingsQuery(connection, shopId, range)).map(toStanding);
    },
  };
}

export function standingsQuery(connection: Connection, shopId: ShopId, range: Range) {
  const { query } = connection;
  const isInvoice = sql`d.role in ('orderInvoice', 'partInvoice') and d.state = 'posted'`;
  const documents = query
    .selectFrom('document_orders as s')
    .innerJoin('outbox_documents as d', 'd.outbox_id', 's.outbox_id')
    .innerJoin('document_balances as b', 'b.outbox_id', 's.outbox_id')
    .innerJoin('profiles as p', (join) =>
      join.onRef('p.shop_id', '=', 's.shop_id').onRef('p.ledger_id', '=', 's.ledger_id'),
    )
    .select([
      's.order_id',
      sql<number>`max(d.role = 'order' and d.state = 'posted')`.as('has_sale_order'),
      sql<number>`max(d.role not in ('payment', 'adjustment') and d.state <> 'posted')`.as('is_under_way'),
      sql<number | null>`sum(case when ${isInvoice} then d.total_minor end)`.as('invoiced'),
      sql<number | null>`sum(case when ${isInvoice} then b.outstanding_minor end)`.as('outstanding'),
      sql<
        number | null
      >`sum(case when d.role = 'creditNote' and d.state = 'posted' then d.total_minor end)`.as('credited'),
    ])
    .where('s.shop_id', '=', shopId)
    .where('s.is_alive', '=', 1)
    .groupBy('s.order_id')
    .as('f');
  let rows = query
    .selectFrom('orders as o')
    .innerJoin('order_bodies as y', (join) =>
      join.onRef('y.shop_id', '=', 'o.shop_id').onRef('y.order_id', '=', 'o.order_id'),
    )
    .leftJoin(documents, 'f.order_id', 'o.order_id')
    .select([
      'o.order_id',
      'o.status',
      'o.ordered_on',
      'o.created_at',
      'o.goods_minor',
      'o.nature',
      sql<number | null>`json_extract(y.body, '$.deliveredAt')`.as('delivered_at'),
      'f.has_sale_order',
      'f.is_under_way',
      'f.invoiced',
      'f.outstanding',
      'f.credited',
    ])
    .where('o.shop_id', '=', shopId);
  if (range.from !== null) rows = rows.where('o.ordered_on', '>=', range.from);
  if (range.to !== null) rows = rows.where('o.ordered_on', '<=', range.to);
  return rows.orderBy('o.ordered_on').orderBy('o.order_id');
}

type StandingRow = InferResult<ReturnType<typeof standingsQuery>>[number];

function toStanding(row: StandingRow): OrderStanding {
  return {
    orderId: row.order_id,
    status: row.status,
    orderedOn: row.ordered_on,
    createdAt: row.created_at,
    deliveredAt: row.delivered_at,
    goodsMinor: row.goods_minor,
    isBillable: row.nature === 'goods' || row.nature === 'negativeLine',
    hasSaleOrder: row.has_sale_order === 1,
    isUnderWay: row.is_under_way === 1,
    invoicedMinor: row.invoiced === null ? null : safeMinor(row.invoiced),
    outstandingMinor: safeMinor(row.outstanding),
    creditedMinor: safeMinor(row.credited),
  };
}
