import { type LedgerDocument, settledDateOf } from '../../app/domain/documents.ts';
import { judgeVersions } from '../../app/domain/payments/row-versions.ts';
import type { RowDecision } from '../../app/domain/payments/types.ts';
import type { PostingProfile } from '../../app/domain/profile.ts';
import { fromJson, safeMinor } from '../json.ts';
import type { RawDatabase } from '../raw-database.ts';
import type { SettlementRowTable } from '../schema/schema.ts';
import type { Findings } from './findings.ts';

type Row = Pick<
  SettlementRowTable,
  'shop_id' | 'row_key' | 'settled_on' | 'settlement_minor' | 'changes_row_key'
> & {
  readonly decision: string | null;
  readonly booked_state: string | null;
};

interface Payout {
  settlementMinor: number;
  isPosted: boolean;
}

/**
 * Each settled date whose rows are all posted: Σ settlement = Σ money that its documents moved into clearing. Dates
 * that wait for something are not judged. Returns the number of dates that were.
 */
export function verifyPayouts(raw: RawDatabase, findings: Findings): number {
  let count = 0;
  const shops = raw.prepare('SELECT shop_id FROM shops ORDER BY shop_id').pluck().all().map(String);
  for (const shopId of shops) {
    const posted = sumPosted(raw, shopId);
    for (const [date, payout] of sumSettled(raw, shopId)) {
      if (!payout.isPosted) continue;
      count += 1;
      const subject = `${date} of shop ${shopId}`;
      findings.expectEqual(
        'payouts',
        subject,
        'Settlement and posted',
        payout.settlementMinor,
        posted.get(date) ?? 0,
      );
    }
  }
  return count;
}

function sumSettled(raw: RawDatabase, shopId: string): ReadonlyMap<string, Payout> {
  const rows = raw
    .prepare(`
      SELECT r.shop_id, r.row_key, r.settled_on, r.settlement_minor, r.changes_row_key, d.decision, o.state AS booked_state
      FROM settlement_rows r
      LEFT JOIN row_decisions d ON d.shop_id = r.shop_id AND d.row_key = r.row_key
      LEFT JOIN row_bookings b ON b.shop_id = r.shop_id AND b.row_key = r.row_key
      LEFT JOIN outbox_documents o ON o.outbox_id = b.outbox_id
      WHERE r.shop_id = ? ORDER BY r.settled_on`)
    // The columns just named.
    .all(shopId) as Row[];
  const { superseded, changes, corrected } = judgeVersions(
    rows.map((row) => ({
      key: row.row_key,
      changes: row.changes_row_key,
      isBooked: row.booked_state !== null,
      decision: row.decision === null ? null : fromJson<RowDecision>(row.decision),
    })),
  );
  const payouts = new Map<string, Payout>();
  for (const row of rows) {
    const isIgnored = row.decision !== null && fromJson<RowDecision>(row.decision).kind === 'ignore';
    if (superseded.has(row.row_key) || (isIgnored && changes.has(row.row_key))) continue;
    const payout = payouts.get(row.settled_on) ?? { settlementMinor: 0, isPosted: true };
    payouts.set(row.settled_on, payout);
    // What a newer row corrects stands in that one; it must be posted all the same.
    if (!corrected.has(row.row_key)) {
      payout.settlementMinor = safeMinor(payout.settlementMinor + row.settlement_minor);
    }
    // Reserves and the like that a person set aside are not posted, so their date is not judged.
    if (row.booked_state !== 'posted') payout.isPosted = false;
  }
  return payouts;
}

/** Money into clearing by date: payments, and what invoices that are born paid bring along (accounting.md §4). */
function sumPosted(raw: RawDatabase, shopId: string): ReadonlyMap<string, number> {
  const profile = raw.prepare('SELECT body FROM profiles WHERE shop_id = ?').pluck().get(shopId);
  const clearing =
    profile === undefined ? null : (fromJson<PostingProfile>(String(profile)).clearingMethod?.code ?? null);
  const sums = new Map<string, number>();
  const documents = raw
    .prepare(`SELECT document FROM outbox_documents
      WHERE shop_id = ? AND state = 'posted' AND (kind = 'payment' OR settled_minor <> 0)`)
    .pluck();
  for (const text of documents.iterate(shopId)) {
    const document = fromJson<LedgerDocument>(String(text));
    const date = settledDateOf(document);
    sums.set(date, safeMinor((sums.get(date) ?? 0) + moneyOf(document, clearing)));
  }
  return sums;
}

function moneyOf(document: LedgerDocument, clearing: number | null): number {
  if (document.kind === 'payment') return document.receivedMinor;
  if (document.kind !== 'invoice' || document.settled === null) return 0;
  return document.settled.payments
    .filter((payment) => payment.method === clearing)
    .reduce((sum, payment) => sum + payment.amountMinor, 0);
}
