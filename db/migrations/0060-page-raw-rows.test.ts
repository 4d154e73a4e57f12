import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { migrate } from '../migrate.ts';
import { openDatabase, type RawDatabase } from '../raw-database.ts';
import { createRawRowFinder, loadRawKeys } from '../settlements/raw-pages.ts';
import { aFolder, linkAll, openOrFail } from '../testing/books.ts';
import { at, shopId } from '../testing/builders.ts';
import { migrations } from './index.ts';

const before = migrations.filter(({ number }) => number < 60);

interface Row {
  readonly number: number;
  readonly key: string;
  readonly cells: readonly string[];
}

/** Books as they were before, with a file for each list of rows. */
async function oldBooks(files: readonly (readonly Row[])[]): Promise<RawDatabase> {
  const file = join(aFolder(), 'books.tieout');
  const books = openOrFail(file, { migrations: before });
  await linkAll(books);
  await books.close();
  const raw = openDatabase(file, { readonly: false });
  const insertFile = raw.prepare(`
    INSERT INTO settlements VALUES (?, ?, 'may.csv', ?, 'csv', 'income', 'GBP', NULL, '2026-05-01', '2026-05-31',
      ?, '[]', '[]', '[]', '[]', 0, 0, 0, 0, 0, 0, 0, 0, 0, ?)`);
  const insert = raw.prepare('INSERT INTO settlement_raw_rows VALUES (?, ?, ?, ?)');
  for (const [index, rows] of files.entries()) {
    insertFile.run(`file-${index}`, shopId, String(index).padStart(64, '0'), rows.length, at);
    for (const { number, key, cells } of rows)
      insert.run(`file-${index}`, number, key, JSON.stringify(cells));
  }
  return raw;
}

const cell = fc.oneof(fc.constantFrom('', '0', 'Order'), fc.string());
const rowsOfFile = fc.uniqueArray(
  fc.record({ number: fc.nat(2_000), key: fc.string(), cells: fc.array(cell, { maxLength: 5 }) }),
  { selector: (row) => row.number, maxLength: 40 },
);

test('raw rows of before are found by file and number, cell by cell, each with its key', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rowsOfFile, { maxLength: 3 }), async (files) => {
      const raw = await oldBooks(files);
      migrate(raw, migrations);
      const find = createRawRowFinder(raw);
      for (const [index, rows] of files.entries()) {
        for (const { number, key, cells } of rows)
          expect(find(`file-${index}`, number)).toEqual({ key, cells });
        const inOrder = [...rows].sort((a, b) => a.number - b.number).map(({ key }) => key);
        expect([...loadRawKeys(raw, `file-${index}`)]).toEqual(inOrder);
        expect(find(`file-${index}`, 3_000)).toBe(null);
      }
      expect(find('no such file', 1)).toBe(null);
      raw.close();
    }),
    { numRuns: 12 },
  );
});

test('a file of several pages keeps every row', async () => {
  const rows = Array.from({ length: 700 }, (_, index) => ({
    number: index * 3 + 2,
    key: `key-${index}`,
    cells: [`id-${index}`, 'Order', String(index % 7)],
  }));
  const raw = await oldBooks([rows]);
  migrate(raw, migrations);
  expect(raw.prepare('SELECT first_row, last_row FROM settlement_raw_pages').raw().all()).toEqual([
    [2, 767],
    [770, 1535],
    [1538, 2099],
  ]);
  const find = createRawRowFinder(raw);
  for (const { number, key, cells } of rows) expect(find('file-0', number)).toEqual({ key, cells });
  expect(find('file-0', 3)).toBe(null);
  raw.close();
});
