import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LedgerDocument } from '../../app/domain/documents.ts';
import type { Books } from '../../app/ports/books.ts';
import { connect } from '../connection.ts';
import type { OpenOptions } from '../hold.ts';
import { migrate } from '../migrate.ts';
import { migrations } from '../migrations/index.ts';
import { openBooks } from '../open.ts';
import { openDatabase, prepareDatabase } from '../raw-database.ts';
import { aFile, aLedger, aRow, aShop, aSource, at, ledgerId, shopId } from './builders.ts';
import { postedAs } from './documents.ts';

/** A folder that goes away with the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-books-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function openOrFail(file: string, options: OpenOptions = {}) {
  const opened = openBooks(file, { now: () => at, ...options });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message} ${opened.error.detail}`);
  const books = opened.value;
  onTestFinished(() => books.close());
  return books;
}

/** Books in memory with one shop linked to one ledger. */
export async function someBooks(): Promise<Books> {
  const books = openOrFail(':memory:');
  await linkAll(books);
  return books;
}

export async function linkAll(books: Books): Promise<void> {
  await books.shops.save(aShop());
  await books.ledgers.save(aLedger());
}

/** Loads a settlement whose rows are `aRow(1)` … `aRow(count)`. */
export async function loadRows(books: Books, count: number, name = 'may'): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => aRow(index + 1));
  await books.settlements.saveSettlement(shopId, aFile(rows), aSource(name), [], at);
}

/** A database with the tables and nothing else, for statements that no repository would write. */
export function aConnection() {
  const raw = openDatabase(':memory:', { readonly: false });
  prepareDatabase(raw);
  migrate(raw, migrations);
  onTestFinished(() => {
    raw.close();
  });
  return connect(raw);
}

/** Sends a planned document and records that the ledger made it. */
export async function post(books: Books, document: LedgerDocument): Promise<void> {
  const { reference, kind } = document;
  await books.outbox.move(ledgerId, reference, 'planned', 'sending', { kind }, at);
  await books.outbox.move(ledgerId, reference, 'sending', 'posted', { posted: postedAs(document) }, at);
}
