import type { BusinessDate } from '../dates.ts';
import type { OrderId } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { NamedAmount } from '../settlement/types.ts';

/**
 * A statement of a channel's finance API: the settlement of one business date. Amounts: minor units of `currency`, money
 * to the shop is positive, costs are negative (vendors/tiktok-shop.md §3.5.7).
 */
export interface ChannelStatement {
  readonly statementId: string;
  /** The day whose settlements it holds. */
  readonly settledOn: BusinessDate;
  readonly currency: Currency;
  /** As the statement says; the sum of its transactions must be the same. */
  readonly settlementMinor: number;
  readonly transactions: readonly ChannelTransaction[];
}

export interface ChannelTransaction {
  readonly transactionId: string;
  /** An open set of words (§3.5.8): `ORDER`, `RESERVE`, else an adjustment. */
  readonly type: string;
  /** The order, adjustment or reserve. */
  readonly id: string;
  readonly relatedOrderId: OrderId | null;
  /** UTC instant of the order; null where there is none. */
  readonly createdAt: number | null;
  readonly settlementMinor: number;
  readonly revenueMinor: number;
  /** Fees, taxes and shipping by the channel's own names; they add up to settlement − revenue − adjustment. */
  readonly fees: readonly NamedAmount[];
  readonly adjustmentMinor: number;
  readonly reserveMinor: number;
  readonly sellerDiscountMinor: number;
  /** ≤ 0; part of the revenue. */
  readonly refundMinor: number;
  /** ≥ 0; what of the seller's discount came back with the refund. */
  readonly refundedDiscountMinor: number;
}
