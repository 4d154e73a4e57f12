import type { BusinessDate } from '../dates.ts';
import type { OrderId } from '../ids.ts';

/** An order that was delivered and whose money no settlement has brought. Minor units. */
export interface UnsettledOrder {
  readonly orderId: OrderId;
  readonly deliveredOn: BusinessDate;
  readonly goodsMinor: number;
}

/** Days from delivery to settlement the marketplace grants itself (field.md §3: tiers of 1, 5, 8 and 31 days). */
export const settlementTerms = [1, 5, 8, 31] as const;

export interface AgeBucket {
  /** Days past the term, both included; `to` null = no end. `from` ≤ 0: not due yet. */
  readonly from: number;
  readonly to: number | null;
  readonly orders: readonly OrderId[];
  readonly goodsMinor: number;
}

/** Bounds of the buckets in days past the term. */
const bounds: readonly (readonly [number, number | null])[] = [
  [Number.NEGATIVE_INFINITY, 0],
  [1, 7],
  [8, 15],
  [16, 30],
  [31, null],
];

/** Unsettled orders by how long they are overdue under a term of so many days after delivery. All buckets, also empty. */
export function planAgeing(
  orders: readonly UnsettledOrder[],
  termDays: number,
  today: BusinessDate,
): readonly AgeBucket[] {
  return bounds.map(([from, to]) => {
    const inside = orders.filter((order) => {
      const late = daysBetween(order.deliveredOn, today) - termDays;
      return late >= from && (to === null || late <= to);
    });
    return {
      from: Math.max(from, -termDays),
      to,
      orders: inside.map((order) => order.orderId),
      goodsMinor: inside.reduce((sum, order) => sum + order.goodsMinor, 0),
    };
  });
}

function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
