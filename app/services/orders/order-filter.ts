import type { Input } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { type BusinessDate, parseBusinessDate } from '../../domain/dates.ts';
import type { OrderFilter, OrderFilterColumn } from '../../ports/order-book.ts';
import { orderFilterColumns } from '../../ports/product-book.ts';
import { readColumnFilters } from '../column-filters.ts';
import type { Deps } from '../deps.ts';
import { done } from '../replies.ts';
import type { ShopContext } from '../shop-context.ts';
import { loadWordRule } from './order-word.ts';

type FilterInput = Pick<Input<'orders.list'>, 'from' | 'to' | 'status' | 'text' | 'filters' | 'postedSince'>;

/** Columns that only the shop's profile and mappings can fill. */
const ruled: ReadonlySet<OrderFilterColumn> = new Set(['verify', 'invoice', 'creditNote', 'saleOrder']);

/** Amounts typed into the boxes above the columns are of the shop's currency. */
export async function loadOrderFilter(
  deps: Deps,
  context: ShopContext,
  input: FilterInput,
): Promise<Reply<OrderFilter>> {
  const columns = readColumnFilters(input.filters, orderFilterColumns, context.shop.currency);
  if (!columns.ok) return columns;
  const needsRule = columns.value.some(({ column }) => ruled.has(column));
  return done({
    shopId: context.shop.shopId,
    from: toDate(input.from),
    to: toDate(input.to),
    status: input.status,
    text: input.text.trim(),
    columns: columns.value,
    ...(needsRule ? { rule: await loadWordRule(deps, context, input.postedSince) } : {}),
  });
}

/** A date that is not in the calendar filters nothing. */
export function toDate(text: string | null): BusinessDate | null {
  return text === null ? null : parseBusinessDate(text);
}
