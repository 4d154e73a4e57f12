import type { RowKey, ShopId } from '../../app/domain/ids.ts';
import { type Currency, exponentOf } from '../../app/domain/money.ts';
import { type RowJudgement, type RowStatus, rowStatuses } from '../../app/domain/payments/row-status.ts';
import type { Connection } from '../connection.ts';

/** Places of one shop: no settlement history comes near a thousand million rows. */
export const placesOfShop = 1_000_000_000;

export function rankOf(status: RowStatus): number {
  return rowStatuses.indexOf(status);
}

/** Not a status that is shown: the row is left out of the list. */
const supersededRank = -1;

type Judgement = RowJudgement<RowKey>;

/** Lays the rows of a shop at the places from `base` on. */
export function layRows(
  connection: Connection,
  shopId: ShopId,
  currency: Currency,
  base: number,
  judgements: Iterable<Judgement>,
  changes: ReadonlyMap<RowKey, RowKey>,
): void {
  clearShop(connection, base);
  connection.statement('DELETE FROM payment_judgements').run();
  const judge = connection.statement(insertJudgement);
  for (const one of judgements) {
    const rank = one.status === 'superseded' ? supersededRank : rankOf(one.status);
    judge.run(one.rowKey, rank, one.reason, one.choices.join());
  }
  connection.statement('DELETE FROM payment_changes').run();
  const change = connection.statement('INSERT INTO payment_changes (newer_key, older_key) VALUES (?, ?)');
  for (const [newer, older] of changes) change.run(newer, older);
  connection.statement(insertRows(currency)).run({ shopId, base });
}

/** The rows and what was laid from them. */
function clearShop(connection: Connection, base: number): void {
  for (const table of ['payment_rows', 'payment_orders', 'payment_fees', 'payment_file_rows']) {
    connection
      .statement(`DELETE FROM ${table} WHERE place > ? AND place <= ?`)
      .run(base, base + placesOfShop);
  }
}

/** Which rows carry which fee. */
export function layFees(connection: Connection, shopId: ShopId, base: number): void {
  connection.statement(insertFees).run({ shopId, base, end: base + placesOfShop });
}

/** Which rows a file shows, new or known. */
export function layFileRows(connection: Connection, settlementId: string, base: number): void {
  connection.statement(insertFileRows).run({ settlementId, base, end: base + placesOfShop });
}

/** An amount as money.ts writes it: filters find what is on the screen. */
export function amountText(column: string, currency: Currency): string {
  const exponent = exponentOf(currency);
  const sign = `CASE WHEN ${column} < 0 THEN '-' ELSE '' END`;
  if (exponent === 0) return `${sign} || abs(${column})`;
  const unit = 10 ** exponent;
  return `${sign} || (abs(${column}) / ${unit}) || printf('.%0${exponent}d', abs(${column}) % ${unit})`;
}

const insertJudgement = `
INSERT INTO payment_judgements (row_key, status_rank, reason, choices) VALUES (?, ?, ?, ?)`;

/**
 * An order has one open invoice in the profile's ledger; an invoice born at settlement is the row's own document. A
 * row that stands for its date without a payment (a credit note, say) has no payment number.
 */
function insertRows(currency: Currency): string {
  const texts = ['settlement_minor', 'revenue_minor', 'fees_minor', 'adjustment_minor', 'refund_minor'];
  const amounts = texts.map((column) => `' ' || ${amountText(`r.${column}`, currency)}`).join(' || ');
  return `
INSERT INTO payment_rows
SELECT :base + row_number() OVER (ORDER BY r.settled_on DESC, r.row_number, r.row_key),
  r.row_key, r.settlement_id, r.row_number, r.kind, r.type, r.id, r.related_order_id, r.settled_on, r.currency,
  coalesce(i.number, i.reference, CASE WHEN o.role = 'partInvoice' THEN o.number END),
  coalesce(i.total_minor, CASE WHEN o.role = 'partInvoice' THEN o.total_minor END),
  i.outbox_id IS NULL AND coalesce(o.role = 'partInvoice', 0),
  CASE WHEN o.kind IN ('payment', 'invoice') THEN o.number END,
  r.settlement_minor, r.revenue_minor, r.fees_minor, r.adjustment_minor, r.sale_minor, r.refund_minor,
  r.reserve_minor, r.is_gmv_ads, r.changes_row_key IS NOT NULL,
  (SELECT c.older_key FROM payment_changes c WHERE c.newer_key = r.row_key),
  CASE WHEN o.outbox_id IS NULL THEN ${rankOf('ready')}
    WHEN o.state = 'posted' THEN ${rankOf('posted')} ELSE ${rankOf('planned')} END,
  coalesce(j.status_rank, CASE WHEN o.outbox_id IS NULL THEN ${rankOf('ready')}
    WHEN o.state = 'posted' THEN ${rankOf('posted')} ELSE ${rankOf('planned')} END),
  j.reason, coalesce(j.choices, ''),
  lower(r.id || ' ' || r.type || ' ' || r.settled_on || ' ' ||
    coalesce(i.number, i.reference, CASE WHEN o.role = 'partInvoice' THEN o.number END, '')) || ${amounts}
FROM settlement_rows r
LEFT JOIN row_bookings b ON b.shop_id = r.shop_id AND b.row_key = r.row_key
LEFT JOIN outbox_documents o ON o.outbox_id = b.outbox_id
LEFT JOIN payment_judgements j ON j.row_key = r.row_key
LEFT JOIN document_orders x ON x.shop_id = r.shop_id AND x.order_id = r.related_order_id AND x.is_alive = 1
  AND x.role = 'orderInvoice' AND x.ledger_id = (SELECT p.ledger_id FROM profiles p WHERE p.shop_id = :shopId)
LEFT JOIN outbox_documents i ON i.outbox_id = x.outbox_id AND i.state = 'posted'
WHERE r.shop_id = :shopId AND coalesce(j.status_rank, 0) <> ${supersededRank}`;
}

const insertFees = `
INSERT INTO payment_fees (place, name, amount_minor)
SELECT p.place, f.value ->> 'name', f.value ->> 'amountMinor'
FROM payment_rows p
JOIN settlement_rows r ON r.shop_id = :shopId AND r.row_key = p.row_key
JOIN json_each(r.fees) f
WHERE p.place > :base AND p.place <= :end`;

const insertFileRows = `
INSERT OR IGNORE INTO payment_file_rows (settlement_id, place)
SELECT w.settlement_id, p.place FROM settlement_raw_pages w
JOIN json_each(w.row_keys) k JOIN payment_rows p ON p.row_key = k.value
WHERE w.settlement_id = :settlementId AND p.place > :base AND p.place <= :end`;
