import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { err, ok, type Result } from '../app/domain/result.ts';
import { errorCode, type OpenRefusal, refuse } from './refusals.ts';

export interface BooksLock {
  release(): void;
}

/**
 * Keeps a second Tieout away from the same books. The lock is a transaction held open on an empty SQLite file beside
 * them: the operating system drops it when the process ends, however it ends, so there is no stale lock to clean
 * up. The books themselves stay readable for backup programs. Refuses at once with `in-use`.
 */
export function acquireLock(booksFile: string): Result<BooksLock, OpenRefusal> {
  const file = `${booksFile}.lock`;
  let raw: Database.Database | null = null;
  try {
    closeSync(openSync(file, 'a', 0o600));
    const opened = new Database(file, { timeout: 0 });
    raw = opened;
    opened.pragma('locking_mode = EXCLUSIVE');
    opened.exec('BEGIN EXCLUSIVE');
    return ok({ release: () => opened.close() });
  } catch (cause) {
    raw?.close();
    const busy = errorCode(cause).startsWith('SQLITE_BUSY');
    return err(refuse(busy ? 'in-use' : 'no-access', cause));
  }
}
