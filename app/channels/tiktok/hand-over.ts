import type { Order } from '../../domain/orders.ts';
import type { OrderWindow, TakeOrders, UnreadableOrder } from '../../ports/channel.ts';
import { newestOnly, oldestFirst, type RawOrder, readOrder } from './order-entries.ts';
import type { OrderContext } from './to-order.ts';

/**
 * Hands the orders of a window on while the rest of it is on its way. The same order may come again, from another page or
 * another reading: it is handed on again unless it is older, and counted once, as the newest of them.
 */
export interface HandOver {
  /** Resolves when the piece before was taken; this one may still be under way. */
  add(raw: readonly RawOrder[]): Promise<void>;
  /** Resolves when all was taken, rejects when taking did. */
  end(): Promise<{ readonly count: number; readonly unreadable: readonly UnreadableOrder[] }>;
}

interface Newest {
  readonly updatedAt: number;
  /** Null for an order that could be read. */
  readonly problem: UnreadableOrder | null;
}

export function createHandOver(context: OrderContext, by: OrderWindow['by'], take: TakeOrders): HandOver {
  const newest = new Map<string, Newest>();
  let taken: Promise<void> = Promise.resolve();

  function read(entry: RawOrder): readonly Order[] {
    const { key, updatedAt } = entry;
    if ((newest.get(key)?.updatedAt ?? 0) > updatedAt) return [];
    const order = readOrder(entry, context);
    newest.set(key, { updatedAt, problem: order.ok ? null : order.error });
    return order.ok ? [order.value] : [];
  }

  return {
    async add(raw) {
      await taken;
      const orders = newestOnly(raw).flatMap(read);
      if (orders.length === 0) return;
      taken = take(oldestFirst(orders, by));
      // Whoever asks next is told; a defect that nobody asks about must not end the program.
      taken.catch(() => undefined);
    },
    async end() {
      await taken;
      const unreadable = [...newest.values()].flatMap(({ problem }) => problem ?? []);
      return { count: newest.size - unreadable.length, unreadable };
    },
  };
}
