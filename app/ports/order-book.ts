import type { ColumnFilter } from '../domain/column-filter.ts';
import type { DateRange } from '../domain/coverage.ts';
import type { BusinessDate } from '../domain/dates.ts';
import type { DocumentLine } from '../domain/documents.ts';
import type { DocumentId, LedgerId, OrderId, Reference, RowKey, ShopId } from '../domain/ids.ts';
import type { OrderWord } from '../domain/invoices/order-words.ts';
import type { Order, OrderLine, OrderStatus, orderSorts } from '../domain/orders.ts';
import type { StoredDocument } from './outbox.ts';
import type { orderFilterColumns } from './product-book.ts';

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

export type OrderSort = (typeof orderSorts)[number];

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
