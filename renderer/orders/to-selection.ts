import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask } from '../../app/contract/api.ts';
import type { Client } from '../../app/contract/client.ts';
import { collectRows } from '../grid/collect-rows.ts';
import { toFilterTexts } from '../grid/column-filters.ts';
import { isTicked, type Selection } from '../grid/selection.ts';
import { orderColumns } from './order-columns.tsx';
import type { OrderFilter } from './orders-state.ts';

export type OrderSelection = Ask<'orders.post'>['selection'];
type OfShop = Pick<ShopView, 'shopId' | 'currency'>;

/** The filter as the contract takes it: an empty date is no limit, a box that cannot be read filters nothing. */
export function toFilterInput({ shopId, currency }: OfShop, filter: OrderFilter) {
  return {
    shopId,
    from: filter.from === '' ? null : filter.from,
    to: filter.to === '' ? null : filter.to,
    status: filter.status,
    text: filter.text,
    filters: toFilterTexts(orderColumns, filter.columns, currency),
  };
}

/**
 * Which orders a posting means: those ticked, or all that the filter finds when nothing (or everything) is ticked.
 * "All but these" is resolved here, because the contract knows only the two plain cases; null when nothing is left.
 */
export async function toOrderSelection(
  client: Pick<Client, 'call'>,
  shop: OfShop,
  filter: OrderFilter,
  selection: Selection,
): Promise<OrderSelection | null> {
  const { shopId } = shop;
  const found = toFilterInput(shop, filter);
  if (selection.marks.size === 0) return { select: 'all', filter: found };
  if (!selection.all) return { select: 'these', shopId, orderIds: [...selection.marks.keys()] };
  const rows = await collectRows(client, 'orders.list', (offset, limit) => ({ ...found, offset, limit }));
  const orderIds = rows.map((row) => row.orderId).filter((id) => isTicked(selection, id));
  return orderIds.length > 0 ? { select: 'these', shopId, orderIds } : null;
}
