import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Order, Recipient } from '../app/domain/orders.ts';
import { aFolder, linkAll, openOrFail, post } from './testing/books.ts';
import { anOrder, at, day, ledgerId, shopId } from './testing/builders.ts';
import { invoice } from './testing/documents.ts';
import { unpackMonth } from './testing/fixtures.ts';
import { verifyFile } from './verify/verify-books.ts';

const recipient: Recipient = {
  name: 'Quillon Threadgold',
  line1: '17 Umberleigh Row',
  line2: 'Top floor',
  city: 'Zennorby',
  region: 'England',
  postcode: 'ZQ9 4XX',
  country: 'GB',
};
const marks = ['Quillon', 'Threadgold', 'Umberleigh', 'Zennorby', 'ZQ9'];

function ofBuyer(number: number, changes: Partial<Order> = {}): Order {
  return anOrder(number, { recipient, ...changes });
}

/** The invoice of an order with the buyer's name where the planner puts it. */
function invoiceOfBuyer(number: number) {
  const planned = invoice(number);
  if (planned.document.kind !== 'invoice') throw new Error('The builder makes invoices');
  const description = `Tiktok - ${recipient.name} England GB (Items = 1, Qty = 2)`;
  const order = { ...planned.document.order, description, recipient };
  return { ...planned, document: { ...planned.document, description, order } };
}

function placesThatTell(file: string): string[] {
  const folder = dirname(file);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => marks.some((mark) => readFileSync(path).includes(mark)));
}

test('names and addresses are in no file afterwards; figures, references and the proof stay', async () => {
  const file = join(aFolder(), 'books.tieout');
  const books = openOrFail(file);
  await linkAll(books);
  await books.orders.saveOrders(shopId, [ofBuyer(1), ofBuyer(2)], null, at);
  // Written over: the old text is in a page that SQLite only marks as free.
  await books.orders.saveOrders(shopId, [ofBuyer(2, { updatedAt: at + 1, paidMinor: 1 })], null, at);
  const planned = invoiceOfBuyer(1);
  await books.outbox.plan(shopId, ledgerId, [planned], at);
  await post(books, planned.document);
  expect(placesThatTell(file)).not.toEqual([]);
  const before = await books.orders.load(shopId, [anOrder(1).orderId]);

  expect(await books.care.forgetBuyers(day('2026-05-02'), at)).toEqual({
    orders: 2,
    documents: 1,
    waiting: 0,
    copies: 0,
  });
  expect(placesThatTell(file)).toEqual([]);
  const [stored] = await books.orders.load(shopId, [anOrder(1).orderId]);
  expect(stored?.order).toEqual({
    ...before[0]?.order,
    recipient: { name: '', line1: '', line2: '', city: '', region: 'England', postcode: '', country: 'GB' },
  });
  expect(stored?.invoice).toMatchObject({
    state: 'posted',
    reference: 'I-1',
    totalMinor: 1800,
    number: 'N-I-1',
  });
  expect(await books.care.verify()).toMatchObject({ chain: 'ok', failed: 0 });

  // The same order comes again with its buyer: it is known, and stays without.
  expect(await books.orders.saveOrders(shopId, [ofBuyer(1)], null, at)).toMatchObject({ unchanged: 1 });
  await books.close();
  expect(placesThatTell(file)).toEqual([]);
  expect(verifyFile(file).failures).toEqual([]);
});

test('orders from the date on, and those whose document is on its way, keep their buyer', async () => {
  const books = openOrFail(':memory:');
  await linkAll(books);
  const later = ofBuyer(3, { orderedOn: day('2026-05-02') });
  await books.orders.saveOrders(shopId, [ofBuyer(1), ofBuyer(2), later], null, at);
  await books.outbox.plan(shopId, ledgerId, [invoiceOfBuyer(1)], at);
  expect(await books.care.forgetBuyers(day('2026-05-02'), at)).toMatchObject({
    orders: 1,
    documents: 0,
    waiting: 1,
  });
  const ids = [1, 2, 3].map((number) => anOrder(number).orderId);
  const names = (await books.orders.load(shopId, ids)).map(({ order }) => order.recipient.name);
  expect(names).toEqual([recipient.name, '', recipient.name]);

  await post(books, invoiceOfBuyer(1).document);
  expect(await books.care.forgetBuyers(day('2026-05-02'), at)).toMatchObject({
    orders: 1,
    documents: 1,
    waiting: 0,
  });
  expect((await books.care.verify()).failures).toEqual([]);
});

test('a document that was withdrawn and made anew is told apart from the one that took its place', async () => {
  const books = openOrFail(':memory:');
  await linkAll(books);
  await books.orders.saveOrders(shopId, [ofBuyer(1)], null, at);
  const { document } = invoiceOfBuyer(1);
  for (let time = 0; time < 2; time += 1) {
    await books.outbox.plan(shopId, ledgerId, [invoiceOfBuyer(1)], at);
    await post(books, document);
    if (time === 0) await books.outbox.move(ledgerId, document.reference, 'posted', 'withdrawn', {}, at);
  }
  expect(await books.care.forgetBuyers(day('2026-06-01'), at)).toMatchObject({ documents: 2 });
  expect((await books.care.verify()).failures).toEqual([]);
});

test('a whole month forgets every buyer and holds as before', async () => {
  const file = unpackMonth();
  const raw = new Database(file, { readonly: true });
  const names = raw.prepare(`SELECT DISTINCT body ->> '$.recipient.name' FROM order_bodies`).pluck().all();
  raw.close();
  const known = names.map(String).filter((name) => name.length > 5);
  expect(known.length).toBeGreaterThan(20);
  const before = verifyFile(file);
  const books = openOrFail(file);
  const forgotten = await books.care.forgetBuyers(day('2027-01-01'), at);
  expect(forgotten.waiting).toBe(0);
  const { version: _, lines: __, ...figures } = await books.care.verify();
  expect(figures.failures).toEqual([]);
  expect(figures).toMatchObject({
    orders: before.orders,
    rows: before.rows,
    payouts: before.payouts,
    failed: 0,
  });
  await books.close();
  const bytes = readFileSync(file);
  expect(known.filter((name) => bytes.includes(name))).toEqual([]);
});
