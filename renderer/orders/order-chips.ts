import type { OrderStatus } from '../../app/domain/orders.ts';
import { filterPhrases } from '../grid/column-filters.ts';
import type { FilterChip } from '../widgets/filter-chips.tsx';
import { formatCount, formatDate } from '../widgets/format.ts';
import { orderStatusNames } from './looks.ts';
import { orderColumns } from './order-columns.tsx';
import type { OrderFilter } from './orders-state.ts';

function dateWords({ from, to }: OrderFilter): string {
  if (from === '' && to === '') return 'All dates';
  if (from === '') return `Until ${formatDate(to)}`;
  return to === '' ? `From ${formatDate(from)}` : `${formatDate(from)} to ${formatDate(to)}`;
}

/** The whole filter in words, dates included: what an export says about itself. */
export function filterWords(filter: OrderFilter, currency: string): string[] {
  return [
    dateWords(filter),
    ...(filter.status ? [`Status ${orderStatusNames[filter.status]}`] : []),
    ...(filter.text.trim() === '' ? [] : [`Text “${filter.text.trim()}”`]),
    ...filterPhrases(orderColumns, filter.columns, currency),
  ];
}

/** A chip for each filter but the dates: those stand in their boxes right above. */
export function orderChips(
  filter: OrderFilter,
  counts: Partial<Record<OrderStatus, number>> | undefined,
  setFilter: (change: Partial<OrderFilter>) => void,
): FilterChip[] {
  const chips: FilterChip[] = [];
  if (filter.status)
    chips.push({
      id: 'status',
      label: `Status ${orderStatusNames[filter.status]} (${formatCount(counts?.[filter.status] ?? 0)})`,
      onRemove: () => setFilter({ status: null }),
    });
  if (filter.text.trim() !== '')
    chips.push({
      id: 'text',
      label: `Text “${filter.text.trim()}”`,
      onRemove: () => setFilter({ text: '' }),
    });
  return chips;
}
