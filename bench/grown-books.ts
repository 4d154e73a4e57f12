import { copyFileSync } from 'node:fs';
import { readSettlement } from '../app/files/read-settlement.ts';
import { openBooks } from '../db/open.ts';
import { openDatabase, type RawDatabase } from '../db/raw-database.ts';
import { at, shopId } from '../db/testing/builders.ts';
import { makeInvoiceBooks } from './invoice-books.ts';
import { settlementCsv } from './settlement-file.ts';

export const benchMonth = { from: '2026-05-01', to: '2026-05-31' } as const;

/** Books of one month, May 2026: orders with invoices, each day fetched, and the settlement that pays them. */
export async function makeMonthBooks(file: string, orders: number): Promise<void> {
  await makeInvoiceBooks(file, orders);
  const opened = openBooks(file, { now: () => at });
  if (!opened.ok) throw new Error(opened.error.message);
  const books = opened.value;
  const read = await readSettlement(settlementCsv(orders));
  if (!read.ok) throw new Error(read.error.message);
  const source = { fileName: 'bench.csv', sha256: '0'.repeat(64), settlementId: 'settlement-bench' };
  await books.settlements.saveSettlement(shopId, read.value, source, [], at);
  const dayMs = 86_400_000;
  for (let from = Date.UTC(2026, 4, 1); from < Date.UTC(2026, 5, 1); from += dayMs) {
    const window = { by: 'created' as const, from, to: from + dayMs };
    await books.orders.saveOrders(
      shopId,
      [],
      { ...window, platformCount: 1, storedCount: 1, fetchedAt: at },
      at,
    );
  }
  await books.close();
  const raw = openDatabase(file, { readonly: false });
  raw.exec(`UPDATE orders SET ordered_on = date('${benchMonth.from}', (rowid % 31) || ' days')`);
  raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.close();
}

/** Tables that answer the questions about a month, and the column that dates their rows. */
const dated = [
  ['orders', 'ordered_on', 'order_id'],
  ['settlement_rows', 'settled_on', 'row_key'],
] as const;

/**
 * The same month in books that are `times` as large: its orders, settlement rows and fetched days again in as many spans
 * of 31 days before it. Written by SQL, without the documents and lines of the copies: an hour's work in a minute, and
 * none of the questions reads them.
 */
export function growBooks(small: string, large: string, times: number): void {
  copyFileSync(small, large);
  const raw = openDatabase(large, { readonly: false });
  raw.pragma('foreign_keys = OFF');
  raw.pragma('synchronous = OFF');
  raw.pragma('journal_mode = OFF');
  const kept = takeDown(raw);
  for (let copy = 1; copy < times; copy += 1) {
    for (const [table, day, key] of dated) {
      const changed: Readonly<Record<string, string>> = {
        related_order_id: `related_order_id || '-${copy}'`,
        [day]: `date(${day}, '-${31 * copy} days')`,
        [key]: `${key} || '-${copy}'`,
      };
      copyRows(raw, table, changed, `${day} >= '${benchMonth.from}'`);
    }
    const shift = 31 * copy * 86_400_000;
    const moved = { from_at: `from_at - ${shift}`, to_at: `to_at - ${shift}` };
    copyRows(raw, 'coverage', moved, `from_at >= ${Date.UTC(2026, 4, 1)}`);
  }
  for (const sql of kept) raw.exec(sql);
  raw.pragma('journal_mode = WAL');
  raw.close();
}

/** Indexes are sorted once at the end, and triggers would look for documents of every copy. */
function takeDown(raw: RawDatabase): string[] {
  const tables = dated.map(([table]) => `'${table}'`).join(', ');
  // The statement selects exactly these columns.
  const found = raw
    .prepare(
      `SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN (${tables}) AND type IN ('index', 'trigger') AND sql IS NOT NULL`,
    )
    .all() as { readonly type: string; readonly name: string; readonly sql: string }[];
  for (const { type, name } of found) raw.exec(`DROP ${type} ${name}`);
  return found.map(({ sql }) => sql);
}

function copyRows(
  raw: RawDatabase,
  table: string,
  changed: Readonly<Record<string, string>>,
  which: string,
): void {
  // Generated columns are not in this list.
  const columns = (raw.pragma(`table_info(${table})`) as readonly { readonly name: string }[]).map(
    ({ name }) => name,
  );
  const values = columns.map((name) => changed[name] ?? name);
  raw.exec(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table} WHERE ${which}`,
  );
}
