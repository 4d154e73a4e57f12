import { expect, it } from 'vitest';
import { aFolder, linkAll, openOrFail } from '../../../db/testing/books.ts';
import { anOrder, at, day, shopId } from '../../../db/testing/builders.ts';
import { takeCare } from './care.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

async function someStoredBooks() {
  const books = openOrFail(`${aFolder()}/books.tieout`);
  await linkAll(books);
  return books;
}

it('makes a copy when the newest is older than a day, and no more often', async () => {
  const books = await someStoredBooks();
  for (const hours of [0, 1, 23, 24, 30, 49]) await takeCare(books, at + hours * hourMs);
  const made = (await books.care.listBackups()).map((copy) => (copy.at - at) / hourMs);
  expect(made).toEqual([49, 24, 0]);

  await books.care.saveSettings({ ...(await books.care.loadSettings()), backupEveryDays: 0 }, at);
  await takeCare(books, at + 90 * dayMs);
  expect(await books.care.listBackups()).toHaveLength(3);
});

it('forgets buyers by itself after the months that were set, and not before', async () => {
  const books = await someStoredBooks();
  const settings = { backupEveryDays: 0, backupsKept: 5, forgetBuyersAfterMonths: 2 };
  const orders = [anOrder(1, { orderedOn: day('2026-05-14') }), anOrder(2, { orderedOn: day('2026-05-15') })];
  await books.orders.saveOrders(shopId, orders, null, at);
  const now = Date.UTC(2026, 6, 15);
  const namesNow = async () => {
    await takeCare(books, now);
    const ids = orders.map((order) => order.orderId);
    return (await books.orders.load(shopId, ids)).map(({ order }) => order.recipient.name);
  };
  expect(await namesNow()).toEqual(['A', 'A']);
  await books.care.saveSettings(settings, at);
  expect(await namesNow()).toEqual(['', 'A']);
  expect((await books.care.verify()).failures).toEqual([]);
});
