import { existsSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import type { BackupCopy } from '../app/ports/safety.ts';
import { describeBackup, listBackups } from '../db/backup.ts';

/** What starting the backend says when the books cannot be opened. */
interface Trouble {
  readonly code: string;
  readonly message: string;
}

/** Refusals after which an older copy is the way out. */
const helpedByCopy: ReadonlySet<string> = new Set(['damaged', 'not-a-database', 'migration-failed']);

/** The command that puts the newest copy in place, ready to be typed. */
export function restoreCommand(booksFile: string): string {
  return `npm run tieout -- restore --books ${quoted(booksFile)}`;
}

/**
 * The sentence of a refusal; for damaged books with the newest copy there is and the exact command that puts it in
 * place. Nothing is put in place by itself: the person decides, and the damaged file is kept.
 */
export function describeTrouble(booksFile: string, trouble: Trouble): string {
  if (!helpedByCopy.has(trouble.code)) return trouble.message;
  const newest = newestCopy(booksFile, trouble);
  if (!newest) return `${trouble.message}\nThere is no copy in the folder “backups” yet.`;
  const made = new Date(newest.at).toISOString().slice(0, 16).replace('T', ' ');
  return [
    trouble.message,
    `The newest copy is of ${made} UTC (${newest.name}). This command verifies it and puts it in place; the damaged file is kept beside it:`,
    `  ${restoreCommand(booksFile)}`,
  ].join('\n');
}

/** The newest copy, when the books did not open for a reason that it helps against; else null. */
export function newestCopy(booksFile: string, trouble: Trouble): BackupCopy | null {
  if (!helpedByCopy.has(trouble.code)) return null;
  const path = copiesOf(booksFile)[0];
  return path === undefined ? null : describeBackup(path);
}

/** The path of a copy of these books; null when there is none of this name. */
export function findCopy(booksFile: string, name: string): string | null {
  return copiesOf(booksFile).find((path) => basename(path) === name) ?? null;
}

/** Those that bear a date, newest first. */
function copiesOf(booksFile: string): readonly string[] {
  const place = existsSync(booksFile) ? realpathSync(booksFile) : booksFile;
  return listBackups(place).filter((path) => describeBackup(path) !== null);
}

function quoted(path: string): string {
  return /^[\w./:\\-]+$/.test(path) ? path : `"${path}"`;
}
