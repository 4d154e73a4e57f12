import { Readable } from 'node:stream';
import Database from 'better-sqlite3';
import Papa from 'papaparse';
import { anOrder } from '../../db/testing/builders.ts';
import { goodsMinorOfBench, isAdjustment } from '../settlement-file.ts';
import { readStraight } from './xlsx-readers.ts';

/**
 * What one would write in an afternoon: no proofs, no history, nothing refused. The same rows are stored, raw and read,
 * durably (synchronous=FULL), and one query matches them to the invoices and sums them per date.
 */
export function makeStraightBooks(file: string, count: number): void {
  const raw = new Database(file);
  raw.exec(`
    CREATE TABLE invoices (order_id TEXT PRIMARY KEY, number TEXT, total_minor INTEGER) WITHOUT ROWID;
    CREATE TABLE raw_rows (row_number INTEGER PRIMARY KEY, cells TEXT);
    CREATE TABLE rows (row_number INTEGER PRIMARY KEY, id TEXT, type TEXT, order_id TEXT, created_on TEXT, settled_on TEXT,
      currency TEXT, settlement INTEGER, revenue INTEGER, fees INTEGER, adjustment INTEGER, list INTEGER, sale INTEGER,
      refund INTEGER, named_fees TEXT)`);
  const insert = raw.prepare('INSERT INTO invoices VALUES (?, ?, ?)');
  raw.transaction(() => {
    for (let number = 1; number <= count; number += 1)
      if (!isAdjustment(number)) insert.run(anOrder(number).orderId, `N-${number}`, goodsMinorOfBench);
  })();
  raw.close();
}

function* pieces(bytes: Uint8Array): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += 1 << 20)
    yield Buffer.from(bytes.subarray(from, from + (1 << 20)));
}

interface Place {
  readonly of: (header: string) => number;
  readonly fees: readonly (readonly [number, string])[];
}

export function openStraight(file: string): Database.Database {
  const raw = new Database(file);
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  return raw;
}

/** Stores what a reader hands out, header first, and groups it. */
function startStoring(raw: Database.Database) {
  const insertRaw = raw.prepare('INSERT INTO raw_rows VALUES (?, ?)');
  const insert = raw.prepare('INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  let place: Place | null = null;
  let number = 1;
  raw.exec('BEGIN IMMEDIATE');
  const store = (cells: readonly string[]) => {
    if (place === null) {
      place = placesOf(cells);
      return;
    }
    number += 1;
    insertRaw.run(number, JSON.stringify(cells));
    insert.run(...toRow(number, cells, place));
  };
  return { store, finish: (count: number) => finish(raw, count) };
}

export async function loadStraight(raw: Database.Database, bytes: Uint8Array, count: number): Promise<void> {
  const { store, finish: end } = startStoring(raw);
  await new Promise<void>((resolve, reject) => {
    Papa.parse<string[]>(Readable.from(pieces(bytes)), {
      skipEmptyLines: true,
      error: reject,
      complete: () => resolve(),
      chunk: ({ data }) => {
        for (const cells of data) store(cells);
      },
    });
  });
  end(count);
}

/** The same from a workbook. */
export function loadStraightXlsx(raw: Database.Database, bytes: Uint8Array, count: number): void {
  const { store, finish: end } = startStoring(raw);
  for (const cells of readStraight(bytes)) store(cells);
  end(count);
}

function finish(raw: Database.Database, count: number): void {
  raw.exec('COMMIT');
  const days = raw
    .prepare(`SELECT r.settled_on, count(*) AS rows, sum(r.settlement) AS settlement, sum(r.revenue) AS revenue,
      sum(r.fees) AS fees, sum(r.adjustment) AS adjustment, sum(i.total_minor) AS invoiced
      FROM rows r LEFT JOIN invoices i ON i.order_id = r.order_id GROUP BY r.settled_on`)
    .all();
  // The columns named above.
  const sum = (days as { readonly rows: number }[]).reduce((total, { rows }) => total + rows, 0);
  if (sum !== count) throw new Error(`${sum} of ${count} rows were read.`);
}

function placesOf(headers: readonly string[]): Place {
  const names = headers.map((header) => header.trim());
  const total = names.indexOf('Total Fees');
  const end = names.indexOf('Ajustment amount');
  const fees = names.flatMap((name, index) => (index > total && index < end ? [[index, name] as const] : []));
  return { of: (header) => names.indexOf(header), fees };
}

let known: { readonly place: Place; readonly columns: readonly number[] } | null = null;

function columnsOf(place: Place): readonly number[] {
  if (known?.place !== place) {
    const names = [
      'Order/adjustment ID',
      'Type',
      'Related order ID',
      'Order created time',
      'Order settled time',
      'Currency',
      'Total settlement amount',
      'Total Revenue',
      'Total Fees',
      'Ajustment amount',
      'Subtotal before discounts',
      'Subtotal after seller discounts',
      'Refund subtotal after seller discounts',
    ];
    known = { place, columns: names.map(place.of) };
  }
  return known.columns;
}

function toRow(number: number, cells: readonly string[], place: Place): (string | number | null)[] {
  const [id, type, order, created, settled, currency, ...money] = columnsOf(place).map(
    (index) => cells[index] ?? '',
  );
  const minor = (text: string) => Math.round(Number(text) * 100);
  const fees = place.fees.flatMap(([index, name]) => {
    const amountMinor = minor(cells[index] ?? '');
    return amountMinor === 0 ? [] : [{ name, amountMinor }];
  });
  const orderId = order === undefined || order.startsWith('/') ? null : order;
  return [
    number,
    id ?? '',
    type ?? '',
    orderId,
    (created ?? '').replaceAll('/', '-'),
    (settled ?? '').replaceAll('/', '-'),
    currency ?? '',
    ...money.map(minor),
    JSON.stringify(fees),
  ];
}
