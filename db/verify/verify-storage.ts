import type { RawDatabase } from '../raw-database.ts';
import type { Findings } from './findings.ts';

/** Pages and indexes (SQLite's integrity_check), then rows that point nowhere. False when pages are damaged. */
export function verifyStorage(raw: RawDatabase, findings: Findings): boolean {
  const found = raw.prepare('PRAGMA integrity_check').pluck().all().map(String);
  const isWhole = found.length === 1 && found[0] === 'ok';
  if (isWhole) findings.expect('file', true, '', () => '');
  else for (const message of found) findings.expect('file', false, 'integrity_check', () => message);

  const orphans = raw.prepare('SELECT "table", parent FROM pragma_foreign_key_check').all();
  findings.expect('links', orphans.length === 0, 'foreign_key_check', () => {
    const tables = [...new Set(orphans.map((orphan) => JSON.stringify(orphan)))];
    return `${orphans.length} rows point to rows that are not there: ${tables.slice(0, 5).join(', ')}.`;
  });
  return isWhole;
}
