import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { BackupCopy } from '../app/ports/safety.ts';
import { versionOf } from './migrate.ts';
import type { RawDatabase } from './raw-database.ts';
import { loadCareSettings } from './settings.ts';

/**
 * Writes a copy of the books into `backups/` beside them and removes the oldest beyond those that the books want kept.
 * The name carries the version and the instant (UTC), so names sort by age. Reads the books only, so it may run beside
 * a Tieout that has them open. Throws when the copy cannot be written or does not read back as whole. Returns its path.
 */
export function saveBackup(raw: RawDatabase, booksFile: string, at: number): string {
  const folder = join(dirname(booksFile), 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = new Date(at).toISOString().replace(/[-:]/g, '');
  const copy = join(folder, `${basename(booksFile)}.${stamp}.v${versionOf(raw)}.backup`);
  // It gets its name when it is whole: a program that ends meanwhile leaves nothing that looks like a copy.
  const part = `${copy}.part`;
  // Giving a name takes it from whatever has it: a copy is never overwritten.
  if (existsSync(copy)) throw new Error(`There is a copy ${basename(copy)} already.`);
  // VACUUM INTO accepts an empty file: made first, so that the copy is never readable by others.
  closeSync(openSync(part, 'wx', 0o600));
  try {
    raw.prepare('VACUUM INTO ?').run(part);
    assertWhole(part);
    renameSync(part, copy);
  } catch (cause) {
    rmSync(part, { force: true });
    throw cause;
  }
  for (const old of listBackups(booksFile).slice(loadCareSettings(raw).backupsKept))
    rmSync(old, { force: true });
  return copy;
}

/** The copies of these books, newest first. */
export function listBackups(booksFile: string): string[] {
  const folder = join(dirname(booksFile), 'backups');
  const prefix = `${basename(booksFile)}.`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.backup'))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

/** What the name and the size of a copy say; null for a file that was put there by somebody else. */
export function describeBackup(path: string): BackupCopy | null {
  const name = basename(path);
  const said = /\.(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)([\d.]+Z)\.v(\d+)\.backup$/.exec(name);
  if (!said) return null;
  const [, year, month, day, hour, minute, second, version] = said;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}`);
  if (Number.isNaN(at)) return null;
  return { name, at, bytes: statSync(path).size, version: Number(version) };
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
