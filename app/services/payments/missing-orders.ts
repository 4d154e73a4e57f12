import type { OrderId } from '../../domain/ids.ts';
import type { Blocker } from '../../domain/payments/types.ts';

/** Orders that settlement rows name and that have no invoice: each once, however many of its rows wait. */
export function missingOrders(days: Iterable<{ readonly blockers: readonly Blocker[] }>): Set<OrderId> {
  const missing = new Set<OrderId>();
  for (const { blockers } of days)
    for (const { code, orderId } of blockers) if (code === 'no-invoice' && orderId) missing.add(orderId);
  return missing;
}
