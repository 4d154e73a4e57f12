import type { Input } from '../../contract/api.ts';
import { toOrderId, toShopId } from '../../domain/ids.ts';
import type { RowScope } from '../../ports/payment-list.ts';
import { toDate } from '../orders/order-filter.ts';

type ScopeInput = Pick<Input<'payments.rows'>, 'shopId' | 'from' | 'to' | 'file' | 'fee' | 'orderId'>;

/** Which settlement rows a list is about. */
export function toRowScope(input: ScopeInput): RowScope {
  return {
    shopId: toShopId(input.shopId),
    from: toDate(input.from),
    to: toDate(input.to),
    file: input.file,
    fee: input.fee,
    orderId: input.orderId === null ? null : toOrderId(input.orderId),
  };
}
