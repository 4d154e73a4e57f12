import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { aFolder } from './books.ts';

const folder = join(import.meta.dirname, '..', 'fixtures');

/** Books of every released version, oldest first: file names without the folder. */
export const fixtureNames: readonly string[] = readdirSync(folder).filter((name) =>
  name.endsWith('.sqlite.gz'),
);

/** Unpacks the books of a version into a folder of the test's own, as a user would have them. */
export function unpackFixture(name: string): string {
  const file = join(aFolder(), 'books.tieout');
  writeFileSync(file, gunzipSync(readFileSync(join(folder, name))), { mode: 0o600 });
  return file;
}

/** The newest fixture: a small month of the sample company, posted and tied out. */
export function unpackMonth(): string {
  return unpackFixture(fixtureNames.at(-1) ?? '');
}
