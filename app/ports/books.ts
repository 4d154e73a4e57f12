import type { ChangeBook, CloseBook, LockBook, WorklistBook } from './after-posting.ts';
import type { BankBook } from './bank.ts';
import type { FeeRuleBook } from './fee-rules.ts';
import type { ItemCostBook } from './item-costs.ts';
import type { LedgerBook, ShopBook } from './link-books.ts';
import type { LinkCheckBook } from './link-checks.ts';
import type { OrderBook } from './order-book.ts';
import type { OrderStandings } from './order-standings.ts';
import type { Outbox } from './outbox.ts';
import type { PaymentList } from './payment-list.ts';
import type { ProductBook } from './product-book.ts';
import type { History, JobBook, PreferenceBook } from './records.ts';
import type { CareBook } from './safety.ts';
import type { SettlementBook } from './settlement-book.ts';

/**
 * The books on disk. Every method that writes is one transaction: after it returns, all of it is stored; when it
 * fails, nothing of it is. Methods are asynchronous although SQLite is not: several bookkeepers on one set of books
 * will mean another database behind the same port.
 */
export interface Books {
  readonly shops: ShopBook;
  readonly ledgers: LedgerBook;
  readonly linkChecks: LinkCheckBook;
  readonly products: ProductBook;
  readonly orders: OrderBook;
  readonly settlements: SettlementBook;
  readonly standings: OrderStandings;
  readonly bank: BankBook;
  readonly feeRules: FeeRuleBook;
  readonly itemCosts: ItemCostBook;
  readonly paymentList: PaymentList;
  readonly outbox: Outbox;
  readonly locks: LockBook;
  readonly worklist: WorklistBook;
  readonly closes: CloseBook;
  readonly changes: ChangeBook;
  readonly history: History;
  readonly jobs: JobBook;
  readonly preferences: PreferenceBook;
  readonly care: CareBook;
  /** Grows with every write to the books of shops, ledgers, products, orders, settlements and the outbox. */
  revision(): number;
  close(): Promise<void>;
}
