import type { BusinessDate } from '../domain/dates.ts';
import type { OrderId, ShopId } from '../domain/ids.ts';
import type { OrderStatus } from '../domain/orders.ts';

/** An order with sums of its living documents in the ledger of the shop's profile. Minor units. */
export interface OrderStanding {
  readonly orderId: OrderId;
  readonly status: OrderStatus;
  readonly orderedOn: BusinessDate;
  readonly createdAt: number;
  readonly deliveredAt: number | null;
  readonly goodsMinor: number;
  /** False for orders of gifts or samples alone and without goods: they never become an invoice. */
  readonly isBillable: boolean;
  /** A sale order stands in the ledger. */
  readonly hasSaleOrder: boolean;
  /** A document of it is planned, sent without an answer, or refused. */
  readonly isUnderWay: boolean;
  /** Σ of its posted invoices; null when it has none. */
  readonly invoicedMinor: number | null;
  /** What of them is still open. */
  readonly outstandingMinor: number;
  /** Σ of its posted credit notes, ≥ 0. */
  readonly creditedMinor: number;
}

export interface OrderStandings {
  /** By order date, oldest first; both dates included. */
  loadStandings(
    shopId: ShopId,
    range: { readonly from: BusinessDate | null; readonly to: BusinessDate | null },
  ): Promise<readonly OrderStanding[]>;
}
