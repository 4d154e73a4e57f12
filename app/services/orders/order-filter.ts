import type { Input } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { type BusinessDate, parseBusinessDate } from '../../domain/dates.ts';
import { toShopId } from '../../domain/ids.ts';
import type { Currency } from '../../domain/money.ts';
import { type OrderFilter, orderFilterColumns } from '../../ports/books.ts';
import { readColumnFilters } from '../column-filters.ts';
import { done } from '../replies.ts';

type FilterInput = Pick<Input<'orders.list'>, 'shopId' | 'from' | 'to' | 'status' | 'text' | 'filters'>;

/** Amounts typed into the boxes above the columns are of the shop's currency. */
export function toOrderFilter(input: FilterInput, currency: Currency): Reply<OrderFilter> {
  const columns = readColumnFilters(input.filters, orderFilterColumns, currency);
  if (!columns.ok) return columns;
  return done({
    shopId: toShopId(input.shopId),
    from: toDate(input.from),
    to: toDate(input.to),
    status: input.status,
    text: input.text.trim(),
    columns: columns.value,
  });
}

/** A date that is not in the calendar filters nothing. */
export function toDate(text: string | null): BusinessDate | null {
  return text === null ? null : parseBusinessDate(text);
}
