import type { OrderId, ShopId } from '../../app/domain/ids.ts';
import { judgeVersions } from '../../app/domain/payments/row-versions.ts';
import type { RowDecision } from '../../app/domain/payments/types.ts';
import type { OrderTrail } from '../../app/ports/order-book.ts';
import type { Connection } from '../connection.ts';
import { isOneOf } from '../dialect.ts';
import { fromJson } from '../json.ts';
import { selectDocuments, toDocuments } from '../outbox/outbox-read.ts';

/** Everything that touched one order: documents made of it or that took something off them, and its settlement rows. */
export function loadTrail(connection: Connection, shopId: ShopId, orderId: OrderId): OrderTrail {
  const { query } = connection;
  const own = connection
    .all(
      query
        .selectFrom('document_orders')
        .select('outbox_id')
        .where('shop_id', '=', shopId)
        .where('order_id', '=', orderId),
    )
    .map((row) => row.outbox_id);
  const onThem = connection
    .all(query.selectFrom('knock_offs').select('outbox_id').where(isOneOf('target_id', own)))
    .map((row) => row.outbox_id);
  const ids = [...new Set([...own, ...onThem])];
  const documents = connection.all(
    selectDocuments(connection).where(isOneOf('d.outbox_id', ids)).orderBy('d.outbox_id'),
  );
  return { documents: toDocuments(connection, documents), rows: loadRows(connection, shopId, orderId) };
}

function loadRows(connection: Connection, shopId: ShopId, orderId: OrderId): OrderTrail['rows'] {
  const rows = connection.all(
    connection.query
      .selectFrom('settlement_rows as r')
      .leftJoin('row_bookings as b', (join) =>
        join.onRef('b.shop_id', '=', 'r.shop_id').onRef('b.row_key', '=', 'r.row_key'),
      )
      .leftJoin('outbox_documents as d', 'd.outbox_id', 'b.outbox_id')
      .leftJoin('row_decisions as a', (join) =>
        join.onRef('a.shop_id', '=', 'r.shop_id').onRef('a.row_key', '=', 'r.row_key'),
      )
      .select([
        'r.row_key',
        'r.settled_on',
        'r.type_name',
        'r.revenue_minor',
        'r.fees_minor',
        'r.settlement_minor',
        'r.changes_row_key',
        'd.reference',
        'd.number',
        'a.decision',
      ])
      .where('r.shop_id', '=', shopId)
      .where('r.related_order_id', '=', orderId)
      .orderBy('r.settled_on')
      .orderBy('r.row_key'),
  );
  const { superseded, changes, corrected } = judgeVersions(
    rows.map((row) => ({
      key: row.row_key,
      changes: row.changes_row_key,
      isBooked: row.reference !== null,
      decision: row.decision === null ? null : fromJson<RowDecision>(row.decision),
    })),
  );
  return rows.map((row) => ({
    rowKey: row.row_key,
    settledOn: row.settled_on,
    typeName: row.type_name,
    revenueMinor: row.revenue_minor,
    feesMinor: row.fees_minor,
    settlementMinor: row.settlement_minor,
    bookedBy: row.number ?? row.reference,
    isSuperseded:
      superseded.has(row.row_key) ||
      corrected.has(row.row_key) ||
      (changes.has(row.row_key) && row.reference === null),
  }));
}
