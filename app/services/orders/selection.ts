import type { Input } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { type OrderId, type ShopId, toOrderId, toShopId } from '../../domain/ids.ts';
import type { Deps } from '../deps.ts';
import { done } from '../replies.ts';
import type { ShopContext } from '../shop-context.ts';
import { loadOrderFilter } from './order-filter.ts';

export type Selection = Input<'orders.post'>['selection'];

/** How many orders are loaded at once: whole orders are large, and a selection may be all of a year. */
export const batchSize = 200;

export function selectionShop(selection: Selection): ShopId {
  return toShopId(selection.select === 'these' ? selection.shopId : selection.filter.shopId);
}

export async function loadSelection(
  deps: Deps,
  context: ShopContext,
  selection: Selection,
): Promise<Reply<readonly OrderId[]>> {
  if (selection.select === 'these') return done([...new Set(selection.orderIds.map(toOrderId))]);
  const filter = await loadOrderFilter(deps, context, selection.filter);
  if (!filter.ok) return filter;
  const found = await deps.books.orders.listIds(filter.value);
  const except = new Set(selection.except);
  return done(except.size === 0 ? found : found.filter((orderId) => !except.has(orderId)));
}

export function* inBatches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += batchSize) yield items.slice(start, start + batchSize);
}
