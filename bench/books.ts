import { addDays } from '../app/domain/dates.ts';
import { toItemId, toSkuId } from '../app/domain/ids.ts';
import { type Order, orderStatuses } from '../app/domain/orders.ts';
import type { Books } from '../app/ports/books.ts';
import { type Connection, connect } from '../db/connection.ts';
import { openBooks } from '../db/open.ts';
import { moveDocument } from '../db/outbox/outbox-move.ts';
import { planDocuments } from '../db/outbox/outbox-plan.ts';
import { openDatabase, prepareDatabase } from '../db/raw-database.ts';
import { aLedger, aLine, anItem, anOrder, aShop, at, day, ledgerId, shopId } from '../db/testing/builders.ts';
import { invoice, postedAs } from '../db/testing/documents.ts';
import { completeProfile } from './profile.ts';

/** Products of the made shop: one in twenty has no item in the ledger, one in forty an item that is no longer active. */
const productCount = 400;
const chunk = 5_000;

/** Spread by a fixed multiplier: the same orders in every run, in no order. */
const spreadOf = (number: number) => (number * 7919) % 104_729;

/** Order `number` (from 1) of the made shop: ordered in the first 330 days of 2026, one to three lines. */
export function makeOrder(number: number): Order {
  const spread = spreadOf(number);
  const goods = 300 + (spread % 9_000);
  const lines = Array.from({ length: spread % 5 === 0 ? 1 + (spread % 3) : 1 }, (_, index) =>
    aLine((spread + index * 37) % productCount, {
      lineNumber: index + 1,
      unitPriceMinor: goods,
      sellerDiscountMinor: spread % 200,
      isGift: index === 2,
    }),
  );
  return anOrder(number, {
    orderedOn: addDays(day('2026-01-01'), spread % 330),
    status: orderStatuses[Math.floor(spread / 11) % orderStatuses.length] ?? 'completed',
    lines,
    paidMinor: goods * 2,
    shippingMinor: spread % 3 === 0 ? 350 : 0,
    isSample: spread % 101 === 0,
  });
}

export interface BooksPlan {
  readonly orders: number;
  /** Of ten orders so many have a posted invoice. */
  readonly postedOfTen: number;
}

/**
 * Makes the books of a shop with many orders at `file`: linked, with a complete profile and mapped products, an invoice
 * for a part of the orders, and a few that were skipped, changed or refused.
 */
export async function makeBooks(file: string, plan: BooksPlan): Promise<void> {
  const opened = openBooks(file, { now: () => at });
  if (!opened.ok) throw new Error(opened.error.message);
  const books = opened.value;
  await linkShop(books);
  for (let first = 0; first < plan.orders; first += chunk) {
    const length = Math.min(chunk, plan.orders - first);
    const orders = Array.from({ length }, (_, index) => makeOrder(first + index + 1));
    await books.orders.saveOrders(shopId, orders, null, at);
  }
  const skipped = numbersOf(plan.orders).filter((number) => !isPosted(number, plan) && number % 1_000 === 7);
  await books.orders.saveSkips(
    shopId,
    skipped.map((number) => anOrder(number).orderId),
    'by hand',
    at,
  );
  await books.close();
  postInvoices(file, plan);
}

/** Each post is a transaction of its own in the app; here all are one, or a hundred thousand would take an hour. */
function postInvoices(file: string, plan: BooksPlan): void {
  const raw = openDatabase(file, { readonly: false });
  prepareDatabase(raw);
  const connection = connect(raw);
  const posted = numbersOf(plan.orders).filter((number) => isPosted(number, plan));
  for (let first = 0; first < posted.length; first += chunk) {
    const numbers = posted.slice(first, first + chunk);
    connection.transaction(() => postSome(connection, numbers));
  }
  // What people changed after posting, one order in five hundred.
  raw.exec(
    `UPDATE orders SET billable_minor = billable_minor - 100 WHERE CAST(substr(order_id, 9) AS INTEGER) % 500 = 3`,
  );
  raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.close();
}

function postSome(connection: Connection, numbers: readonly number[]): void {
  const made = numbers.map((number) => {
    const goods = makeOrder(number).lines.reduce(
      (sum, line) => sum + (line.isGift ? 0 : line.quantity * line.unitPriceMinor - line.sellerDiscountMinor),
      0,
    );
    return invoice(number, `I-${number}`, goods);
  });
  const planned = planDocuments(connection, { shopId, ledgerId, at }, made);
  if (!planned.ok) throw new Error(`${planned.taken.length} invoices are there already.`);
  for (const { document } of made) {
    const { reference } = document;
    moveDocument(connection, { ledgerId, reference, from: 'planned', to: 'sending', at }, {});
    const posted = postedAs(document);
    moveDocument(connection, { ledgerId, reference, from: 'sending', to: 'posted', at: at + 1 }, { posted });
  }
}

function isPosted(number: number, plan: BooksPlan): boolean {
  return Math.floor(spreadOf(number) / 7) % 10 < plan.postedOfTen;
}

function numbersOf(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

async function linkShop(books: Books): Promise<void> {
  await books.shops.save(aShop({ isSample: false }));
  await books.ledgers.save(aLedger({ isSample: false }));
  await books.shops.saveProfile(completeProfile());
  const numbers = Array.from({ length: productCount }, (_, index) => index).filter(
    (number) => number % 20 > 0,
  );
  const items = numbers.map((number) => anItem(`PLANT-${number}`, { isActive: number % 40 !== 1 }));
  await books.ledgers.saveItems(ledgerId, items, at);
  const mappings = numbers.map((number) => ({
    skuId: toSkuId(`sku-${number}`),
    sellerSku: `FERN-${number}`,
    components: [
      {
        itemId: toItemId(`item-PLANT-${number}`),
        itemCode: `PLANT-${number}`,
        itemName: `Plant ${number}`,
        quantity: 1,
      },
    ],
    validFrom: null,
  }));
  await books.products.saveMappings(shopId, mappings, at);
}
