import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { runDemo } from '../main/cli/demo-run.ts';
import packageJson from '../package.json' with { type: 'json' };

/**
 * Makes `db/fixtures/books-<version>.sqlite.gz`: books of this version with a small month of the sample company, that
 * later versions must open, bring up to date and verify. Run it with `node scripts/make-books-fixture.ts` while a
 * version is being made; once it is released, its fixture is never made again.
 */
const folder = mkdtempSync(join(tmpdir(), 'tieout-fixture-'));
try {
  const books = join(folder, 'books.tieout');
  const reports = await runDemo(books, () => undefined, { ordersPerShop: 30 });
  if (!reports.every((report) => report.tiedOut)) throw new Error('The month does not tie out.');
  const packed = join(folder, 'packed');
  const raw = new Database(books, { readonly: true });
  raw.prepare('VACUUM INTO ?').run(packed);
  raw.close();
  const target = join(import.meta.dirname, '..', 'db', 'fixtures', `books-${packageJson.version}.sqlite.gz`);
  const bytes = gzipSync(readFileSync(packed), { level: 9 });
  writeFileSync(target, bytes);
  console.log(`${target}: ${bytes.length} bytes`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
