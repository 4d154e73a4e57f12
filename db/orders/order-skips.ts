import type { OrderId, ShopId } from '../../app/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { appendLine } from '../history.ts';

/** Sets or (reason null) takes back the decision not to post; one history line for each order that changed. */
export function saveSkips(
  connection: Connection,
  shopId: ShopId,
  orderIds: readonly OrderId[],
  reason: string | null,
  at: number,
): number {
  return connection.transaction(() => {
    let changed = 0;
    for (const orderId of new Set(orderIds)) {
      const touched =
        reason === null
          ? connection.statement(remove).run(shopId, orderId).changes
          : connection.statement(insert).run({ shopId, orderId, reason, at }).changes;
      if (touched === 0) continue;
      changed += 1;
      appendLine(connection, {
        subject: orderId,
        event: reason === null ? 'order.unskipped' : 'order.skipped',
        details: { shopId, ...(reason === null ? {} : { reason }) },
        at,
      });
    }
    if (changed > 0) connection.wrote('orders');
    return changed;
  });
}

const remove = 'DELETE FROM order_skips WHERE shop_id = ? AND order_id = ?';

/** Orders that are not in the books are passed over; the first reason stays until it is taken back. */
const insert = `
INSERT INTO order_skips (shop_id, order_id, reason, skipped_at)
SELECT shop_id, order_id, :reason, :at FROM orders WHERE shop_id = :shopId AND order_id = :orderId
ON CONFLICT (shop_id, order_id) DO NOTHING`;
