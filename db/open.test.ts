import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from './migrations/index.ts';
import { openBooks } from './open.ts';
import { aFolder, linkAll, openOrFail } from './testing/books.ts';
import { anOrder, at, shopId } from './testing/builders.ts';

const holdBooks = fileURLToPath(new URL('./testing/hold-books.ts', import.meta.url));

function codeOf(file: string, options = {}): string {
  const opened = openBooks(file, options);
  if (opened.ok) void opened.value.close();
  return opened.ok ? 'ok' : opened.error.code;
}

test('new books are made in a new folder that only their owner can read', async () => {
  const file = join(aFolder(), 'deep', 'books.tieout');
  const books = openOrFail(file);
  expect(books).toMatchObject({
    version: migrations.at(-1)?.number,
    isNew: true,
    migratedFrom: null,
    backupFile: null,
    isReadonly: false,
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(join(file, '..'))) {
    expect(statSync(join(file, '..', name)).mode & 0o077, name).toBe(0);
  }
});

test('what was stored is there again', async () => {
  const file = join(aFolder(), 'books.tieout');
  const books = openOrFail(file);
  await linkAll(books);
  await books.orders.saveOrders(shopId, [anOrder(1)], null, at);
  await books.close();
  await books.close();
  expect(existsSync(`${file}-wal`)).toBe(false);

  const again = openOrFail(file);
  expect(again.isNew).toBe(false);
  expect((await again.orders.load(shopId, [anOrder(1).orderId]))[0]?.order).toEqual(anOrder(1));
});

test('read-only opening takes no lock and cannot write', async () => {
  const file = join(aFolder(), 'books.tieout');
  const books = openOrFail(file);
  await linkAll(books);
  const reader = openOrFail(file, { readonly: true });
  expect(await reader.shops.list()).toHaveLength(1);
  await expect(reader.history.append('x', 'y', {}, at)).rejects.toThrow(/readonly/);
  expect(codeOf(join(aFolder(), 'none.tieout'), { readonly: true })).toBe('older-version');
});

test('a file that is no database, or another program’s, is refused and untouched', () => {
  const folder = aFolder();
  const text = join(folder, 'notes.txt');
  writeFileSync(text, 'Notes about ferns. '.repeat(300));
  const foreign = join(folder, 'foreign.db');
  const other = new Database(foreign);
  other.exec('CREATE TABLE t (a)');
  other.close();
  for (const [file, code] of [
    [text, 'not-a-database'],
    [foreign, 'not-books'],
  ] as const) {
    const before = readFileSync(file);
    expect(codeOf(file)).toBe(code);
    expect(readFileSync(file).equals(before)).toBe(true);
  }
});

test('a folder that cannot be made is refused as a value', () => {
  const file = join(aFolder(), 'a-file');
  writeFileSync(file, '');
  expect(codeOf(join(file, 'books.tieout'))).toBe('no-access');
});

test('an empty file becomes books', () => {
  const file = join(aFolder(), 'books.tieout');
  writeFileSync(file, '');
  expect(openOrFail(file).isNew).toBe(true);
});

test('damaged books are found at opening and left as they are', async () => {
  const file = join(aFolder(), 'books.tieout');
  const books = openOrFail(file);
  await linkAll(books);
  await books.close();
  const bytes = readFileSync(file);
  // A page in the middle of the file is overwritten; the header stays good.
  bytes.fill(0xa5, 4096 * 3, 4096 * 5);
  writeFileSync(file, bytes);
  const opened = openBooks(file);
  expect(opened).toMatchObject({ ok: false, error: { code: 'damaged' } });
  expect(readFileSync(file).equals(bytes)).toBe(true);
  // The lock was given back: the second try says the same and not "in use".
  expect(codeOf(file)).toBe('damaged');
});

test('the state on disk while the books are open is whole, and so is one whose log was cut', async () => {
  const folder = aFolder();
  const file = join(folder, 'books.tieout');
  const books = openOrFail(file);
  await linkAll(books);
  for (let number = 1; number <= 20; number += 1) {
    await books.orders.saveOrders(shopId, [anOrder(number)], null, at);
  }
  const logSize = statSync(`${file}-wal`).size;
  expect(logSize).toBeGreaterThan(0);
  let before = 21;
  for (const share of [1, 0.93, 0.8, 0.71, 0.66]) {
    const copy = join(folder, `cut-${share}`, 'books.tieout');
    mkdirSync(join(copy, '..'));
    copyFileSync(file, copy);
    copyFileSync(`${file}-wal`, `${copy}-wal`);
    truncateSync(`${copy}-wal`, Math.floor(logSize * share));
    const reopened = openOrFail(copy);
    const stored = await reopened.orders.listIds({
      shopId,
      from: null,
      to: null,
      status: null,
      text: '',
      columns: [],
    });
    // Whole transactions, from the first on: never a hole, never half an order.
    expect(stored).toEqual(Array.from({ length: stored.length }, (_, index) => anOrder(index + 1).orderId));
    expect((await reopened.orders.load(shopId, stored)).every(({ order }) => order.lines.length === 1)).toBe(
      true,
    );
    expect((await reopened.history.verify()).brokenAt).toBeNull();
    if (share === 1) expect(stored).toHaveLength(20);
    expect(stored.length).toBeLessThanOrEqual(before);
    before = stored.length;
  }
  expect(before).toBeLessThan(20);
});

async function holdInChild(file: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [holdBooks, file], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [said] = await once(child.stdout, 'data');
  expect(String(said).trim()).toBe('open');
  return child;
}

test('a second process is refused at once, and let in when the first was killed', async () => {
  const file = join(aFolder(), 'books.tieout');
  const child = await holdInChild(file);
  const startedAt = performance.now();
  const opened = openBooks(file);
  expect(opened).toMatchObject({ ok: false, error: { code: 'in-use' } });
  // "At once": far below the five seconds that a busy database is waited for.
  expect(performance.now() - startedAt).toBeLessThan(2_000);

  child.kill('SIGKILL');
  await once(child, 'exit');
  const books = openOrFail(file);
  // What the killed process had stored is there.
  expect(await books.history.list('child', 10)).toHaveLength(1);
  expect((await books.history.verify()).brokenAt).toBeNull();
});

test('a second opening in the same process is refused too, and allowed after closing', async () => {
  const file = join(aFolder(), 'books.tieout');
  const books = openOrFail(file);
  expect(codeOf(file)).toBe('in-use');
  await books.close();
  expect(codeOf(file)).toBe('ok');
});
