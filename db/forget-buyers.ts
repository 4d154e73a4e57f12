import type { BusinessDate } from '../app/domain/dates.ts';
import type { LedgerDocument } from '../app/domain/documents.ts';
import { fingerprint } from '../app/domain/fingerprint.ts';
import { forgetBuyerOfDocument, forgetBuyerOfOrder } from '../app/domain/forget-buyer.ts';
import type { Order } from '../app/domain/orders.ts';
import type { ForgottenBuyers } from '../app/ports/safety.ts';
import type { Connection } from './connection.ts';
import { appendLine } from './history.ts';
import { fromJson, toJson } from './json.ts';
import type { OutboxTable } from './schema/schema-outbox.ts';
import { saveForgottenBefore } from './settings.ts';

/**
 * Removes buyers from orders before a date and from their documents. Each changed document gets a history line with
 * the digest of what it is now, so the chain stays whole and `verify` still finds every document as it was told.
 * Afterwards the file is rewritten: what SQLite merely marks as free could still be read from the disk.
 */
export function forgetBuyers(
  connection: Connection,
  before: BusinessDate,
  at: number,
): Omit<ForgottenBuyers, 'copies'> {
  const counts = connection.transaction(() => {
    const orders = forgetInOrders(connection, before);
    const documents = forgetInDocuments(connection, before, at);
    const waiting = Number(connection.statement(countWaiting).pluck().get(before));
    saveForgottenBefore(connection, before, at);
    if (orders + documents > 0) {
      appendLine(connection, {
        subject: 'books',
        event: 'buyers.forgotten',
        details: { before, orders, documents, waiting },
        at,
      });
    }
    return { orders, documents, waiting };
  });
  if (counts.orders + counts.documents > 0) rewrite(connection);
  return counts;
}

function forgetInOrders(connection: Connection, before: BusinessDate): number {
  const update = connection.statement('UPDATE order_bodies SET body = ? WHERE shop_id = ? AND order_id = ?');
  // The columns named in the statement.
  const found = connection.statement(selectOrders).all(before) as {
    readonly shop_id: string;
    readonly order_id: string;
    readonly body: string;
  }[];
  let changed = 0;
  for (const { shop_id: shopId, order_id: orderId, body } of found) {
    const forgotten = toJson(forgetBuyerOfOrder(fromJson<Order>(body)));
    if (forgotten !== body) changed += update.run(forgotten, shopId, orderId).changes;
  }
  return changed;
}

function forgetInDocuments(connection: Connection, before: BusinessDate, at: number): number {
  const update = connection.statement('UPDATE outbox_documents SET document = ? WHERE outbox_id = ?');
  // The columns named in the statement.
  const found = connection.statement(selectDocuments).all(before) as (Pick<
    OutboxTable,
    'shop_id' | 'ledger_id' | 'kind' | 'reference' | 'document'
  > & { readonly outbox_id: number })[];
  let changed = 0;
  for (const row of found) {
    const text = toJson(forgetBuyerOfDocument(fromJson<LedgerDocument>(row.document)));
    if (text === row.document) continue;
    changed += update.run(text, row.outbox_id).changes;
    appendLine(connection, {
      subject: row.reference,
      event: 'document.buyerForgotten',
      details: {
        reference: row.reference,
        kind: row.kind,
        books: { shopId: row.shop_id, ledgerId: row.ledger_id },
        document: { sha256: fingerprint(text), generation: generationOf(connection, row) },
      },
      at,
    });
  }
  return changed;
}

/** Which of the documents that had the reference one after the other it is, from 0: earlier ones were withdrawn. */
function generationOf(
  connection: Connection,
  row: Pick<OutboxTable, 'ledger_id' | 'kind' | 'reference'> & { readonly outbox_id: number },
): number {
  const { ledger_id: ledgerId, kind, reference, outbox_id: outboxId } = row;
  return Number(connection.statement(countEarlier).pluck().get(ledgerId, kind, reference, outboxId));
}

function rewrite({ raw }: Connection): void {
  raw.exec('VACUUM');
  raw.pragma('wal_checkpoint(TRUNCATE)');
}

/** A document on its way needs the name that the plan gave it; its order is left until it has arrived. */
const isWaiting = `EXISTS (
  SELECT 1 FROM document_orders s JOIN outbox_documents d ON d.outbox_id = s.outbox_id
  WHERE s.shop_id = o.shop_id AND s.order_id = o.order_id AND s.is_alive = 1
    AND d.state IN ('planned', 'sending', 'rejected', 'unknown'))`;

const selectOrders = `
SELECT b.shop_id, b.order_id, b.body FROM orders o
JOIN order_bodies b ON b.shop_id = o.shop_id AND b.order_id = o.order_id
WHERE o.ordered_on < ? AND NOT ${isWaiting}`;

const selectDocuments = `
SELECT DISTINCT d.outbox_id, d.shop_id, d.ledger_id, d.kind, d.reference, d.document FROM orders o
JOIN document_orders l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
JOIN outbox_documents d ON d.outbox_id = l.outbox_id
WHERE o.ordered_on < ? AND d.kind IN ('order', 'invoice') AND NOT ${isWaiting}
ORDER BY d.outbox_id`;

const countWaiting = `SELECT count(*) FROM orders o WHERE o.ordered_on < ? AND ${isWaiting}`;

const countEarlier = `
SELECT count(*) FROM outbox_documents WHERE ledger_id = ? AND kind = ? AND reference = ? AND outbox_id < ?`;
