import type { RowKey } from '../../app/domain/ids.ts';
import { type PackedRows, packRows, unpackRow } from '../../app/domain/settlement/packed-rows.ts';
import type { RawRowList, SettlementRow } from '../../app/domain/settlement/types.ts';
import type { Connection } from '../connection.ts';
import { fromJson, toJson } from '../json.ts';
import type { RawDatabase } from '../raw-database.ts';

/**
 * Raw rows of a file lie in pages: one at a time they were nearly half of what is written (docs/adr/0016). A row is still
 * found by file and row number, and each has its key beside it, also when an earlier file had brought it.
 */

/** Small enough that looking at one row reads little: a page of 65 columns is some 40 KB. */
export const rowsOfPage = 256;

export interface RawPageWriter {
  /** Rows in the order of the file. */
  add(row: Pick<SettlementRow, 'rowNumber' | 'key'>): void;
  /** Writes the last page. */
  end(): void;
}

/** Writes the raw rows of a file that are not in the books yet: all of them unless the file was loaded before. */
export function createRawPageWriter(
  connection: Connection,
  settlementId: string,
  rawRows: RawRowList,
  shown: ReadonlySet<number>,
): RawPageWriter {
  const insert = connection.statement(insertRawPage);
  const pack = rawRows.pack ?? packList([...rawRows]);
  let place = 0;
  let places: number[] = [];
  let numbers: number[] = [];
  let keys: RowKey[] = [];
  const write = () => {
    if (numbers.length === 0) return;
    insert.run(...toRawPage(settlementId, numbers, keys, pack(places)));
    [places, numbers, keys] = [[], [], []];
  };
  return {
    add: ({ rowNumber, key }) => {
      if (!shown.has(rowNumber)) {
        places.push(place);
        numbers.push(rowNumber);
        keys.push(key);
      }
      place += 1;
      if (numbers.length === rowsOfPage) write();
    },
    end: write,
  };
}

function packList(rows: readonly (readonly string[])[]): (places: readonly number[]) => PackedRows {
  return (places) => packRows(places.map((place) => rows[place] ?? []));
}

/** The values of a page in the order of its columns. */
export function toRawPage(
  settlementId: string,
  numbers: readonly number[],
  keys: readonly string[],
  cells: PackedRows,
): unknown[] {
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return [settlementId, first, last, toJson(numbers), toJson(keys), toJson(cells)];
}

export const insertRawPage = `
INSERT INTO settlement_raw_pages (settlement_id, first_row, last_row, row_numbers, row_keys, cells)
VALUES (?, ?, ?, ?, ?, ?)`;

/** The numbers of all raw rows of a file. */
export function loadRawNumbers(connection: Connection, settlementId: string): ReadonlySet<number> {
  const pages = connection.query
    .selectFrom('settlement_raw_pages')
    .select('row_numbers')
    .where('settlement_id', '=', settlementId);
  return new Set(connection.all(pages).flatMap((page) => fromJson<number[]>(page.row_numbers)));
}

/** The keys of all raw rows of a file, in the order of the file. */
export function* loadRawKeys(raw: RawDatabase, settlementId: string): Generator<RowKey> {
  const pages = raw
    .prepare('SELECT row_keys FROM settlement_raw_pages WHERE settlement_id = ? ORDER BY first_row')
    .pluck();
  for (const keys of pages.iterate(settlementId)) yield* fromJson<RowKey[]>(String(keys));
}

export interface RawRow {
  readonly key: RowKey;
  readonly cells: readonly string[];
}

/** Finds raw rows by file and row number. The last page is kept: rows are asked for as they follow each other. */
export function createRawRowFinder(
  raw: RawDatabase,
): (settlementId: string, rowNumber: number) => RawRow | null {
  const find = raw.prepare(`
    SELECT row_numbers, row_keys, cells FROM settlement_raw_pages
    WHERE settlement_id = ? AND first_row <= ? AND last_row >= ?`);
  let kept: RawPage | null = null;
  return (settlementId, rowNumber) => {
    const known = kept?.settlementId === settlementId ? kept.places.get(rowNumber) : undefined;
    if (kept && known !== undefined) return rowOf(kept, known);
    // The columns just named. Pages overlap where a later version of Tieout read rows that an earlier one did not.
    const found = find.all(settlementId, rowNumber, rowNumber) as StoredPage[];
    for (const stored of found) {
      const page = openPage(settlementId, stored);
      const place = page.places.get(rowNumber);
      if (place === undefined) continue;
      kept = page;
      return rowOf(page, place);
    }
    return null;
  };
}

interface StoredPage {
  readonly row_numbers: string;
  readonly row_keys: string;
  readonly cells: string;
}

interface RawPage {
  readonly settlementId: string;
  /** By row number. */
  readonly places: ReadonlyMap<number, number>;
  readonly keys: readonly RowKey[];
  readonly cells: PackedRows;
}

function openPage(settlementId: string, stored: StoredPage): RawPage {
  const numbers = fromJson<number[]>(stored.row_numbers);
  return {
    settlementId,
    places: new Map(numbers.map((number, place) => [number, place])),
    keys: fromJson(stored.row_keys),
    cells: fromJson(stored.cells),
  };
}

function rowOf({ keys, cells }: RawPage, place: number): RawRow | null {
  const key = keys[place];
  return key === undefined ? null : { key, cells: unpackRow(cells, place) };
}
