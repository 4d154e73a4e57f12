import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { OrderId, ShopId, SkuId } from '../../app/domain/ids.ts';
import type { AffectedOrder } from '../../app/ports/product-book.ts';
import type { Connection } from '../connection.ts';
import { isOneOf } from '../dialect.ts';

/** States of a document that has left, or may have. */
const leftStates = sql`('sending', 'unknown', 'posted')`;

/** A document of one of these roles stands in the ledger for the order `o`. */
function hasLeft(roles: readonly ('order' | 'orderInvoice' | 'partInvoice')[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (
    select 1 from document_orders d join outbox_documents x on x.outbox_id = d.outbox_id
    where d.shop_id = o.shop_id and d.order_id = o.order_id and d.is_alive = 1
      and d.role in (${sql.join(roles)}) and x.state in ${leftStates})`;
}

const hasInvoice = hasLeft(['orderInvoice']);
const hasAnything = hasLeft(['order', 'orderInvoice', 'partInvoice']);

/** Orders with one of the SKUs by date, each with the lines that have it (port ProductBook.loadAffectedOrders). */
export function readAffectedOrders(
  connection: Connection,
  shopId: ShopId,
  skuIds: readonly SkuId[],
): readonly AffectedOrder[] {
  const rows = affectedQuery(connection, shopId, skuIds);
  const orders = new Map<OrderId, AffectedOrder & { readonly lines: AffectedOrder['lines'][number][] }>();
  for (const row of connection.all(rows)) {
    const line = { skuId: row.sku_id, sellerSku: row.seller_sku };
    const known = orders.get(row.order_id);
    if (known) known.lines.push(line);
    else {
      orders.set(row.order_id, {
        orderId: row.order_id,
        orderedOn: row.ordered_on,
        status: row.status,
        goodsMinor: row.goods_minor,
        standing: row.standing,
        lines: [line],
      });
    }
  }
  return [...orders.values()];
}

export function affectedQuery(connection: Connection, shopId: ShopId, skuIds: readonly SkuId[]) {
  return connection.query
    .selectFrom('order_lines as l')
    .innerJoin('orders as o', (join) =>
      join.onRef('o.shop_id', '=', 'l.shop_id').onRef('o.order_id', '=', 'l.order_id'),
    )
    .select([
      'o.order_id',
      'o.ordered_on',
      'o.status',
      'o.goods_minor',
      'l.sku_id',
      'l.seller_sku',
      sql<
        AffectedOrder['standing']
      >`case when ${hasInvoice} then 'posted' when ${hasAnything} then 'partly' else 'open' end`.as(
        'standing',
      ),
    ])
    .where('l.shop_id', '=', shopId)
    .where(isOneOf('l.sku_id', skuIds))
    .where((eb) => eb.or([eb('o.status', '<>', 'cancelled'), hasAnything]))
    .orderBy('o.ordered_on')
    .orderBy('o.order_id')
    .orderBy('l.line_number');
}

/** Outcomes (order-outcomes.ts of the migration) of an order whose document has left, or may have. */
const leftOutcomes = sql`('posted', 'orderOnly', 'sending', 'unknown', 'cancelledAfter', 'changedAfter')`;

/**
 * A cancelled order waits for nothing. Counted by set of variants, and documents are looked for only where the kept outcome
 * leaves it open: going through lines and documents of 100,000 orders took ten times as long.
 */
export function countOpenOrdersBySku(connection: Connection, shopId: ShopId): ReadonlyMap<SkuId, number> {
  return new Map(connection.all(openOrdersQuery(connection, shopId)).map((row) => [row.sku_id, row.orders]));
}

export function openOrdersQuery(connection: Connection, shopId: ShopId) {
  return connection.query
    .with('open', (query) =>
      query
        .selectFrom('orders as o')
        .select((eb) => ['o.variant_set_id', eb.fn.countAll<number>().as('orders')])
        .where('o.shop_id', '=', shopId)
        .where('o.status', '<>', 'cancelled')
        .where(sql<SqlBool>`(o.outcome is null or o.outcome not in ${leftOutcomes})`)
        .where(sql<SqlBool>`not ${hasAnything}`)
        .groupBy('o.variant_set_id'),
    )
    .with('skus', (query) =>
      query
        .selectFrom('variant_set_members as m')
        .innerJoin('line_variants as v', 'v.variant_id', 'm.variant_id')
        .select(['m.variant_set_id', 'v.sku_id'])
        .where('v.shop_id', '=', shopId)
        .distinct(),
    )
    .selectFrom('open')
    .innerJoin('skus', 'skus.variant_set_id', 'open.variant_set_id')
    .select((eb) => ['skus.sku_id', eb.fn.sum<number>('open.orders').as('orders')])
    .groupBy('skus.sku_id');
}
