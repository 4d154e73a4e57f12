import {
  type Channel,
  type Customer,
  type Item,
  type Location,
  namedUuid,
  seedChannels,
  seedCustomers,
  seedItems,
  seedLocations,
} from './catalogue-seed.ts';
import type { CreditNote, Invoice, Payment, SaleOrder } from './documents.ts';
import type { PeriodLock } from './lock.ts';
import type { StateFile, StateLine } from './state-file.ts';
import { createVersionedStore, type VersionedStore } from './versioned-store.ts';

/** Everything a Stokly account holds, as far as the stand-in goes. */
export interface Books {
  readonly items: VersionedStore<Item>;
  readonly customers: VersionedStore<Customer>;
  readonly channels: readonly Channel[];
  readonly locations: readonly Location[];
  readonly orders: VersionedStore<SaleOrder>;
  readonly invoices: VersionedStore<Invoice>;
  readonly payments: VersionedStore<Payment>;
  readonly creditNotes: VersionedStore<CreditNote>;
  /** Set from outside (`PUT /__sandbox/lock`); open at every start. */
  readonly lock: PeriodLock;
  /** A fresh id; ids are the same in every run that makes the same calls. */
  readonly newId: () => string;
  /** The next running number, e.g. `INV-00001`. */
  readonly newNumber: (prefix: 'SO' | 'INV' | 'CN' | 'OR') => string;
}

/** Ids of the catalogue carry the salt. With a state file the books go on where they stood; without one they start with the catalogue alone. */
export function openBooks(stateFile: StateFile | null, idSalt = ''): Books {
  const numbers = new Map<string, number>();
  let ids = 0;
  let kept: StateFile | null = null;
  const store = <T>(name: string): VersionedStore<T> =>
    createVersionedStore<T>((id, value) =>
      kept?.append({ store: name, id, value, ids, numbers: Object.fromEntries(numbers) }),
    );
  const books: Books = {
    items: store('items'),
    customers: store('customers'),
    channels: seedChannels(idSalt),
    locations: seedLocations(idSalt),
    orders: store('orders'),
    invoices: store('invoices'),
    payments: store('payments'),
    creditNotes: store('creditNotes'),
    lock: { until: null },
    newId: () => {
      ids += 1;
      return namedUuid(`${idSalt}document/${ids}`);
    },
    newNumber: (prefix) => {
      const next = (numbers.get(prefix) ?? 0) + 1;
      numbers.set(prefix, next);
      return `${prefix}-${String(next).padStart(5, '0')}`;
    },
  };
  for (const item of seedItems(idSalt)) books.items.put(item.itemId, item, 0);
  for (const customer of seedCustomers(idSalt)) books.customers.put(customer.customerId, customer, 0);
  for (const line of stateFile?.load() ?? []) {
    replay(books, line);
    ids = line.ids;
    for (const [prefix, number] of Object.entries(line.numbers)) numbers.set(prefix, number);
  }
  kept = stateFile;
  return books;
}

function replay(books: Books, line: StateLine): void {
  // The line was written by the store of this name: its value is of that store.
  const stores = books as unknown as Record<string, VersionedStore<unknown>>;
  if (line.value === null) stores[line.store]?.remove(line.id, 0);
  else stores[line.store]?.put(line.id, line.value, 0);
}

/**
 * A write that was checked and can be carried out. Nothing happens before `commit`; readers see the
 * result from `visibleAt` (epoch milliseconds) on.
 */
export interface Write {
  readonly id: string;
  readonly commit: (visibleAt: number) => void;
}
