import type { Input } from '../../contract/api.ts';
import { type BusinessDate, parseBusinessDate } from '../../domain/dates.ts';
import { toShopId } from '../../domain/ids.ts';
import type { OrderFilter } from '../../ports/books.ts';

type FilterInput = Pick<Input<'orders.list'>, 'shopId' | 'from' | 'to' | 'status' | 'text'>;

export function toOrderFilter(input: FilterInput): OrderFilter {
  return {
    shopId: toShopId(input.shopId),
    from: toDate(input.from),
    to: toDate(input.to),
    status: input.status,
    text: input.text.trim(),
  };
}

/** A date that is not in the calendar filters nothing. */
export function toDate(text: string | null): BusinessDate | null {
  return text === null ? null : parseBusinessDate(text);
}
