import type { Order } from '../app/domain/orders.ts';
import { connect } from '../db/connection.ts';
import { openBooks } from '../db/open.ts';
import { moveDocument } from '../db/outbox/outbox-move.ts';
import { planDocuments } from '../db/outbox/outbox-plan.ts';
import { openDatabase, prepareDatabase } from '../db/raw-database.ts';
import { aLedger, aLine, anOrder, aShop, at, ledgerId, shopId } from '../db/testing/builders.ts';
import { invoice, postedAs } from '../db/testing/documents.ts';
import { completeProfile } from './profile.ts';
import { goodsMinorOfBench, isAdjustment } from './settlement-file.ts';

const chunk = 5_000;

/** Books with an order and a posted invoice for each order row of `settlementCells(count)`. */
export async function makeInvoiceBooks(file: string, count: number): Promise<void> {
  const opened = openBooks(file, { now: () => at });
  if (!opened.ok) throw new Error(opened.error.message);
  const books = opened.value;
  await books.shops.save(aShop({ isSample: false }));
  await books.ledgers.save(aLedger({ isSample: false }));
  await books.shops.saveProfile(completeProfile());
  const numbers = Array.from({ length: count }, (_, index) => index + 1).filter((one) => !isAdjustment(one));
  for (let first = 0; first < numbers.length; first += chunk) {
    const orders = numbers.slice(first, first + chunk).map(toOrder);
    await books.orders.saveOrders(shopId, orders, null, at);
  }
  await books.close();

  // Each post is a transaction of its own in the app; here many are one, or this would take an hour.
  const raw = openDatabase(file, { readonly: false });
  prepareDatabase(raw);
  const connection = connect(raw);
  for (let first = 0; first < numbers.length; first += chunk) {
    connection.transaction(() => {
      const made = numbers
        .slice(first, first + chunk)
        .map((number) => invoice(number, `I-${number}`, goodsMinorOfBench));
      const planned = planDocuments(connection, { shopId, ledgerId, at }, made);
      if (!planned.ok) throw new Error('An invoice is there already.');
      for (const { document } of made) {
        const move = { ledgerId, reference: document.reference, at };
        moveDocument(connection, { ...move, from: 'planned', to: 'sending' }, {});
        moveDocument(connection, { ...move, from: 'sending', to: 'posted' }, { posted: postedAs(document) });
      }
    });
  }
  raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.close();
}

function toOrder(number: number): Order {
  return anOrder(number, { lines: [aLine(number % 400)] });
}
