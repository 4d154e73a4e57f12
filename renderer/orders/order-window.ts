import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask } from '../../app/contract/api.ts';
import { orderSorts } from '../../app/domain/orders.ts';
import { useJobs } from '../data/jobs.ts';
import { type QueryCache, queryKey } from '../data/query-cache.ts';
import type { Sorting } from '../grid/columns.ts';
import { windowSize } from '../grid/use-windows.ts';
import { ordersStore } from './orders-state.ts';
import { type OrderFilterInput, toFilterInput } from './to-selection.ts';
import { postedSinceOf } from './use-posted-since.ts';

/** A window of the list of orders, as the contract takes it. */
export function toOrderWindow(
  asked: OrderFilterInput,
  { by, descending }: Sorting,
  offset: number,
  limit: number,
): Ask<'orders.list'> {
  const sort = orderSorts.find((one) => one === by) ?? 'orderedOn';
  return { ...asked, sort, descending, offset, limit };
}

/** Asks for the rows that the tab will show first, while it is still being drawn. */
export function expectOrders(cache: QueryCache, { shopId, currency }: ShopView): void {
  const { filter, sorting } = ordersStore(shopId).getState();
  const postedSince = postedSinceOf(useJobs.getState().jobs, shopId);
  const asked = toFilterInput({ shopId, currency, postedSince }, filter);
  cache.expect(queryKey('orders.list', toOrderWindow(asked, sorting, 0, windowSize)));
}
