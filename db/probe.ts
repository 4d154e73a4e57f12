import { err, ok, type Result } from '../app/domain/result.ts';
import { doAside } from './aside.ts';
import { doTask } from './aside-tasks.ts';
import { applicationId, versionOf } from './migrate.ts';
import { openDatabase, type RawDatabase } from './raw-database.ts';
import { type OpenRefusal, refusalOf, refuse } from './refusals.ts';

/** `empty`: nothing is in the file yet, so new books may be made in it. */
export interface Probed {
  readonly state: 'empty' | 'books';
  readonly version: number;
}

/**
 * Looks at the head of a file before anything may write to it. The connection is read-only, because closing a writing
 * one folds the write-ahead log into the file: a damaged file must be found as it was left. Its pages are checked next.
 */
export function probe(file: string, newest: number): Result<Probed, OpenRefusal> {
  let raw: RawDatabase | null = null;
  try {
    raw = openDatabase(file, { readonly: true });
    const id = Number(raw.pragma('application_id', { simple: true }));
    const version = versionOf(raw);
    const tables = raw.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
    if (id === 0 && version === 0 && tables === 0) return ok({ state: 'empty', version });
    if (id !== applicationId) return err(refuse('not-books', `application_id ${id}`));
    if (version > newest) return err(refuse('newer-version', `version ${version}, this one knows ${newest}`));
    return ok({ state: 'books', version });
  } catch (cause) {
    // A file whose header is gone is refused by SQLite with the same code as a file that never was a database.
    return err(refusalOf(cause));
  } finally {
    raw?.close();
  }
}

/** Reads every page; null when they are whole. */
export function findDamage(file: string): OpenRefusal | null {
  const answer = doTask({ task: 'check', file });
  if (!answer.ok) return refusalOf(Object.assign(new Error(answer.message), { code: answer.code }));
  return damageIn(answer.text);
}

/** The same; the pages of large books are read by a thread of their own. */
export async function findDamageAside(file: string, fromBytes?: number): Promise<OpenRefusal | null> {
  try {
    return damageIn(await doAside({ task: 'check', file }, fromBytes));
  } catch (cause) {
    return refusalOf(cause);
  }
}

function damageIn(found: string): OpenRefusal | null {
  return found === 'ok' ? null : refuse('damaged', found);
}
