import type { Books } from '../app/ports/books.ts';
import type { LedgerBook, ShopBook } from '../app/ports/link-books.ts';
import type { OrderBook } from '../app/ports/order-book.ts';
import type { Outbox } from '../app/ports/outbox.ts';
import type { ProductBook } from '../app/ports/product-book.ts';
import type { SettlementBook } from '../app/ports/settlement-book.ts';

type Effect = 'reads' | 'writes';
type Counted = Pick<Books, 'shops' | 'ledgers' | 'products' | 'orders' | 'settlements' | 'outbox'>;

/** Every method of the books, by what it does to them: the compiler asks for each new one. */
const effects = {
  shops: { list: 'reads', load: 'reads', save: 'writes', loadProfile: 'reads', saveProfile: 'writes' },
  ledgers: {
    list: 'reads',
    load: 'reads',
    save: 'writes',
    saveItems: 'writes',
    loadItems: 'reads',
    searchItems: 'reads',
    loadItemsById: 'reads',
  },
  products: {
    saveSkus: 'writes',
    loadSkus: 'reads',
    loadMappings: 'reads',
    saveMappings: 'writes',
    loadAffectedOrders: 'reads',
    loadMarks: 'reads',
    countOpenOrdersBySku: 'reads',
  },
  orders: {
    saveOrders: 'writes',
    list: 'reads',
    countByStatus: 'reads',
    listIds: 'reads',
    load: 'reads',
    loadCoverage: 'reads',
    loadInvoices: 'reads',
    countByDay: 'reads',
    countByWord: 'reads',
    loadTrail: 'reads',
    loadVariants: 'reads',
    saveSkips: 'writes',
  },
  settlements: {
    saveSettlement: 'writes',
    list: 'reads',
    loadRows: 'reads',
    loadOpenRows: 'reads',
    loadRowsByKey: 'reads',
    loadVersions: 'reads',
    sumEarned: 'reads',
    loadKeysOfFile: 'reads',
    loadRawRows: 'reads',
    loadWithdrawals: 'reads',
    saveDecision: 'writes',
    loadTypeMeanings: 'reads',
    saveTypeMeaning: 'writes',
    loadWithdrawalTotals: 'reads',
  },
  outbox: {
    plan: 'writes',
    load: 'reads',
    list: 'reads',
    count: 'reads',
    sumDays: 'reads',
    move: 'writes',
    noteRemoval: 'writes',
  },
} as const satisfies {
  shops: Record<keyof ShopBook, Effect>;
  ledgers: Record<keyof LedgerBook, Effect>;
  products: Record<keyof ProductBook, Effect>;
  orders: Record<keyof OrderBook, Effect>;
  settlements: Record<keyof SettlementBook, Effect>;
  outbox: Record<keyof Outbox, Effect>;
};

/**
 * Counts the writes to the books. Nobody else writes them while they are open (lock.ts), so that the count says
 * whether something computed from them still holds. A write counts when it ends, also one that failed: computing once
 * too often is only slow.
 */
export function countWrites(books: Counted): Counted & { revision(): number } {
  let writes = 0;
  const count = <Book extends object>(book: Book, effect: Record<keyof Book, Effect>): Book =>
    new Proxy(book, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function' || Reflect.get(effect, name) !== 'writes') return method;
        return async (...input: unknown[]) => {
          try {
            return await Reflect.apply(method, target, input);
          } finally {
            writes += 1;
          }
        };
      },
    });
  return {
    shops: count(books.shops, effects.shops),
    ledgers: count(books.ledgers, effects.ledgers),
    products: count(books.products, effects.products),
    orders: count(books.orders, effects.orders),
    settlements: count(books.settlements, effects.settlements),
    outbox: count(books.outbox, effects.outbox),
    revision: () => writes,
  };
}
