import type { FilterChip } from '../widgets/filter-chips.tsx';
import { formatDate } from '../widgets/format.ts';
import { everyRow, type usePaymentState } from './payment-state.ts';

type State = ReturnType<typeof usePaymentState>;

/** What the lists below ask for, and the chips that say so. `day` is the date that is open. */
export function rowScope(shopId: string, state: State, day: string | null) {
  const on = state.onlyDay ? day : null;
  const { fee, orderId } = state;
  const file = state.file && { settlementId: state.file.settlementId, part: state.file.part };
  return { shopId, from: on, to: on, fee, orderId, file };
}

const partWords = { all: '', new: ', new rows', known: ', known rows', changed: ', changed rows' } as const;

export function scopeChips(state: State, day: string | null): FilterChip[] {
  const chips: FilterChip[] = [];
  const { fee, orderId, file } = state;
  if (state.onlyDay && day !== null)
    chips.push({
      id: 'day',
      label: `Date ${formatDate(day)}`,
      onRemove: () => state.set({ onlyDay: false }),
    });
  if (fee !== null) chips.push({ id: 'fee', label: `Fee ${fee}`, onRemove: () => state.set({ fee: null }) });
  if (orderId !== null)
    chips.push({ id: 'order', label: `Order ${orderId}`, onRemove: () => state.set({ orderId: null }) });
  if (file !== null)
    chips.push({
      id: 'file',
      label: `File ${file.fileName}${partWords[file.part]}`,
      onRemove: () => state.set({ file: null }),
    });
  if (state.text.trim() !== '')
    chips.push({ id: 'text', label: `Text “${state.text.trim()}”`, onRemove: () => state.set({ text: '' }) });
  return chips;
}

/** Opens the rows behind a figure, and nothing else. */
export function openRows(
  state: State,
  scope: { readonly day?: string; readonly fee?: string; readonly orderId?: string },
): void {
  state.set({
    ...everyRow,
    view: 'rows',
    onlyDay: scope.day !== undefined,
    ...(scope.day === undefined ? {} : { day: scope.day }),
    fee: scope.fee ?? null,
    orderId: scope.orderId ?? null,
  });
}
