import { type SqlBool, sql } from 'kysely';
import type { OrderId, ShopId } from '../../app/domain/ids.ts';
import type { StoredDocument } from '../../app/ports/outbox.ts';
import type { Connection } from '../connection.ts';
import { isOneOf } from '../dialect.ts';
import { fromJson } from '../json.ts';
import type { OutboxTable } from '../schema/schema-outbox.ts';
import type { DocumentRole } from './document-roles.ts';

export interface OutboxRow extends Omit<OutboxTable, 'outbox_id'> {
  readonly outbox_id: number;
  readonly outstanding_minor: number | null;
}

/** Documents with what is still open of them; narrow it, order it, then hand it to `readDocuments`. */
export function selectDocuments(connection: Connection) {
  return connection.query
    .selectFrom('outbox_documents as d')
    .innerJoin('document_balances as b', 'b.outbox_id', 'd.outbox_id')
    .selectAll('d')
    .select('b.outstanding_minor');
}

/** Rows → documents with the orders they were made from, in the order they were given. */
export function toDocuments(connection: Connection, rows: readonly OutboxRow[]): StoredDocument[] {
  const sources = connection.all(
    connection.query
      .selectFrom('document_orders')
      .select(['outbox_id', 'order_id'])
      .where(
        isOneOf(
          'outbox_id',
          rows.map((row) => row.outbox_id),
        ),
      )
      .orderBy('outbox_id')
      .orderBy('position'),
  );
  const orderIds = new Map<number, OrderId[]>();
  for (const source of sources) {
    const known = orderIds.get(source.outbox_id);
    if (known) known.push(source.order_id);
    else orderIds.set(source.outbox_id, [source.order_id]);
  }
  return rows.map((row) => toDocument(row, orderIds.get(row.outbox_id) ?? []));
}

/**
 * Living documents by order, oldest first. When the shop's profile names a ledger, only that one counts: an order
 * is invoiced once per shop and ledger (accounting.md §5).
 */
export function loadDocumentsOfOrders(
  connection: Connection,
  shopId: ShopId,
  wanted: readonly OrderId[],
): Map<OrderId, { role: DocumentRole; document: StoredDocument }[]> {
  const { query } = connection;
  const profile = connection.first(
    query.selectFrom('profiles').select('ledger_id').where('shop_id', '=', shopId),
  );
  let sources = query
    .selectFrom('document_orders')
    .select(['outbox_id', 'order_id', 'role'])
    .where('shop_id', '=', shopId)
    .where(isOneOf('order_id', wanted))
    .where('is_alive', '=', 1)
    .where('role', 'in', ['order', 'orderInvoice', 'partInvoice', 'creditNote']);
  if (profile) sources = sources.where('ledger_id', '=', profile.ledger_id);
  const links = connection.all(sources.orderBy('outbox_id'));

  const ids = [...new Set(links.map((link) => link.outbox_id))];
  const rows = connection.all(selectDocuments(connection).where(isOneOf('d.outbox_id', ids)));
  const documents = toDocuments(connection, rows);
  const byId = new Map(rows.map((row, index) => [row.outbox_id, documents[index]]));

  const found = new Map<OrderId, { role: DocumentRole; document: StoredDocument }[]>();
  for (const link of links) {
    const document = byId.get(link.outbox_id);
    if (!document) continue;
    const list = found.get(link.order_id) ?? [];
    list.push({ role: link.role, document });
    found.set(link.order_id, list);
  }
  return found;
}

function toDocument(row: OutboxRow, orderIds: readonly OrderId[]): StoredDocument {
  return {
    reference: row.reference,
    kind: row.kind,
    shopId: row.shop_id,
    ledgerId: row.ledger_id,
    state: row.state,
    document: fromJson(row.document),
    orderIds,
    documentId: row.document_id,
    number: row.number,
    totalMinor: row.total_minor,
    outstandingMinor: row.outstanding_minor,
    attempts: row.attempts,
    sentAt: row.sent_at,
    acceptedAt: row.accepted_at,
    removingAt: row.removing_at,
    postedAt: row.posted_at,
    problem: row.problem,
    createdAt: row.created_at,
  };
}

/** `d` does not take another document back (documents.ts). What is made from settlement rows does not: only the rest is opened. */
export const reversesNothing = sql<SqlBool>`(d.role NOT IN ('creditNote', 'adjustment', 'amendment')
  OR EXISTS (SELECT 1 FROM document_rows r WHERE r.outbox_id = d.outbox_id)
  OR d.document ->> '$.reverses' IS NULL)`;
