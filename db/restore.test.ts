import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { listBackups } from './backup.ts';
import { migrations } from './migrations/index.ts';
import { restoreBackup } from './restore.ts';
import { aFolder, linkAll, openOrFail } from './testing/books.ts';
import { anOrder, at, shopId } from './testing/builders.ts';
import { fixtureNames, unpackFixture, unpackMonth } from './testing/fixtures.ts';
import { verifyFile } from './verify/verify-books.ts';

async function backedUp(file: string): Promise<string> {
  const books = openOrFail(file);
  await books.care.backUp(at);
  await books.close();
  return listBackups(file)[0] ?? '';
}

test.each(fixtureNames)(
  'books of %s open, are brought up to date, verify, and come back from a copy',
  async (name) => {
    const file = unpackFixture(name);
    const before = verifyFile(file);
    const copy = await backedUp(file);
    expect(verifyFile(file)).toMatchObject({ chain: 'ok', failed: 0, payouts: before.payouts });

    writeFileSync(file, 'no books any more');
    const restored = restoreBackup(file, copy, at);
    expect(restored).toMatchObject({ ok: true, value: { report: { failed: 0 } } });
    const books = openOrFail(file);
    expect(await books.care.verify()).toMatchObject({ failed: 0, orders: before.orders, rows: before.rows });
  },
);

test('restoring keeps the books that were there, with what was written after the copy', async () => {
  const file = join(aFolder(), 'books.tieout');
  const books = openOrFail(file);
  await linkAll(books);
  await books.orders.saveOrders(shopId, [anOrder(1)], null, at);
  await books.care.backUp(at);
  await books.orders.saveOrders(shopId, [anOrder(2)], null, at);
  await books.close();
  const restored = restoreBackup(file, listBackups(file)[0] ?? '', at);
  if (!restored.ok) throw new Error(restored.error.message);
  const everything = { shopId, from: null, to: null, status: null, text: '', columns: [] };
  const again = openOrFail(file);
  expect(await again.orders.listIds(everything)).toEqual([anOrder(1).orderId]);
  const kept = openOrFail(restored.value.keptAs ?? '');
  expect(await kept.orders.listIds(everything)).toHaveLength(2);
  for (const name of readdirSync(dirname(file))) {
    expect([name, statSync(join(dirname(file), name)).mode & 0o077]).toEqual([name, 0]);
  }
});

test('a copy that is not whole is refused, and the books stay', async () => {
  const file = unpackMonth();
  const copy = await backedUp(file);
  const bytes = readFileSync(copy);
  bytes.fill(0xa5, 4096 * 30, 4096 * 32);
  writeFileSync(copy, bytes);
  const before = readFileSync(file);
  expect(restoreBackup(file, copy, at)).toMatchObject({ ok: false, error: { code: 'not-whole' } });
  expect(restoreBackup(file, `${copy}.none`, at)).toMatchObject({ ok: false, error: { code: 'no-copy' } });
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(existsSync(`${file}.restoring`)).toBe(false);
});

test('books that are open are not replaced', async () => {
  const file = unpackMonth();
  const copy = await backedUp(file);
  openOrFail(file);
  expect(restoreBackup(file, copy, at)).toMatchObject({ ok: false, error: { code: 'in-use' } });
});

test('a name that is taken is never overwritten', async () => {
  const file = unpackMonth();
  const copy = await backedUp(file);
  const first = restoreBackup(file, copy, at);
  if (!first.ok) throw new Error(first.error.message);
  const kept = readFileSync(first.value.keptAs ?? '');
  const before = readFileSync(file);
  expect(restoreBackup(file, copy, at)).toMatchObject({ ok: false, error: { code: 'no-access' } });
  expect(readFileSync(first.value.keptAs ?? '').equals(kept)).toBe(true);
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(restoreBackup(file, copy, at + 1).ok).toBe(true);
});

test('as many copies are kept as the books want, the newest', async () => {
  const file = join(aFolder(), 'books.tieout');
  const books = openOrFail(file);
  const settings = { ...(await books.care.loadSettings()), backupsKept: 3 };
  await books.care.saveSettings(settings, at);
  for (let day = 0; day < 5; day += 1) await books.care.backUp(at + day * 86_400_000);
  const copies = await books.care.listBackups();
  expect(copies.map((copy) => copy.at)).toEqual([4, 3, 2].map((day) => at + day * 86_400_000));
  expect(copies[0]).toMatchObject({ version: migrations.at(-1)?.number, bytes: expect.any(Number) });
  expect(await openOrFail(':memory:').care.backUp(at)).toBeNull();
});
