import { packRows } from '../../app/domain/settlement/packed-rows.ts';
import { fromJson } from '../json.ts';
import type { Migration } from '../migrate.ts';
import type { RawDatabase } from '../raw-database.ts';
import { insertRawPage, rowsOfPage, toRawPage } from '../settlements/raw-pages.ts';
import { isJson } from './0010-first-books/checks.ts';

/** Raw rows in pages of a file instead of one by one (docs/adr/0016): every row is carried over, cell by cell. */
export const pageRawRows: Migration = {
  number: 60,
  name: 'page-raw-rows',
  up: (raw) => {
    raw.exec(`
-- Every row of every file as it stood, known before or not: a file can be proven again without the file.
CREATE TABLE settlement_raw_pages (
  settlement_id TEXT NOT NULL REFERENCES settlements (settlement_id),
  first_row INTEGER NOT NULL,
  last_row INTEGER NOT NULL CHECK (last_row >= first_row),
  -- Of each row of the page, in the order of the file.
  row_numbers TEXT NOT NULL ${isJson('row_numbers')},
  row_keys TEXT NOT NULL ${isJson('row_keys')},
  -- app/domain/settlement/packed-rows.ts
  cells TEXT NOT NULL ${isJson('cells')},
  PRIMARY KEY (settlement_id, first_row, last_row)
) STRICT;
`);
    const files = raw.prepare('SELECT DISTINCT settlement_id FROM settlement_raw_rows').pluck().all();
    for (const settlementId of files) carryOver(raw, String(settlementId));
    raw.exec('DROP TABLE settlement_raw_rows');
  },
};

interface OldRow {
  readonly row_number: number;
  readonly row_key: string;
  readonly cells: string;
}

function carryOver(raw: RawDatabase, settlementId: string): void {
  const next = raw.prepare(`
    SELECT row_number, row_key, cells FROM settlement_raw_rows
    WHERE settlement_id = ? AND row_number > ? ORDER BY row_number LIMIT ${rowsOfPage}`);
  const insert = raw.prepare(insertRawPage);
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    // The columns just named.
    const rows = next.all(settlementId, after) as OldRow[];
    const last = rows.at(-1);
    if (!last) return;
    const numbers = rows.map((row) => row.row_number);
    const keys = rows.map((row) => row.row_key);
    const cells = packRows(rows.map((row) => fromJson<string[]>(row.cells)));
    insert.run(...toRawPage(settlementId, numbers, keys, cells));
    after = last.row_number;
  }
}
