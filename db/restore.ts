import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { err, ok, type Result } from '../app/domain/result.ts';
import type { VerifyReport } from '../app/ports/safety.ts';
import { acquireLock } from './lock.ts';
import { openDatabase } from './raw-database.ts';
import { errorCode } from './refusals.ts';
import { verifyFile } from './verify/verify-books.ts';

export interface Restored {
  /** Where the books that were there before are now; null when there were none. */
  readonly keptAs: string | null;
  /** What the copy was found to be before it was put in place. */
  readonly report: VerifyReport;
}

export interface RestoreRefusal {
  readonly code: 'no-copy' | 'not-whole' | 'in-use' | 'no-access';
  readonly message: string;
  /** What is wrong with the copy, when that is the reason. */
  readonly report: VerifyReport | null;
}

/**
 * Puts a copy in the place of the books. The copy is verified first and refused when anything in it does not hold; the
 * books that are there are kept beside (`….replaced-<instant>`, with their write-ahead log), never overwritten. The
 * name of the books points to whole books at every moment: the last step is one rename.
 */
export function restoreBackup(booksFile: string, copy: string, at: number): Result<Restored, RestoreRefusal> {
  if (!existsSync(copy)) return err(refusal('no-copy', 'There is no such copy. Nothing was changed.'));
  const report = verifyFile(copy);
  if (report.failed > 0) {
    const message = `This copy is not whole (${report.failed} checks failed). Nothing was changed. Choose an older copy.`;
    return err({ ...refusal('not-whole', message), report });
  }
  const place = existsSync(booksFile) ? realpathSync(booksFile) : resolve(booksFile);
  const locked = acquireLock(place);
  if (!locked.ok) {
    const { code, message } = locked.error;
    return err(refusal(code === 'in-use' ? 'in-use' : 'no-access', message));
  }
  try {
    const fresh = writeFresh(copy, place);
    const keptAs = existsSync(place) ? keepAside(place, at) : null;
    renameSync(fresh, place);
    syncFolder(dirname(place));
    return ok({ keptAs, report });
  } catch (cause) {
    const reason = errorCode(cause) || (cause instanceof Error ? cause.message : String(cause));
    return err(
      refusal('no-access', `The copy could not be put in place (${reason}). The books are as they were.`),
    );
  } finally {
    locked.value.release();
  }
}

/** A fresh file beside the books, whole and on the disk, for this user only. */
function writeFresh(copy: string, place: string): string {
  const fresh = `${place}.restoring`;
  rmSync(fresh, { force: true });
  closeSync(openSync(fresh, 'wx', 0o600));
  const raw = openDatabase(copy, { readonly: true });
  try {
    raw.prepare('VACUUM INTO ?').run(fresh);
  } finally {
    raw.close();
  }
  const handle = openSync(fresh, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  chmodSync(fresh, 0o600);
  return fresh;
}

/** Gives the books a second name first, so that they are never without one; then their side files follow. */
function keepAside(place: string, at: number): string {
  const kept = `${place}.replaced-${new Date(at).toISOString().replace(/[-:]/g, '')}`;
  try {
    linkSync(place, kept);
  } catch (cause) {
    // Some file systems know no second names. A taken name is not overwritten.
    if (errorCode(cause) === 'EEXIST') throw cause;
    renameSync(place, kept);
  }
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(`${place}${suffix}`)) renameSync(`${place}${suffix}`, `${kept}${suffix}`);
  }
  return kept;
}

function syncFolder(folder: string): void {
  // Windows cannot open a folder, and needs no sync of it.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function refusal(code: RestoreRefusal['code'], message: string): RestoreRefusal {
  return { code, message, report: null };
}
