import type { RowKey, ShopId } from '../../app/domain/ids.ts';
import type { SettlementFile } from '../../app/domain/settlement/types.ts';
import type { LoadOutcome } from '../../app/ports/settlement-book.ts';
import type { Connection } from '../connection.ts';
import { appendLine } from '../history.ts';
import { safeMinor, toJson } from '../json.ts';
import type { SettlementTable } from '../schema/schema.ts';
import { createRawPageWriter, loadRawNumbers } from './raw-pages.ts';
import { createKeyDigest } from './row-digest.ts';
import { toRowValues, toWithdrawalRows } from './settlement-rows.ts';

export interface SettlementSource {
  readonly fileName: string;
  readonly sha256: string;
  readonly settlementId: string;
}

type Change = LoadOutcome['changed'][number];

/**
 * Stores a settlement file in one transaction: the file, every raw row, the rows not known yet, withdrawals and proofs.
 * A file with the same bytes gets no second entry and answers with the id it has; rows known from any file of the
 * shop are counted and left alone.
 */
export function saveSettlement(
  connection: Connection,
  shopId: ShopId,
  file: SettlementFile,
  source: SettlementSource,
  changed: readonly Change[],
  at: number,
): LoadOutcome {
  if (file.rawRows.length !== file.rows.length) throw new Error('A settlement has one raw row for each row');
  return connection.transaction(() => {
    const known = findFile(connection, shopId, source.sha256);
    const settlementId = known ?? source.settlementId;
    if (known === null) saveFile(connection, shopId, file, source, at);
    const saved = saveRows(
      connection,
      shopId,
      settlementId,
      file,
      new Set(changed.map(({ after }) => after)),
      known === null ? new Set() : loadRawNumbers(connection, settlementId),
    );
    saveWithdrawals(connection, shopId, settlementId, file);
    const noted = noteChanges(connection, shopId, saved.newVersions, changed);
    const counts = { added: saved.added, alreadyKnown: file.rows.length - saved.added };
    connection.statement(noteCounts).run(counts.added, counts.alreadyKnown, noted.length, at, settlementId);
    if (known === null) connection.statement(noteSums).run(...saved.sums, settlementId);
    if (saved.added > 0 || noted.length > 0) connection.wrote('rows');
    appendLine(connection, {
      subject: settlementId,
      event: known === null ? 'settlement.loaded' : 'settlement.loadedAgain',
      details: {
        shopId,
        fileName: source.fileName,
        sha256: source.sha256,
        ...counts,
        changed: noted,
        rows: { sha256: saved.digest },
      },
      at,
    });
    return { settlementId, ...counts, changed: noted };
  });
}

function findFile(connection: Connection, shopId: ShopId, sha256: string): string | null {
  const { query } = connection;
  const known = query
    .selectFrom('settlements')
    .select('settlement_id')
    .where('shop_id', '=', shopId)
    .where('sha256', '=', sha256);
  return connection.first(known)?.settlement_id ?? null;
}

function saveFile(
  connection: Connection,
  shopId: ShopId,
  file: SettlementFile,
  source: SettlementSource,
  at: number,
): void {
  const { query } = connection;
  const row: SettlementTable = {
    settlement_id: source.settlementId,
    shop_id: shopId,
    file_name: source.fileName,
    sha256: source.sha256,
    format: file.format,
    layout: file.layout,
    currency: file.currency,
    time_zone: file.timeZone,
    period_from: file.period.from,
    period_to: file.period.to,
    row_count: file.rows.length,
    raw_headers: toJson(file.rawHeaders),
    report: toJson(file.report),
    unknown_fee_columns: toJson(file.unknownFeeColumns),
    problems: toJson(file.problems),
    // Known once its rows are saved.
    order_rows: 0,
    adjustment_rows: 0,
    settlement_minor: 0,
    revenue_minor: 0,
    fees_minor: 0,
    adjustments_minor: 0,
    added: 0,
    already_known: 0,
    changed: 0,
    loaded_at: at,
  };
  connection.run(query.insertInto('settlements').values(row));
  for (const { id, title, checked, failed } of file.proofs) {
    const proof = { settlement_id: source.settlementId, proof_id: id, title, checked, failed };
    connection.run(query.insertInto('settlement_proofs').values(proof));
  }
}

interface SavedRows {
  /** How many were not known. */
  readonly added: number;
  /** Those of `versions` that were not known. */
  readonly newVersions: ReadonlySet<RowKey>;
  /** Seals the rows in the hash chain: their keys carry id, date and figures. */
  readonly digest: string;
  /** For `noteSums`. */
  readonly sums: readonly number[];
}

/** One walk over the rows: they are made while they are gone through. */
function saveRows(
  connection: Connection,
  shopId: ShopId,
  settlementId: string,
  file: SettlementFile,
  versions: ReadonlySet<RowKey>,
  shown: ReadonlySet<number>,
): SavedRows {
  const insert = connection.statement(insertRow);
  const pages = createRawPageWriter(connection, settlementId, file.rawRows, shown);
  const digest = createKeyDigest();
  const newVersions = new Set<RowKey>();
  let [added, orders, adjustments, settlement, revenue, fees, adjustment] = [0, 0, 0, 0, 0, 0, 0];
  for (const row of file.rows) {
    if (insert.run(...toRowValues(shopId, settlementId, row)).changes > 0) {
      added += 1;
      if (versions.has(row.key)) newVersions.add(row.key);
    }
    pages.add(row);
    digest.add(row.key);
    if (row.kind === 'order') orders += 1;
    if (row.kind === 'adjustment') adjustments += 1;
    settlement += row.settlementMinor;
    revenue += row.revenueMinor;
    fees += row.feesMinor;
    adjustment += row.adjustmentMinor;
  }
  pages.end();
  const sums = [orders, adjustments, ...[settlement, revenue, fees, adjustment].map(safeMinor)];
  return { added, newVersions, digest: digest.end(), sums };
}

function saveWithdrawals(
  connection: Connection,
  shopId: ShopId,
  settlementId: string,
  file: SettlementFile,
): void {
  const upsert = connection.statement(upsertWithdrawal);
  for (const row of toWithdrawalRows(shopId, settlementId, file.withdrawals)) upsert.run(row);
}

/** Marks new rows that show booked money with other values; rows known before keep what was noted then. */
function noteChanges(
  connection: Connection,
  shopId: ShopId,
  added: ReadonlySet<RowKey>,
  changed: readonly Change[],
): Change[] {
  const note = connection.statement(noteChange);
  const noted = changed.filter(({ after }) => added.has(after));
  for (const { before, after } of noted) note.run(before, shopId, after);
  return noted;
}

/** By position: names would be looked up for each of 24 values of each row. `toRowValues` has the same order. */
const insertRow = `
INSERT INTO settlement_rows
  (shop_id, row_key, settlement_id, row_number, kind, type, type_name, id, related_order_id, created_on, settled_on,
   currency, settlement_minor, revenue_minor, fees_minor, adjustment_minor, list_minor, sale_minor, refund_minor, reserve_minor,
   fees, starts_with_7, is_gmv_ads, changes_row_key)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
ON CONFLICT (shop_id, row_key) DO NOTHING`;

/** What was on its way in one export has arrived in a later one; what has arrived stays. */
const upsertWithdrawal = `
INSERT INTO withdrawals
  (shop_id, type, identity, settlement_id, row_number, type_text, reference_id, requested_on, succeeded_on, amount_minor, status)
VALUES
  (:shop_id, :type, :identity, :settlement_id, :row_number, :type_text, :reference_id, :requested_on, :succeeded_on, :amount_minor, :status)
ON CONFLICT (shop_id, type, identity) DO UPDATE SET
  settlement_id = excluded.settlement_id, row_number = excluded.row_number, succeeded_on = excluded.succeeded_on,
  amount_minor = excluded.amount_minor, status = excluded.status
WHERE withdrawals.status <> 'transferred'`;

const noteCounts = `
UPDATE settlements SET added = ?, already_known = ?, changed = ?, loaded_at = ? WHERE settlement_id = ?`;

const noteSums = `
UPDATE settlements SET order_rows = ?, adjustment_rows = ?, settlement_minor = ?, revenue_minor = ?, fees_minor = ?, adjustments_minor = ?
WHERE settlement_id = ?`;

const noteChange = 'UPDATE settlement_rows SET changes_row_key = ? WHERE shop_id = ? AND row_key = ?';
