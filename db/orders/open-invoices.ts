import { sql } from 'kysely';
import type { DocumentLine } from '../../app/domain/documents.ts';
import type { DocumentId, OrderId, Reference, ShopId } from '../../app/domain/ids.ts';
import type { InvoiceStanding } from '../../app/ports/order-book.ts';
import type { Connection } from '../connection.ts';
import { isOneOf } from '../dialect.ts';
import { fromJson } from '../json.ts';

/**
 * Invoices as they stand, from what the outbox keeps beside their text: planning a hundred thousand rows reads no
 * order and no document. The role says that an invoice is open: one that is born with its money has another.
 */
export function loadInvoices(
  connection: Connection,
  shopId: ShopId,
  orderIds: readonly OrderId[],
  withLines: boolean,
): InvoiceStanding[] {
  const amended = <Value>(column: 'total_minor' | 'document') => sql<Value | null>`(
    SELECT a.${sql.raw(column)} FROM outbox_documents a
    WHERE a.amends_id = d.outbox_id AND a.state = 'posted' ORDER BY a.outbox_id DESC LIMIT 1)`;
  const standing = sql<string>`coalesce(${amended<string>('document')}, d.document)`;
  const lines = sql<string | null>`${withLines ? sql`json_extract(${standing}, '$.lines')` : null}`;
  const rows = connection.query
    .selectFrom('document_orders as x')
    .innerJoin('outbox_documents as d', 'd.outbox_id', 'x.outbox_id')
    .innerJoin('document_balances as b', 'b.outbox_id', 'd.outbox_id')
    // In the order in which `toStanding` takes them.
    .select([
      'x.order_id',
      'd.document_id',
      'd.reference',
      'd.number',
      'd.total_minor',
      'b.outstanding_minor',
    ])
    .select([amended<number>('total_minor').as('amended_minor'), lines.as('lines')])
    .where('x.shop_id', '=', shopId)
    .where(isOneOf('x.order_id', orderIds))
    .where('x.is_alive', '=', 1)
    .where('x.role', '=', 'orderInvoice')
    .where('d.state', '=', 'posted')
    .where('x.ledger_id', '=', (eb) =>
      eb.selectFrom('profiles').select('ledger_id').where('shop_id', '=', shopId),
    );
  return connection.lists(rows, toStanding).filter((one) => one !== null);
}

type InvoiceValues = readonly [
  orderId: OrderId,
  documentId: DocumentId | null,
  reference: Reference,
  number: string | null,
  totalMinor: number,
  outstandingMinor: number | null,
  amendedMinor: number | null,
  lines: string | null,
];

function toStanding(values: InvoiceValues): InvoiceStanding | null {
  const [orderId, documentId, reference, number, plannedMinor, outstandingMinor, amendedMinor, lines] =
    values;
  // The table refuses a posted document without an id.
  if (documentId === null) return null;
  const totalMinor = amendedMinor ?? plannedMinor;
  return {
    orderId,
    documentId,
    reference,
    number,
    totalMinor,
    outstandingMinor: outstandingMinor ?? totalMinor,
    lines: lines === null ? noLines : fromJson(lines),
  };
}

const noLines: readonly DocumentLine[] = [];
