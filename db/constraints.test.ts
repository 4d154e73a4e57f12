import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { connect } from './connection.ts';
import { openDatabase } from './raw-database.ts';
import { aFolder, linkAll, loadRows, openOrFail } from './testing/books.ts';
import { anOrder, at, ledgerId, shopId } from './testing/builders.ts';
import { invoice, payment, rowKeyOf } from './testing/documents.ts';

/** Real rows in a file, and a connection behind the repositories' back. */
async function storedBooks() {
  const file = join(aFolder(), 'books.tieout');
  const books = openOrFail(file);
  await linkAll(books);
  await books.orders.saveOrders(shopId, [anOrder(1)], null, at);
  await loadRows(books, 2);
  const day = payment('P-1', [], { rowKeys: [rowKeyOf(1)] });
  await books.outbox.plan(shopId, ledgerId, [invoice(1), day], at);
  await books.jobs.save({
    jobId: 'job-1',
    kind: 'k',
    shopId,
    state: 'done',
    done: 0,
    total: null,
    message: '',
    result: null,
    startedAt: at,
    finishedAt: at,
  });
  await books.close();
  const raw = openDatabase(file, { readonly: false });
  raw.pragma('foreign_keys = ON');
  return { file, connection: connect(raw) };
}

/** [table, column, a value that the closed set, the type or the shape refuses] */
const refused: readonly (readonly [string, string, string])[] = [
  ['shops', 'channel', `'shopify'`],
  ['shops', 'currency', `'gbp'`],
  ['shops', 'link_state', `'maybe'`],
  ['shops', 'is_sample', '2'],
  ['shops', 'connection', `'not json'`],
  ['ledgers', 'kind', `'netsuite'`],
  ['skus', 'seen_on', `'rumour'`],
  ['orders', 'status', `'lost'`],
  ['orders', 'ordered_on', `'1 May 2026'`],
  ['orders', 'goods_minor', '18.5'],
  ['orders', 'paid_minor', `'20.50'`],
  ['orders', 'item_count', '-1'],
  ['orders', 'shop_id', `'no such shop'`],
  ['order_lines', 'quantity', '1.5'],
  ['order_lines', 'order_id', `'no such order'`],
  ['settlements', 'sha256', `'ABC'`],
  ['settlements', 'format', `'pdf'`],
  ['settlement_proofs', 'failed', 'checked + 1'],
  ['settlement_proofs', 'proof_id', `'I10'`],
  ['settlement_rows', 'kind', `'other'`],
  ['settlement_rows', 'settled_on', `'2026-5-9'`],
  ['settlement_rows', 'settlement_minor', '14.9'],
  ['settlement_rows', 'changes_row_key', 'row_key'],
  ['settlement_rows', 'changes_row_key', `'no such row'`],
  ['outbox_documents', 'kind', `'quotation'`],
  ['outbox_documents', 'role', `'other'`],
  ['outbox_documents', 'state', `'posted'`],
  ['outbox_documents', 'state', `'sending'`],
  ['outbox_documents', 'state', `'lost'`],
  ['outbox_documents', 'reference', `''`],
  ['outbox_documents', 'ledger_id', `'no such ledger'`],
  ['outbox_documents', 'total_minor', 'NULL'],
  ['document_rows', 'row_key', `'no such row'`],
  ['row_bookings', 'outbox_id', '999'],
  ['jobs', 'state', `'paused'`],
];

describe('the database refuses', () => {
  test.each(refused)('%s.%s = %s', async (table, column, value) => {
    const { connection } = await storedBooks();
    const { raw } = connection;
    const rows = raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect(rows).toBeGreaterThan(0);
    expect(() => raw.exec(`UPDATE ${table} SET ${column} = ${value}`)).toThrow(
      /CHECK constraint|FOREIGN KEY constraint|cannot store|NOT NULL constraint/,
    );
    raw.close();
  });

  test.each([
    ['a second living document under a reference', 'outbox_documents', 'reference'],
    ['a second living invoice of an order', 'document_orders', 'order_id'],
    ['a second booking of a row', 'document_rows', 'row_key'],
    ['a second batch for a row', 'row_bookings', 'row_key'],
  ])('%s', async (_, table) => {
    const { connection } = await storedBooks();
    const { raw } = connection;
    const columns = raw
      .prepare(`SELECT name FROM pragma_table_info(?) WHERE name <> 'outbox_id'`)
      .pluck()
      .all(table)
      .map(String);
    // The same document once more, under another id.
    const id = table === 'outbox_documents' ? '99' : '2';
    const from = table === 'row_bookings' ? '' : `WHERE outbox_id = (SELECT min(outbox_id) FROM ${table})`;
    const names = columns.join(', ');
    const copied = columns.map((name) => (name === 'position' ? 'position + 50' : name)).join(', ');
    expect(() =>
      raw.exec(`INSERT INTO ${table} (outbox_id, ${names}) SELECT ${id}, ${copied} FROM ${table} ${from}`),
    ).toThrow(/UNIQUE constraint/);
    raw.close();
  });
});

test('a failing transaction leaves nothing, nor does a nested one take the outer with it', async () => {
  const { connection } = await storedBooks();
  const count = () =>
    connection.first(connection.query.selectFrom('batches').select((eb) => eb.fn.countAll<number>().as('n')))
      ?.n;
  const add = () =>
    connection.run(
      connection.query.insertInto('batches').values({ shop_id: shopId, ledger_id: ledgerId, planned_at: at }),
    );
  expect(() =>
    connection.transaction(() => {
      add();
      throw new Error('stop');
    }),
  ).toThrow('stop');
  expect(count()).toBe(1);
  connection.transaction(() => {
    add();
    expect(() =>
      connection.transaction(() => {
        add();
        throw new Error('inner');
      }),
    ).toThrow('inner');
  });
  expect(count()).toBe(2);
  connection.raw.close();
});
