import type { RawDatabase } from '../raw-database.ts';
import type { Findings } from './findings.ts';

/** "Booked once", from both sides: what stands for a row is alive and names it, and what names a row is booked. */
export function verifyBookings(raw: RawDatabase, findings: Findings): void {
  const booked = raw.prepare(`
    SELECT b.row_key AS row, d.kind || ' ' || d.reference AS document, d.state AS state,
      EXISTS (SELECT 1 FROM document_rows r WHERE r.outbox_id = b.outbox_id AND r.shop_id = b.shop_id
        AND r.row_key = b.row_key AND r.is_alive = 1) AS named
    FROM row_bookings b LEFT JOIN outbox_documents d ON d.outbox_id = b.outbox_id`);
  for (const found of booked.iterate()) {
    // The columns just named.
    const row = found as Booked;
    findings.expect(
      'bookings',
      row.named === 1 && row.state !== 'withdrawn' && row.state !== null,
      `row ${row.row}`,
      () => `It is booked by ${row.document ?? 'a document that is gone'}, which does not hold it.`,
    );
  }
  const naming = raw.prepare(`
    SELECT r.row_key AS row, d.kind || ' ' || d.reference AS document, d.state AS state,
      EXISTS (SELECT 1 FROM row_bookings b WHERE b.shop_id = r.shop_id AND b.row_key = r.row_key
        AND b.batch_id = d.batch_id) AS named
    FROM document_rows r JOIN outbox_documents d ON d.outbox_id = r.outbox_id WHERE r.is_alive = 1`);
  for (const found of naming.iterate()) {
    // The columns just named.
    const row = found as Booked;
    findings.expect(
      'bookings',
      row.named === 1 && row.state !== 'withdrawn',
      `row ${row.row}`,
      () => `${row.document} (${row.state}) holds it, but the row is not booked by its batch.`,
    );
  }
}

interface Booked {
  readonly row: string;
  readonly document: string | null;
  readonly state: string | null;
  readonly named: 0 | 1;
}
