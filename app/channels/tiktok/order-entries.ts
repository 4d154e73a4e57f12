import type { Order } from '../../domain/orders.ts';
import { err, type Result } from '../../domain/result.ts';
import type { OrderWindow, UnreadableOrder } from '../../ports/channel.ts';
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

/** The order in bookkeepers' words, or why it cannot be read. */
export function readOrder(entry: RawOrder, context: OrderContext): Result<Order, UnreadableOrder> {
  const order = entry.wire ? toOrder(entry.wire, context) : err(entry.message);
  if (order.ok) return order;
  const orderId = entry.wire?.id ?? (entry.key.startsWith('no id') ? '?' : entry.key);
  return err({ orderId, message: order.error });
}

/** By the time the window is about. */
export function oldestFirst(orders: readonly Order[], by: OrderWindow['by']): Order[] {
  const timeOf = (order: Order) => (by === 'created' ? order.createdAt : order.updatedAt);
  return orders.toSorted((a, b) => timeOf(a) - timeOf(b) || (a.orderId < b.orderId ? -1 : 1));
}

function notBuiltAsExpected(problem: string): string {
  return `The order is not built as expected: ${problem}. It is left out of invoicing. Fetch it again later; if it stays so, update Tieout.`;
}
