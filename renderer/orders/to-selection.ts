import type { Ask } from '../../app/contract/api.ts';
import { toFilterTexts } from '../grid/column-filters.ts';
import type { Selection } from '../grid/selection.ts';
import { orderColumns } from './order-columns.tsx';
import type { OrderFilter } from './orders-state.ts';

export type OrderSelection = Ask<'orders.post'>['selection'];
export type OrderFilterInput = Ask<'orders.counts'>;

/** What the filter means: whose orders, the currency of its amounts, and what counts as posted now. */
export interface FilterSense {
  readonly shopId: string;
  readonly currency: string;
  readonly postedSince: number | null;
}

/** The filter as the contract takes it: an empty date is no limit. */
export function toFilterInput(sense: FilterSense, filter: OrderFilter) {
  return {
    shopId: sense.shopId,
    from: filter.from === '' ? null : filter.from,
    to: filter.to === '' ? null : filter.to,
    status: filter.status,
    text: filter.text,
    filters: toFilterTexts(orderColumns, filter.columns, sense.currency),
    postedSince: sense.postedSince,
  } satisfies OrderFilterInput;
}

/** Which orders are meant: those ticked, or all that the filter finds, less those that were unticked again. */
export function toOrderSelection(
  sense: FilterSense,
  filter: OrderFilter,
  { all, marks }: Selection,
): OrderSelection {
  if (marks.size > 0 && !all) return { select: 'these', shopId: sense.shopId, orderIds: [...marks.keys()] };
  return { select: 'all', filter: toFilterInput(sense, filter), except: [...marks.keys()] };
}
