import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { RawDatabase } from './connection.ts';
import { versionOf } from './migrate.ts';

/** How many copies of one set of books are kept. */
const keptBackups = 10;

/**
 * Writes a copy of the books into `backups/` beside them and removes the oldest beyond ten. The name carries the
 * version and the instant (UTC), so names sort by age. Throws when the copy cannot be written or does not read back
 * as whole. Returns the path of the copy.
 */
export function saveBackup(raw: RawDatabase, booksFile: string, at: number): string {
  const folder = join(dirname(booksFile), 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = new Date(at).toISOString().replace(/[-:]/g, '');
  const copy = join(folder, `${basename(booksFile)}.${stamp}.v${versionOf(raw)}.backup`);
  // VACUUM INTO accepts an empty file: made first, so that the copy is never readable by others.
  closeSync(openSync(copy, 'wx', 0o600));
  try {
    raw.prepare('VACUUM INTO ?').run(copy);
    assertWhole(copy);
  } catch (cause) {
    rmSync(copy, { force: true });
    throw cause;
  }
  for (const old of listBackups(booksFile).slice(keptBackups)) rmSync(old, { force: true });
  return copy;
}

/** The copies of these books, newest first. */
export function listBackups(booksFile: string): string[] {
  const folder = join(dirname(booksFile), 'backups');
  const prefix = `${basename(booksFile)}.`;
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.backup'))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

function assertWhole(copy: string): void {
  const handle = openSync(copy, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  const raw = new Database(copy, { readonly: true });
  try {
    const found = raw.pragma('quick_check', { simple: true });
    if (found !== 'ok') throw new Error(`The copy is not whole: ${String(found)}`);
  } finally {
    raw.close();
  }
}
