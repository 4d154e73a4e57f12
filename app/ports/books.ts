import type { ColumnFilter, ColumnKind } from '../domain/column-filter.ts';
import type { DateRange } from '../domain/coverage.ts';
import type { BusinessDate } from '../domain/dates.ts';
import type { DocumentLine } from '../domain/documents.ts';
import type {
  DocumentId,
  ItemId,
  LedgerId,
  OrderId,
  Reference,
  RowKey,
  ShopId,
  SkuId,
} from '../domain/ids.ts';
import type { OrderWord } from '../domain/invoices/order-words.ts';
import type { MappedComponent, MappingVersion } from '../domain/mapping.ts';
import type { Currency } from '../domain/money.ts';
import type { ChannelSku, Order, OrderLine, OrderStatus } from '../domain/orders.ts';
import type { RowVersion } from '../domain/payments/row-versions.ts';
import type { RowDecision, TypeMeaning } from '../domain/payments/types.ts';
import type { PostingState } from '../domain/posting-states.ts';
import type { PostingProfile } from '../domain/profile.ts';
import type {
  Proof,
  SettlementFile,
  SettlementProblem,
  SettlementRow,
  WithdrawalRow,
} from '../domain/settlement/types.ts';
import type { ChangeBook, CloseBook, LockBook, WorklistBook } from './after-posting.ts';
import type { BankBook } from './bank.ts';
import type { ChannelShop } from './channel.ts';
import type { FeeRuleBook } from './fee-rules.ts';
import type { ItemCostBook } from './item-costs.ts';
import type { LedgerItem } from './ledger.ts';
import type { LinkCheckBook } from './link-checks.ts';
import type { OrderStandings } from './order-standings.ts';
import type { Outbox, StoredDocument } from './outbox.ts';
import type { PaymentList } from './payment-list.ts';
import type { History, JobBook, PreferenceBook } from './records.ts';
import type { CareBook } from './safety.ts';

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

// ---------------------------------------------------------------- shops, ledgers, profiles

export interface LinkedShop extends ChannelShop {
  /** Kind of the channel adapter. */
  readonly channel: string;
  /** Everything needed to talk to the channel but secrets: app key, service id, market, addresses. */
  readonly connection: Readonly<Record<string, string>>;
  readonly refreshTokenExpiresAt: number | null;
  readonly accessTokenExpiresAt: number | null;
  readonly linkState: 'linked' | 'relinkNeeded' | 'unlinked';
  readonly isSample: boolean;
  readonly linkedAt: number;
}

export interface ShopBook {
  list(): Promise<readonly LinkedShop[]>;
  load(shopId: ShopId): Promise<LinkedShop | null>;
  save(shop: LinkedShop): Promise<void>;
  loadProfile(shopId: ShopId): Promise<PostingProfile | null>;
  saveProfile(profile: PostingProfile): Promise<void>;
}

export interface LinkedLedger {
  readonly ledgerId: LedgerId;
  /** Kind of the ledger adapter. */
  readonly kind: string;
  readonly name: string;
  readonly connection: Readonly<Record<string, string>>;
  readonly linkState: 'linked' | 'relinkNeeded' | 'unlinked';
  readonly isSample: boolean;
  readonly linkedAt: number;
}

export interface LedgerBook {
  list(): Promise<readonly LinkedLedger[]>;
  load(ledgerId: LedgerId): Promise<LinkedLedger | null>;
  save(ledger: LinkedLedger): Promise<void>;
  /** Replaces the stored stock items by what the ledger has now; items that are gone become inactive. */
  saveItems(ledgerId: LedgerId, items: readonly LedgerItem[], at: number): Promise<void>;
  loadItems(ledgerId: LedgerId): Promise<readonly LedgerItem[]>;
  /** Type-ahead over code, name and barcode; active items only, best match first. */
  searchItems(ledgerId: LedgerId, text: string, limit: number): Promise<readonly LedgerItem[]>;
  loadItemsById(ledgerId: LedgerId, itemIds: readonly ItemId[]): Promise<readonly LedgerItem[]>;
}

// ---------------------------------------------------------------- products and mappings

/** A mapping as it was saved: versions are kept, domain/mapping.ts says which one counts. */
export interface SavedMapping extends MappingVersion {
  readonly skuId: SkuId;
  readonly madeAt: number;
}

export interface NewMapping {
  readonly skuId: SkuId;
  readonly sellerSku: string;
  /** Empty = unlinked. */
  readonly components: readonly MappedComponent[];
  readonly validFrom: BusinessDate | null;
}

/** An order that contains one of some SKUs. */
export interface AffectedOrder {
  readonly orderId: OrderId;
  readonly orderedOn: BusinessDate;
  readonly status: OrderStatus;
  readonly goodsMinor: number;
  /**
   * `posted`: its invoice left for the ledger. `partly`: a sales order or an invoice of a part did. `open`: nothing
   * did; what is only planned, or was refused, is planned anew when it is posted.
   */
  readonly standing: 'open' | 'partly' | 'posted';
  /** Those of its lines that have one of the SKUs. */
  readonly lines: readonly { readonly skuId: SkuId; readonly sellerSku: string }[];
}

/** `openOrders`: orders and documents. */
export type ProductMarks = Readonly<Record<'skus' | 'items' | 'mappings' | 'openOrders', string>>;

export interface ProductBook {
  /** Adds and updates; SKUs the channel no longer lists stay (orders may still need them). Returns counts. */
  saveSkus(
    shopId: ShopId,
    skus: readonly ChannelSku[],
    at: number,
  ): Promise<{ added: number; changed: number }>;
  /** SKUs seen on orders only, never in a product listing, are included. */
  loadSkus(shopId: ShopId): Promise<readonly ChannelSku[]>;
  /** Every version of every SKU, oldest first. */
  loadMappings(shopId: ShopId): Promise<readonly SavedMapping[]>;
  /** Writes a new version and a history line per SKU. */
  saveMappings(shopId: ShopId, mappings: readonly NewMapping[], at: number): Promise<void>;
  /** The orders that contain one of the SKUs, cancelled ones that left nothing in the ledger excepted; by date. */
  loadAffectedOrders(shopId: ShopId, skuIds: readonly SkuId[]): Promise<readonly AffectedOrder[]>;
  /** Orders that contain the SKU and wait for a document, for all SKUs of the shop at once. */
  countOpenOrdersBySku(shopId: ShopId): Promise<ReadonlyMap<SkuId, number>>;
  /** Marks by which a caller keeps what it has made: as long as one stays equal, nothing of the kind was written. */
  loadMarks(): Promise<ProductMarks>;
}

// ---------------------------------------------------------------- orders

/** Columns of the order list that a person can filter, and how each is read. */
export const orderFilterColumns = {
  /** An `OrderWord`; this one and the document numbers need the filter's `rule`. */
  verify: 'choice',
  invoice: 'id',
  creditNote: 'id',
  saleOrder: 'id',
  orderId: 'id',
  orderedOn: 'date',
  status: 'choice',
  goodsMinor: 'money',
  paidMinor: 'money',
  shippingMinor: 'money',
  itemCount: 'count',
} as const satisfies Record<string, ColumnKind>;
export type OrderFilterColumn = keyof typeof orderFilterColumns;

export interface OrderFilter {
  readonly shopId: ShopId;
  readonly from: BusinessDate | null;
  readonly to: BusinessDate | null;
  readonly status: OrderStatus | null;
  /** Matches id, seller SKU, item code of a mapping, product name, amounts as text. Case-insensitive part of text; empty = all. */
  readonly text: string;
  readonly columns: readonly ColumnFilter<OrderFilterColumn>[];
  readonly rule?: WordRule;
}

/** What decides the word of an order besides the order itself: the shop's profile and its mappings, as they are now. */
export interface WordRule {
  readonly shopId: ShopId;
  readonly ledgerId: LedgerId;
  /** The profile has no gaps. */
  readonly isComplete: boolean;
  readonly skippedStatuses: readonly OrderStatus[];
  readonly invoiceFrom: BusinessDate | null;
  /** `LineVariant`s without a stock item, and those whose item is no longer active. */
  readonly unresolved: {
    readonly notMapped: readonly VariantSpan[];
    readonly inactive: readonly VariantSpan[];
  };
  /** What was posted from this instant on was posted now; null = nothing was. */
  readonly postedSince: number | null;
}

/** A variant in orders of some dates, both included: a mapping may hold from a date on. Null = no limit. */
export interface VariantSpan {
  readonly variantId: number;
  readonly from: BusinessDate | null;
  readonly to: BusinessDate | null;
}

/** What decides the stock items of an order line, each combination that occurs in a shop's orders once. */
export interface LineVariant extends Pick<OrderLine, 'skuId' | 'sellerSku' | 'parts'> {
  readonly variantId: number;
}

export type OrderSort = 'orderedOn' | 'orderId' | 'goodsMinor' | 'paidMinor' | 'status' | 'itemCount';

export interface Window {
  readonly sort: OrderSort;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** An order with what became of it in the ledger. */
export interface StoredOrder {
  readonly order: Order;
  readonly invoice: StoredDocument | null;
  readonly saleOrder: StoredDocument | null;
  readonly creditNotes: readonly StoredDocument[];
  /** Number of the newest document that was in the ledger and was deleted there; null when none was. */
  readonly deletedNumber: string | null;
  /** Σ settlement of its rows, null when none is loaded. */
  readonly settledMinor: number | null;
  /** When the books first held it in its present status, by our clock. */
  readonly statusSince: number;
  /** A person's decision not to post it. */
  readonly skip: { readonly reason: string; readonly skippedAt: number } | null;
}

/** What touched one order, oldest first. */
export interface OrderTrail {
  /** Withdrawn ones too, and payments that knocked off one of its documents. */
  readonly documents: readonly StoredDocument[];
  readonly rows: readonly {
    readonly rowKey: RowKey;
    readonly settledOn: BusinessDate;
    readonly typeName: string;
    readonly revenueMinor: number;
    readonly feesMinor: number;
    readonly settlementMinor: number;
    /** Number (or reference, until it has one) of the document that stands for the row. */
    readonly bookedBy: string | null;
    /** Another version of the row counts (row-versions.ts). */
    readonly isSuperseded: boolean;
  }[];
}

export interface OrderTotals {
  readonly count: number;
  readonly goodsMinor: number;
  readonly paidMinor: number;
  readonly shippingMinor: number;
  readonly itemCount: number;
}

export interface CoverageWindow {
  readonly by: 'created' | 'updated';
  readonly from: number;
  readonly to: number;
  readonly platformCount: number | null;
  readonly storedCount: number;
  readonly fetchedAt: number;
}

/** An order's invoice as it stands in the ledger. Minor units, amendments that arrived included. */
export interface InvoiceStanding {
  readonly orderId: OrderId;
  readonly documentId: DocumentId;
  readonly reference: Reference;
  readonly number: string | null;
  readonly totalMinor: number;
  readonly outstandingMinor: number;
  /** Empty unless asked for. */
  readonly lines: readonly DocumentLine[];
}

export interface OrderBook {
  /** Upserts by order id; an older `updatedAt` never overwrites a newer one. Stores the coverage of the window. */
  saveOrders(
    shopId: ShopId,
    orders: readonly Order[],
    coverage: CoverageWindow | null,
    at: number,
  ): Promise<{ added: number; changed: number; unchanged: number }>;
  list(filter: OrderFilter, window: Window): Promise<{ rows: readonly StoredOrder[]; totals: OrderTotals }>;
  /** Counts per status under the filter without its status. */
  countByStatus(filter: OrderFilter): Promise<Readonly<Record<OrderStatus, number>>>;
  /** Counts per word under the filter without its words; a word that no order has is missing. */
  countByWord(filter: OrderFilter, rule: WordRule): Promise<ReadonlyMap<OrderWord, number>>;
  /** Orders of each day of a range (both included); a day without any is missing. */
  countByDay(shopId: ShopId, range: DateRange): Promise<ReadonlyMap<BusinessDate, number>>;
  /** The same list as long as there is no other variant. */
  loadVariants(shopId: ShopId): Promise<readonly LineVariant[]>;
  /**
   * Remembers that orders are not to be posted, or (reason null) takes it back; one history line for each that
   * changed. Returns how many did. Orders with a living document of their own must be left out by the caller.
   */
  saveSkips(shopId: ShopId, orderIds: readonly OrderId[], reason: string | null, at: number): Promise<number>;
  listIds(filter: OrderFilter): Promise<readonly OrderId[]>;
  load(shopId: ShopId, orderIds: readonly OrderId[]): Promise<readonly StoredOrder[]>;
  loadTrail(shopId: ShopId, orderId: OrderId): Promise<OrderTrail>;
  /** Windows of creation that reach into a span; UTC instants, the end exclusive. */
  loadCoverage(
    shopId: ShopId,
    span: { readonly from: number; readonly to: number },
  ): Promise<readonly CoverageWindow[]>;
  /**
   * The open invoices that stand in the profile's ledger for these orders, without reading the orders. Orders whose
   * invoice is missing, on its way or born with its money are left out. `withLines` reads their lines too.
   */
  loadInvoices(
    shopId: ShopId,
    orderIds: readonly OrderId[],
    withLines: boolean,
  ): Promise<readonly InvoiceStanding[]>;
}

// ---------------------------------------------------------------- settlements

export interface StoredSettlement {
  readonly settlementId: string;
  readonly shopId: ShopId;
  readonly fileName: string;
  /** Lower-case hex SHA-256 of the file's bytes. */
  readonly sha256: string;
  readonly format: 'xlsx' | 'csv';
  readonly layout: string;
  readonly currency: Currency;
  readonly periodFrom: BusinessDate;
  readonly periodTo: BusinessDate;
  readonly rowCount: number;
  readonly timeZone: string | null;
  readonly orderRows: number;
  readonly adjustmentRows: number;
  /** Sums of all its rows, minor units. */
  readonly settlementMinor: number;
  readonly revenueMinor: number;
  readonly feesMinor: number;
  readonly adjustmentsMinor: number;
  readonly proofs: readonly Proof[];
  readonly problems: readonly SettlementProblem[];
  /** Of its rows when it was loaded last: not known before, known, and of the new ones those that differ from known ones. */
  readonly added: number;
  readonly alreadyKnown: number;
  readonly changed: number;
  /** The last time. */
  readonly loadedAt: number;
}

/** A settlement row in the books. `bookedBy` is the reference of the document that booked it. */
export interface StoredRow {
  readonly row: SettlementRow;
  readonly settlementId: string;
  readonly decision: RowDecision | null;
  readonly bookedBy: Reference | null;
  readonly bookedState: PostingState | null;
  /** Another row, already booked, whose money this row shows with other values (accounting.md §5). */
  readonly changes: RowKey | null;
}

/** A row as it stood in its file. */
export interface RawCells {
  readonly settlementId: string;
  readonly headers: readonly string[];
  readonly cells: readonly string[];
}

/** `withdrawalId` is its identity across files: the reference id where it has one. */
export interface StoredWithdrawal extends WithdrawalRow {
  readonly withdrawalId: string;
}

export interface LoadOutcome {
  readonly settlementId: string;
  readonly added: number;
  readonly alreadyKnown: number;
  /** Booked rows that this file shows with other values. */
  readonly changed: readonly { readonly before: RowKey; readonly after: RowKey }[];
}

export interface SettlementBook {
  /** Stores file, raw rows, parsed rows, withdrawals and proofs at once. Known rows are counted, not doubled. */
  saveSettlement(
    shopId: ShopId,
    file: SettlementFile,
    source: { fileName: string; sha256: string; settlementId: string },
    changed: readonly { readonly before: RowKey; readonly after: RowKey }[],
    at: number,
  ): Promise<LoadOutcome>;
  list(shopId: ShopId): Promise<readonly StoredSettlement[]>;
  loadRows(
    shopId: ShopId,
    range: { from: BusinessDate | null; to: BusinessDate | null },
  ): Promise<readonly StoredRow[]>;
  /**
   * Rows that no living document has booked, as `loadRows` orders them. With `around` only those that share a plan
   * with that row: all of the dates its order is settled on, and all of the orders settled on these dates.
   */
  loadOpenRows(
    shopId: ShopId,
    around?: RowKey,
  ): Promise<{ readonly rows: readonly StoredRow[]; readonly dates: readonly BusinessDate[] | null }>;
  loadRowsByKey(shopId: ShopId, rowKeys: readonly RowKey[]): Promise<ReadonlyMap<RowKey, StoredRow>>;
  /** Rows that show the money of others with other values, and those others: what judgeVersions needs. */
  loadVersions(shopId: ShopId): Promise<readonly RowVersion[]>;
  saveDecision(shopId: ShopId, rowKey: RowKey, decision: RowDecision | null, at: number): Promise<void>;
  /** What the user said a type or an unexplained fee means, remembered for the shop. */
  loadTypeMeanings(shopId: ShopId): Promise<ReadonlyMap<string, TypeMeaning>>;
  saveTypeMeaning(shopId: ShopId, type: string, meaning: TypeMeaning, at: number): Promise<void>;
  /** Σ settlement, each sum of money once, of all rows up to a date (null = all) but those of GMV ads. */
  sumEarned(shopId: ShopId, to: BusinessDate | null): Promise<number>;
  /** Lines of the Withdrawal sheets, each reference once, by the day they were asked for. */
  loadWithdrawals(shopId: ShopId): Promise<readonly StoredWithdrawal[]>;
  /** The cells of rows as the file that brought them showed them; rows that have none are left out. */
  loadRawRows(shopId: ShopId, rowKeys: readonly RowKey[]): Promise<ReadonlyMap<RowKey, RawCells>>;
  /** The rows a file showed, also those that an earlier file had brought; null when the file is not in the books. */
  loadKeysOfFile(shopId: ShopId, settlementId: string): Promise<ReadonlySet<RowKey> | null>;
  /** Σ of transferred Earnings and withdrawals (signed) of all files of the shop, each reference id once. */
  loadWithdrawalTotals(
    shopId: ShopId,
  ): Promise<{ earningsMinor: number; withdrawnMinor: number; gmvDeductionMinor: number }>;
}
