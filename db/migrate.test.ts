import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { day } from '../app/domain/testing/builders.ts';
import { listBackups } from './backup.ts';
import { assertRising, type Migration, migrate, versionOf } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openBooks } from './open.ts';
import { openDatabase } from './raw-database.ts';
import { aConnection, aFolder, linkAll, openOrFail } from './testing/books.ts';
import { aFile, aRow, aSource, at, ledgerId, shopId } from './testing/builders.ts';
import { invoice, postedAs } from './testing/documents.ts';

const newest = migrations.at(-1)?.number ?? 0;

const addNotes: Migration = {
  number: 9020,
  name: 'add-notes',
  up: (raw) =>
    raw.exec(`
    CREATE TABLE notes (shop_id TEXT NOT NULL REFERENCES shops (shop_id), text TEXT NOT NULL) STRICT;
    INSERT INTO notes SELECT shop_id, 'Note on ' || name FROM shops;`),
};

async function oldBooks(): Promise<string> {
  const file = join(aFolder(), 'books.tieout');
  const books = openOrFail(file);
  await linkAll(books);
  await books.close();
  return file;
}

test('the schema of a fresh file is the one on record', async () => {
  const { raw } = aConnection();
  const sqls = raw
    .prepare(`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name`)
    .pluck()
    .all();
  await expect(`${sqls.join(';\n\n')};\n`).toMatchFileSnapshot('./schema.snapshot.sql');
});

test('every table is strict', () => {
  const { raw } = aConnection();
  const loose = raw
    .prepare(`SELECT name FROM pragma_table_list
      WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND strict = 0`)
    .pluck()
    .all();
  expect(loose).toEqual([]);
});

test('books are copied, then brought up to date with their rows', async () => {
  const file = await oldBooks();
  const books = openOrFail(file, { migrations: [...migrations, addNotes] });
  expect(books).toMatchObject({ version: 9020, migratedFrom: newest, isNew: false });
  const backupFile = books.backupFile ?? '';
  expect(statSync(backupFile).mode & 0o777).toBe(0o600);
  await books.close();

  const after = openDatabase(file, { readonly: true });
  expect(after.prepare('SELECT * FROM notes').all()).toEqual([
    { shop_id: shopId, text: 'Note on Fern & Fable' },
  ]);
  after.close();
  const copy = openOrFail(backupFile);
  expect(copy.version).toBe(newest);
  expect(await copy.shops.list()).toHaveLength(1);
});

test('a step that fails leaves the file as it was', async () => {
  const file = await oldBooks();
  const failing: Migration = {
    number: 9030,
    name: 'fails',
    up: (raw) => {
      raw.exec('DROP TABLE jobs');
      throw new Error('half way');
    },
  };
  const opened = openBooks(file, { migrations: [...migrations, addNotes, failing] });
  expect(opened).toMatchObject({ ok: false, error: { code: 'migration-failed', detail: 'half way' } });

  const books = openOrFail(file);
  expect(books.version).toBe(newest);
  expect(await books.shops.list()).toHaveLength(1);
  expect(await books.jobs.list(10)).toEqual([]);
});

test('a step that leaves orphans is rolled back', async () => {
  const file = await oldBooks();
  const orphaning: Migration = {
    number: 9020,
    name: 'orphans',
    up: (raw) => raw.exec(`INSERT INTO type_meanings VALUES ('no such shop', 'gift', 'order', 1)`),
  };
  const opened = openBooks(file, { migrations: [...migrations, orphaning] });
  expect(opened).toMatchObject({ ok: false, error: { code: 'migration-failed' } });
  const raw = openDatabase(file, { readonly: true });
  expect(versionOf(raw)).toBe(newest);
  raw.close();
});

test('books of a newer version are refused and untouched, also for reading', async () => {
  const file = await oldBooks();
  await openOrFail(file, { migrations: [...migrations, addNotes] }).close();
  const before = readFileSync(file);
  for (const readonly of [false, true]) {
    const opened = openBooks(file, { readonly });
    expect(opened).toMatchObject({ ok: false, error: { code: 'newer-version' } });
  }
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('ten copies are kept, the newest', async () => {
  const file = await oldBooks();
  const steps: Migration[] = [...migrations];
  for (let step = 1; step <= 12; step += 1) {
    steps.push({
      number: 9000 + step,
      name: `step-${step}`,
      up: (raw) => raw.exec(`CREATE TABLE t${step} (a TEXT) STRICT`),
    });
    const books = openOrFail(file, { migrations: steps, now: () => at + step * 1000 });
    await books.close();
  }
  const copies = listBackups(file);
  expect(copies).toHaveLength(10);
  expect(copies[0]).toMatch(/20260501T120012\.000Z\.v9011\.backup$/);
  expect(copies[9]).toMatch(/\.v9002\.backup$/);
});

test('a copy that cannot be written keeps the books from being changed', async () => {
  const file = await oldBooks();
  const options = { migrations: [...migrations, addNotes], now: () => at };
  const failing: Migration = { ...addNotes, up: () => JSON.parse('not json') };
  openBooks(file, { ...options, migrations: [...migrations, failing] });
  // The same instant again: the copy's name is taken, and a copy is never overwritten.
  expect(openBooks(file, options)).toMatchObject({ ok: false, error: { code: 'backup-failed' } });
  expect(openOrFail(file, { ...options, now: () => at + 1 }).version).toBe(9020);
});

test('migrations are listed in rising order, each once', () => {
  expect(() => assertRising(migrations)).not.toThrow();
  expect(() => assertRising([...migrations, ...migrations])).toThrow(`does not come after ${newest}`);
});

test('migrating twice changes nothing', () => {
  const { raw } = aConnection();
  const before = raw.serialize();
  migrate(raw, migrations);
  expect(raw.serialize().equals(before)).toBe(true);
});

test('costs of items: books of before have none, and take them afterwards', async () => {
  const file = join(aFolder(), 'books.tieout');
  const before = openOrFail(file, { migrations: migrations.slice(0, 1) });
  await linkAll(before);
  expect(before.version).toBe(10);
  await before.close();
  const books = openOrFail(file);
  expect(books).toMatchObject({ version: newest, migratedFrom: 10 });
  expect(await books.itemCosts.list(shopId)).toEqual([]);
  const from = day('2026-10-01');
  const cost = { itemCode: 'MUG-1', from, costMinor: 250 };
  await books.itemCosts.save(shopId, [cost], at);
  await books.itemCosts.save(shopId, [{ ...cost, costMinor: 260 }], at);
  expect(await books.itemCosts.list(shopId)).toEqual([{ ...cost, costMinor: 260 }]);
  expect(await books.shops.list()).toHaveLength(1);
});

test('rows of books of before are listed by date and number as they were', async () => {
  const file = join(aFolder(), 'books.tieout');
  const before = openOrFail(file, { migrations: migrations.filter(({ number }) => number < 70) });
  await linkAll(before);
  const rows = [aRow(3), aRow(1), aRow(2, { settledOn: day('2026-05-01') })];
  await before.settlements.saveSettlement(shopId, aFile(rows), aSource('may'), [], at);
  const always = { from: null, to: null };
  const listed = await before.settlements.loadRows(shopId, always);
  expect(listed.map(({ row }) => row.rowNumber)).toEqual([3, 2, 4]);
  await before.close();
  const books = openOrFail(file);
  expect(await books.settlements.loadRows(shopId, always)).toEqual(listed);
});

test('documents being taken out: none in books of before; one that is gone is none any more', async () => {
  const file = join(aFolder(), 'books.tieout');
  const before = openOrFail(file, { migrations: migrations.slice(0, 3) });
  await linkAll(before);
  await before.close();
  const books = openOrFail(file);
  const planned = invoice(1);
  const { reference } = planned.document;
  const document = { ledgerId, kind: 'invoice', reference } as const;
  const removing = () => books.outbox.list({ shopId, removing: true });
  await books.outbox.plan(shopId, ledgerId, [planned], at);
  await books.outbox.noteRemoval(document, at);
  expect(await removing()).toEqual([]);
  await books.outbox.move(ledgerId, reference, 'planned', 'sending', {}, at);
  await books.outbox.move(
    ledgerId,
    reference,
    'sending',
    'posted',
    { posted: postedAs(planned.document) },
    at,
  );
  await books.outbox.noteRemoval(document, at + 1);
  expect(await removing()).toMatchObject([{ reference, removingAt: at + 1 }]);
  await books.outbox.noteRemoval(document, null);
  expect(await removing()).toEqual([]);
  await books.outbox.noteRemoval(document, at + 2);
  await books.outbox.move(ledgerId, reference, 'posted', 'withdrawn', {}, at + 3);
  expect(await removing()).toEqual([]);
  expect(await books.outbox.load(ledgerId, [reference])).toMatchObject([{ removingAt: null }]);
});

test('documents on their way: those of books of before were not accepted as far as is known, later ones may be', async () => {
  const file = join(aFolder(), 'books.tieout');
  const before = openOrFail(file, { migrations: migrations.slice(0, 2) });
  await linkAll(before);
  await before.close();
  const old = openDatabase(file, { readonly: false });
  const columns = () => old.prepare("SELECT name FROM pragma_table_info('outbox_documents')").pluck().all();
  expect(columns()).not.toContain('accepted_at');
  migrate(old, migrations);
  expect(columns()).toContain('accepted_at');
  old.close();
  const books = openOrFail(file);
  const planned = invoice(1);
  const { reference } = planned.document;
  await books.outbox.plan(shopId, ledgerId, [planned], at);
  await books.outbox.move(ledgerId, reference, 'planned', 'sending', {}, at);
  await books.outbox.move(ledgerId, reference, 'sending', 'unknown', { accepted: true }, at + 1);
  expect(await books.outbox.load(ledgerId, [reference])).toMatchObject([{ acceptedAt: at + 1 }]);
  await books.outbox.move(ledgerId, reference, 'unknown', 'planned', {}, at + 2);
  expect(await books.outbox.load(ledgerId, [reference])).toMatchObject([{ acceptedAt: null }]);
});
