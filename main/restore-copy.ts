import type { Result } from '../app/domain/result.ts';
import { describeBackup } from '../db/backup.ts';
import { openBooks } from '../db/open.ts';
import { type Restored, type RestoreRefusal, restoreBackup } from '../db/restore.ts';

/** What was put in place; `untold` is a sentence when the history could not be told of it. */
export interface RestoredCopy extends Restored {
  readonly untold: string | null;
}

/** Verifies a copy, puts it in the place of the books, which are kept beside, and has their history say so. */
export async function restoreCopy(
  booksFile: string,
  copy: string,
  at: number,
): Promise<Result<RestoredCopy, RestoreRefusal>> {
  const restored = restoreBackup(booksFile, copy, at);
  if (!restored.ok) return restored;
  return { ok: true, value: { ...restored.value, untold: await tellHistory(booksFile, copy, at) } };
}

async function tellHistory(booksFile: string, copy: string, at: number): Promise<string | null> {
  const opened = openBooks(booksFile);
  if (!opened.ok) return opened.error.message;
  const { history, close } = opened.value;
  await history.append('books', 'books.restored', { copy: describeBackup(copy) ?? null }, at);
  await close();
  return null;
}
