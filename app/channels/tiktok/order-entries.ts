import type { Order } from '../../domain/orders.ts';
import type { Result } from '../../domain/result.ts';
import type { FetchedOrders, OrderWindow } from '../../ports/channel.ts';
import { type OrderContext, toOrder } from './to-order.ts';
import { describeProblem, idOf, orderSchema, orderStampSchema, type WireOrder } from './wire.ts';

/** One order as it came: readable as far as the schema goes, or the reason why not. */
export type RawOrder =
  | { readonly key: string; readonly updatedAt: number; readonly wire: WireOrder }
  | { readonly key: string; readonly updatedAt: number; readonly wire: null; readonly message: string };

/** Identity of a raw order in a list. Without an id its whole content stands in, so that no two are taken for one. */
function keyOfRaw(raw: unknown): string {
  const id = idOf(raw);
  return id === null ? `no id ${JSON.stringify(raw)}` : id;
}

export function readRawOrder(raw: unknown): RawOrder {
  const parsed = orderSchema.safeParse(raw);
  if (parsed.success) {
    const wire = parsed.data;
    return { key: wire.id, updatedAt: wire.update_time ?? 0, wire };
  }
  const stamp = orderStampSchema.safeParse(raw);
  const updatedAt = stamp.success ? (stamp.data.update_time ?? 0) : 0;
  const message = notBuiltAsExpected(describeProblem(parsed.error));
  return { key: keyOfRaw(raw), updatedAt, wire: null, message };
}

/** The same order may come twice, from two pages or two windows: the one that changed last counts, later ones on a tie. */
export function newestOnly(orders: Iterable<RawOrder>): RawOrder[] {
  const newest = new Map<string, RawOrder>();
  for (const order of orders) {
    const known = newest.get(order.key);
    if (!known || order.updatedAt >= known.updatedAt) newest.set(order.key, order);
  }
  return [...newest.values()];
}

/** Sorted oldest first by the time the window is about; what could not be read is listed beside, never dropped. */
export function toFetchedOrders(
  raw: readonly RawOrder[],
  context: OrderContext,
  by: OrderWindow['by'],
  platformCount: number | null,
): FetchedOrders {
  const orders: Order[] = [];
  const unreadable: { orderId: string; message: string }[] = [];
  for (const entry of raw) {
    const orderId = entry.wire?.id ?? (entry.key.startsWith('no id') ? '?' : entry.key);
    const order: Result<Order, string> = entry.wire
      ? toOrder(entry.wire, context)
      : { ok: false, error: entry.message };
    if (order.ok) orders.push(order.value);
    else unreadable.push({ orderId, message: order.error });
  }
  const timeOf = (order: Order) => (by === 'created' ? order.createdAt : order.updatedAt);
  orders.sort((a, b) => timeOf(a) - timeOf(b) || (a.orderId < b.orderId ? -1 : 1));
  return { orders, platformCount, unreadable };
}

function notBuiltAsExpected(problem: string): string {
  return `The order is not built as expected: ${problem}. It is left out of invoicing. Fetch it again later; if it stays so, update Tieout.`;
}
