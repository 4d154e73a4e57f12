import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { VerifyCheckId } from '../../app/ports/safety.ts';
import { aFolder, openOrFail } from '../testing/books.ts';
import { unpackMonth } from '../testing/fixtures.ts';
import { verifyFile } from './verify-books.ts';

/** Changes a file behind Tieout's back, as a person with a database tool would. */
function tamper(file: string, sql: string): void {
  const raw = new Database(file);
  raw.exec(`DROP TRIGGER history_is_not_changed; DROP TRIGGER history_is_not_removed; ${sql}`);
  raw.close();
}

test('a whole month holds: pages, chain, totals, documents and payouts', () => {
  const report = verifyFile(unpackMonth());
  expect(report.failures).toEqual([]);
  expect(report).toMatchObject({ chain: 'ok', failed: 0 });
  expect(report.checks.filter((check) => check.checked === 0)).toEqual([]);
  expect(
    Math.min(report.payouts, report.rows, report.orders, report.documents, report.lines),
  ).toBeGreaterThan(50);
});

/** Each change a person could make to the figures, and the checks that must name it. */
const changes: readonly (readonly [string, string, readonly VerifyCheckId[]])[] = [
  [
    'goods of an order',
    `UPDATE orders SET goods_minor = goods_minor + 1 WHERE order_id = (SELECT min(order_id) FROM orders)`,
    ['orders'],
  ],
  [
    'what became of an order',
    `UPDATE orders SET outcome = 'skipped' WHERE order_id = (SELECT min(order_id) FROM orders)`,
    ['orders'],
  ],
  [
    'the quantity of a line',
    `UPDATE order_lines SET quantity = quantity + 1 WHERE (order_id, line_number) =
      (SELECT order_id, line_number FROM order_lines ORDER BY order_id LIMIT 1)`,
    ['orders'],
  ],
  [
    'the settlement of a row, with its revenue',
    `UPDATE settlement_rows SET settlement_minor = settlement_minor + 100, revenue_minor = revenue_minor + 100
      WHERE row_key = (SELECT min(row_key) FROM row_bookings)`,
    ['settlements', 'payouts'],
  ],
  [
    'a row, with its key and its raw row',
    `PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
      UPDATE settlement_raw_rows SET row_key = row_key || '0' WHERE row_key = (SELECT min(row_key) FROM settlement_rows);
      UPDATE settlement_rows SET row_key = row_key || '0' WHERE row_key = (SELECT min(row_key) FROM settlement_rows)`,
    ['settlements'],
  ],
  [
    'a raw row that is gone',
    `DELETE FROM settlement_raw_rows WHERE row_key = (SELECT min(row_key) FROM settlement_raw_rows)`,
    ['settlements'],
  ],
  [
    'the total of a document',
    `UPDATE outbox_documents SET total_minor = total_minor + 1 WHERE outbox_id = 1`,
    ['documents'],
  ],
  [
    'the text of a document',
    `UPDATE outbox_documents SET document = replace(document, 'Tiktok', 'Tictok') WHERE outbox_id = 1`,
    ['trail'],
  ],
  [
    'the state of a document',
    `UPDATE outbox_documents SET state = 'rejected' WHERE outbox_id = (SELECT max(outbox_id) FROM outbox_documents)`,
    ['trail'],
  ],
  [
    'the id a document has in the ledger',
    `UPDATE outbox_documents SET document_id = 'another' WHERE outbox_id = 1`,
    ['trail'],
  ],
  [
    'a knock-off',
    `UPDATE knock_offs SET amount_minor = amount_minor + 5 WHERE outbox_id = (SELECT min(outbox_id) FROM knock_offs)`,
    ['knockOffs'],
  ],
  [
    'a booking',
    `DELETE FROM row_bookings WHERE row_key = (SELECT min(row_key) FROM row_bookings)`,
    ['bookings'],
  ],
  [
    'a line of the history',
    `UPDATE history SET details = '{}' WHERE seq = (SELECT max(seq) / 2 FROM history)`,
    ['chain'],
  ],
  ['a line of the history that is gone', 'DELETE FROM history WHERE seq = 40', ['chain']],
  ['a shop that is gone', 'PRAGMA foreign_keys = OFF; DELETE FROM profiles; DELETE FROM shops', ['links']],
];

/** Changes to a page of raw rows: the rows of it that must be named. */
const pageChanges: readonly (readonly [string, string])[] = [
  ['a page of raw rows that is gone', 'DELETE FROM settlement_raw_pages'],
  ['the ids in a page', `UPDATE settlement_raw_pages SET cells = json_set(cells, '$.texts', json('[]'))`],
  ['a key in a page', `UPDATE settlement_raw_pages SET row_keys = json_set(row_keys, '$[0]', 'another')`],
  [
    'a row number in a page',
    `UPDATE settlement_raw_pages SET row_numbers = json_set(row_numbers, '$[0]', 0)`,
  ],
  [
    'a key that a page has no more',
    `UPDATE settlement_raw_pages SET row_keys = json_remove(row_keys, '$[#-1]')`,
  ],
];

test.each(pageChanges)('a change to %s is named', async (_what, sql) => {
  const file = unpackMonth();
  await openOrFail(file).close();
  tamper(file, sql);
  const report = verifyFile(file);
  expect(report.checks.filter((check) => check.failed > 0).map((check) => check.id)).toEqual(['settlements']);
});

test.each(changes)('a change to %s is named', (_what, sql, checks) => {
  const file = unpackMonth();
  tamper(file, sql);
  const report = verifyFile(file);
  const failing = report.checks.filter((check) => check.failed > 0).map((check) => check.id);
  expect(failing).toEqual(expect.arrayContaining([...checks]));
  for (const { subject, message } of report.failures) {
    expect([subject, message]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
  }
  expect(report.chain).toBe(checks.includes('chain') ? 'broken' : 'ok');
});

test('a page that is overwritten is found, and the file is not written', () => {
  const file = unpackMonth();
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 4096 * 30, 4096 * 32);
  writeFileSync(file, bytes);
  const report = verifyFile(file);
  expect(report.checks.find((check) => check.id === 'file')?.failed).toBeGreaterThan(0);
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test.each([
  ['text', 'Notes about ferns. '.repeat(300)],
  ['nothing', ''],
])('a file of %s is unread, not a crash', (_what, content) => {
  const file = join(aFolder(), 'notes.txt');
  writeFileSync(file, content);
  expect(verifyFile(file)).toMatchObject({ chain: 'unread', failed: 1 });
});

test('books that are open elsewhere are verified without disturbing them', async () => {
  const file = unpackMonth();
  const books = openOrFail(file);
  expect(verifyFile(file).failed).toBe(0);
  await books.history.append('books', 'still.open', {}, 1);
  const again = await books.care.verify();
  expect(again.failures).toEqual([]);
});
