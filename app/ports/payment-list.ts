import type { ColumnFilter } from '../domain/column-filter.ts';
import type { BusinessDate } from '../domain/dates.ts';
import type { OrderId, RowKey, ShopId } from '../domain/ids.ts';
import type { Currency } from '../domain/money.ts';
import type { RowColumn, SettledOrderColumn } from '../domain/payments/list-columns.ts';
import type { RowChoice, RowJudgement, RowStatus } from '../domain/payments/row-status.ts';
import type { NamedAmount, RowKind } from '../domain/settlement/types.ts';

/** Which rows a list of the Payment tab shows. Null = whatever. */
export interface RowScope {
  readonly shopId: ShopId;
  readonly from: BusinessDate | null;
  readonly to: BusinessDate | null;
  /** Rows that a file shows: all, those it brought, those known before it, those that differ from booked ones. */
  readonly file: { readonly settlementId: string; readonly part: FilePart } | null;
  /** Rows that carry the fee of this name. */
  readonly fee: string | null;
  readonly orderId: OrderId | null;
}

export type FilePart = 'all' | 'new' | 'known' | 'changed';

export interface RowFilter extends RowScope {
  /** Part of id, type, date, invoice number or an amount; empty = all. */
  readonly text: string;
  readonly status: RowStatus | null;
  readonly columns: readonly ColumnFilter<RowColumn>[];
}

export interface SettledOrderFilter extends RowScope {
  /** Part of order id, invoice number or an amount; empty = all. */
  readonly text: string;
  readonly status: RowStatus | null;
  readonly columns: readonly ColumnFilter<SettledOrderColumn>[];
}

export interface ListWindow<Sort extends string> {
  readonly sort: Sort;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Minor units. */
export interface RowSums {
  readonly settlementMinor: number;
  readonly revenueMinor: number;
  readonly feesMinor: number;
  readonly adjustmentMinor: number;
  readonly refundMinor: number;
  readonly reserveMinor: number;
}

export interface ListedRow extends RowSums {
  readonly rowKey: RowKey;
  readonly settlementId: string;
  readonly rowNumber: number;
  readonly kind: RowKind;
  readonly type: string;
  readonly id: string;
  readonly relatedOrderId: OrderId | null;
  readonly settledOn: BusinessDate;
  readonly currency: Currency;
  readonly invoiceNumber: string | null;
  readonly paymentNumber: string | null;
  readonly status: RowStatus;
  readonly reason: string | null;
  readonly choices: readonly RowChoice[];
  readonly fees: readonly NamedAmount[];
}

/** The settlement rows of one order, summed. */
export interface ListedOrder {
  readonly orderId: OrderId;
  /** Of its rows the one that waits most. */
  readonly status: RowStatus;
  readonly rowCount: number;
  readonly firstOn: BusinessDate;
  readonly lastOn: BusinessDate;
  readonly invoiceNumber: string | null;
  readonly invoicedMinor: number | null;
  readonly saleMinor: number;
  readonly refundMinor: number;
  readonly revenueMinor: number;
  readonly feesMinor: number;
  readonly adjustmentMinor: number;
  readonly settlementMinor: number;
  /** Sale less invoice; null without one, and where invoices are born with the money. */
  readonly differenceMinor: number | null;
}

export interface OrderSums {
  readonly invoicedMinor: number;
  readonly saleMinor: number;
  readonly refundMinor: number;
  readonly revenueMinor: number;
  readonly feesMinor: number;
  readonly adjustmentMinor: number;
  readonly settlementMinor: number;
  readonly differenceMinor: number;
}

/** One fee by the name its file gives it. */
export interface ListedFee {
  readonly name: string;
  readonly rowCount: number;
  readonly amountMinor: number;
}

/** What of a date is booked: its rows in sum. */
export interface BookedDay {
  readonly settledOn: BusinessDate;
  readonly rowCount: number;
  readonly orderRows: number;
  readonly adjustmentRows: number;
  readonly settlementMinor: number;
  readonly revenueMinor: number;
  readonly feesMinor: number;
  readonly adjustmentsMinor: number;
  readonly gmvAdsMinor: number;
  readonly reserveMinor: number;
}

/**
 * The lists of the Payment tab: settlement rows with what became of them, laid flat so that windows, sorting, filters
 * and sums are one read each. Laid once and read until the books change; it is not a part of the file.
 */
export interface PaymentList {
  /**
   * Lays the list of a shop anew: rows that are neither judged nor booked are ready. Of two rows in `changes` (newer →
   * older) both are listed, and sums count the newer one, unless it is ignored.
   */
  lay(
    shopId: ShopId,
    currency: Currency,
    judgements: Iterable<RowJudgement<RowKey>>,
    changes: ReadonlyMap<RowKey, RowKey>,
  ): Promise<void>;
  /** Changes the judgements of a list that is laid; rows not named keep theirs. Null = ready. */
  rejudge(shopId: ShopId, changes: ReadonlyMap<RowKey, RowJudgement<RowKey> | null>): Promise<void>;
  rows(
    filter: RowFilter,
    window: ListWindow<RowColumn>,
  ): Promise<{
    readonly rows: readonly ListedRow[];
    readonly total: number;
    /** Under the filter without its status. */
    readonly counts: Readonly<Record<RowStatus, number>>;
    readonly sums: RowSums;
  }>;
  row(shopId: ShopId, rowKey: RowKey): Promise<ListedRow | null>;
  orders(
    filter: SettledOrderFilter,
    window: ListWindow<SettledOrderColumn>,
  ): Promise<{ readonly rows: readonly ListedOrder[]; readonly total: number; readonly sums: OrderSums }>;
  /** Largest amount first. Rows that a person has set aside are left out, here and in `orders`. */
  fees(scope: RowScope): Promise<{ readonly fees: readonly ListedFee[]; readonly revenueMinor: number }>;
  bookedDays(shopId: ShopId): Promise<readonly BookedDay[]>;
}
