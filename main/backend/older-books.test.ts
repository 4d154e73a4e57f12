import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { doubles, postPayments, prepareMonth, readLedger } from './testing/month.ts';
import { must, openSampleBackend } from './testing/sample-backend.ts';

const folder = mkdtempSync(join(tmpdir(), 'tieout-older-books-'));
const booksFile = join(folder, 'books.tieout');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function copyBooks(to: string): void {
  const raw = new Database(booksFile, { readonly: true });
  try {
    raw.prepare('VACUUM INTO ?').run(to);
  } finally {
    raw.close();
  }
}

it('books from an older copy take over what the ledger has of a date, and send nothing again', async () => {
  const older = join(folder, 'older.tieout');
  const first = await openSampleBackend({ booksFile });
  const shopId = first.shops.GB;
  await prepareMonth(first, shopId);
  copyBooks(older);
  const paid = await postPayments(first, shopId);
  const before = await readLedger(first);
  await first.close();

  for (const suffix of ['-wal', '-shm']) rmSync(booksFile + suffix, { force: true });
  renameSync(older, booksFile);
  const second = await openSampleBackend({ booksFile });
  const again = await postPayments(second, shopId);
  expect(again).toMatchObject({ payments: paid.payments, rejected: [], unknown: [], blocked: [] });
  const after = await readLedger(second);
  expect(doubles(after)).toEqual([]);
  expect(after.payments.length).toBe(before.payments.length);
  expect(must(await second.client.call('tieout.report', { shopId })).residualMinor).toBe(0);
  await second.close();
}, 120_000);
