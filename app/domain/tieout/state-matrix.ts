import type { BusinessDate } from '../dates.ts';
import type { OrderId } from '../ids.ts';
import { type OrderStatus, orderStatuses } from '../orders.ts';

/** What the ledger has of an order, furthest first. */
export const ledgerStatuses = ['none', 'order', 'underWay', 'open', 'partPaid', 'paid', 'credited'] as const;
/**
 * `none` nothing living; `order` a sale order only; `underWay` planned, sent without an answer or refused; `open` an
 * invoice nothing was paid on; `partPaid`; `paid` nothing outstanding; `credited` cleared by credit notes alone.
 */
export type LedgerStatus = (typeof ledgerStatuses)[number];

/** What a bookkeeper does about the orders of a cell; `none`: all is as it should be. */
export type MatrixAction =
  | 'none'
  | 'post'
  | 'check'
  | 'creditNote'
  | 'postPayment'
  | 'chase'
  | 'reviewPaidCancelled';

/** An order as the matrix judges it. Minor units of the shop's currency. */
export interface MatrixOrder {
  readonly orderId: OrderId;
  readonly status: OrderStatus;
  readonly ledger: LedgerStatus;
  readonly goodsMinor: number;
  /** Σ settlement of its rows; null when no file has settled it. */
  readonly settledMinor: number | null;
  /** Σ refund parts of its rows, ≤ 0, and what of it credit notes have credited, ≥ 0. */
  readonly refundMinor: number;
  readonly creditedMinor: number;
  /** Rows of it that no document has booked. */
  readonly unbookedRows: number;
  /** Delivered, else ordered. */
  readonly dueFrom: BusinessDate;
  /** The profile posts orders of this status. */
  readonly isPosted: boolean;
}

export interface MatrixCell {
  readonly status: OrderStatus;
  readonly ledger: LedgerStatus;
  readonly action: MatrixAction;
  readonly orders: number;
  readonly goodsMinor: number;
}

/** Money that has not been settled this long after delivery is asked after. */
export const chaseAfterDays = 15;

/** What is to be done about one order: the first rule that fits, the most urgent first. */
export function judgeOrder(order: MatrixOrder, today: BusinessDate): MatrixAction {
  const { status, ledger } = order;
  const hasInvoice = ledger === 'open' || ledger === 'partPaid' || ledger === 'paid';
  if (ledger === 'underWay') return 'check';
  if (status === 'cancelled' && hasInvoice && order.settledMinor === null) {
    return ledger === 'open' ? 'creditNote' : 'reviewPaidCancelled';
  }
  if (order.unbookedRows > 0) return hasInvoice ? 'postPayment' : 'post';
  if (hasInvoice && -order.refundMinor > order.creditedMinor) return 'creditNote';
  if (status === 'cancelled') return 'none';
  if (ledger === 'none' && order.isPosted) return 'post';
  const isDelivered = status === 'delivered' || status === 'completed';
  if (isDelivered && order.settledMinor === null && daysBetween(order.dueFrom, today) > chaseAfterDays) {
    return 'chase';
  }
  return 'none';
}

/** Marketplace status × ledger status, each with what is to be done, counts and goods. Empty cells are left out. */
export function planMatrix(orders: Iterable<MatrixOrder>, today: BusinessDate): readonly MatrixCell[] {
  const cells = new Map<string, MatrixCell>();
  for (const order of orders) {
    const action = judgeOrder(order, today);
    const key = `${order.status} ${order.ledger} ${action}`;
    const before = cells.get(key);
    cells.set(key, {
      status: order.status,
      ledger: order.ledger,
      action,
      orders: (before?.orders ?? 0) + 1,
      goodsMinor: (before?.goodsMinor ?? 0) + order.goodsMinor,
    });
  }
  return [...cells.values()].sort(
    (a, b) =>
      orderStatuses.indexOf(a.status) - orderStatuses.indexOf(b.status) ||
      ledgerStatuses.indexOf(a.ledger) - ledgerStatuses.indexOf(b.ledger) ||
      (a.action < b.action ? -1 : 1),
  );
}

function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
