import type { RowKey, ShopId } from '../../app/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { bookingRank, type DocumentRole, documentRoles } from './document-roles.ts';

/**
 * A settlement row is booked by one living batch: several documents of a day share it (credit note, adjustment
 * document, payment), and one of them stands for it, the payment first (accounting.md §5). The table's primary key
 * refuses a second batch; when every document of the batch that names the row is withdrawn, the row is free again.
 */
export function bookRow(
  connection: Connection,
  booking: {
    readonly shopId: ShopId;
    readonly rowKey: RowKey;
    readonly batchId: number;
    readonly outboxId: number;
    readonly role: DocumentRole;
  },
): void {
  const { shopId, rowKey, batchId, outboxId, role } = booking;
  // The conflict is settled for the own batch only; another batch runs into the primary key and fails.
  const standing = connection.statement(selectStanding).pluck().get(shopId, rowKey, batchId);
  if (standing === undefined) {
    connection.statement(insertBooking).run(shopId, rowKey, batchId, outboxId);
  } else if (typeof standing === 'string' && rankOf(role) < rankOf(standing)) {
    connection.statement(standFor).run(outboxId, shopId, rowKey);
  }
}

/** After a document is withdrawn: its rows go to the next document of the batch that names them, or become free. */
export function releaseRows(connection: Connection, outboxId: number): void {
  connection.statement(passOn).run({ outboxId });
  connection.statement('DELETE FROM row_bookings WHERE outbox_id = ?').run(outboxId);
}

function rankOf(role: string): number {
  const known = documentRoles.find((one) => one === role);
  return known ? bookingRank[known] : documentRoles.length;
}

const selectStanding = `
SELECT d.role FROM row_bookings b JOIN outbox_documents d ON d.outbox_id = b.outbox_id
WHERE b.shop_id = ? AND b.row_key = ? AND b.batch_id = ?`;

const insertBooking = `
INSERT INTO row_bookings (shop_id, row_key, batch_id, outbox_id) VALUES (?, ?, ?, ?)`;

const standFor = 'UPDATE row_bookings SET outbox_id = ? WHERE shop_id = ? AND row_key = ?';

const rankInSql = `CASE r.role ${documentRoles.map((role) => `WHEN '${role}' THEN ${bookingRank[role]}`).join(' ')} END`;

const passOn = `
UPDATE row_bookings AS b SET outbox_id = (
  SELECT r.outbox_id FROM document_rows r
  WHERE r.shop_id = b.shop_id AND r.row_key = b.row_key AND r.is_alive = 1
  ORDER BY ${rankInSql}, r.outbox_id LIMIT 1)
WHERE b.outbox_id = :outboxId AND EXISTS (
  SELECT 1 FROM document_rows r
  WHERE r.shop_id = b.shop_id AND r.row_key = b.row_key AND r.is_alive = 1)`;
