import { useStore } from 'zustand';
import type { PaymentRow } from '../../app/contract/payments.ts';
import type { SettlementFileView } from '../../app/contract/settlements.ts';
import { keptFields, perShop } from '../data/per-shop.ts';
import type { FilterTexts } from '../grid/column-filters.ts';
import type { Sorting } from '../grid/columns.ts';
import { afterFilterChange, nothingTicked, type Selection } from '../grid/selection.ts';

export type PaymentView = 'days' | 'rows' | 'orders' | 'fees' | 'files' | 'tiedOut';

/** Lists below the views that have ticks of their own; the days' ticks say what is posted. */
export type TickedList = 'rows' | 'orders' | 'fees';

export type FilePart = 'all' | 'new' | 'known' | 'changed';

/** A file among those dropped or chosen together. */
export interface FileLoad {
  readonly id: number;
  readonly fileName: string;
  readonly state: 'waiting' | 'reading' | 'loaded' | 'failed' | 'cancelled';
  readonly file: SettlementFileView | null;
  /** Why it was not loaded, and where in the file. */
  readonly problem: string | null;
  readonly details: readonly string[];
}

interface PaymentFields {
  readonly view: PaymentView;
  /** The day whose preview is open. */
  readonly day: string | null;
  /** What narrows rows, orders and fees. */
  readonly onlyDay: boolean;
  readonly fee: string | null;
  readonly orderId: string | null;
  readonly file: { readonly settlementId: string; readonly fileName: string; readonly part: FilePart } | null;
  readonly text: string;
  readonly status: PaymentRow['status'] | null;
  readonly rowFilters: FilterTexts;
  readonly orderFilters: FilterTexts;
  readonly feeFilters: FilterTexts;
  readonly rowSorting: Sorting;
  readonly orderSorting: Sorting;
  readonly activeFile: string | null;
  readonly loads: readonly FileLoad[];
}

interface PaymentState extends PaymentFields {
  /** Ticked days. */
  readonly selection: Selection;
  readonly ticked: Readonly<Record<TickedList, Selection>>;
  set(change: Partial<PaymentFields>): void;
  setSelection(change: (old: Selection) => Selection): void;
  setTicked(list: TickedList, change: (old: Selection) => Selection): void;
}

/** What the lists show when nothing narrows them. */
export const everyRow = {
  onlyDay: false,
  fee: null,
  orderId: null,
  file: null,
  text: '',
  status: null,
  rowFilters: [],
  orderFilters: [],
  feeFilters: [],
} as const satisfies Partial<PaymentFields>;

const nothingTickedAnywhere = { rows: nothingTicked, orders: nothingTicked, fees: nothingTicked } as const;

/** "All shown" of a list is taken back when something else is shown; rows that were ticked one by one stay. */
function toTicked(old: PaymentState, change: Partial<PaymentFields>): PaymentState['ticked'] {
  const isNarrowed = Object.keys(change).some((field) => field === 'day' || Object.hasOwn(everyRow, field));
  if (!isNarrowed) return old.ticked;
  const { rows, orders, fees } = old.ticked;
  return {
    rows: afterFilterChange(rows),
    orders: afterFilterChange(orders),
    fees: afterFilterChange(fees),
  };
}

const paymentStore = perShop<PaymentState>(
  (set) => ({
    view: 'days',
    day: null,
    ...everyRow,
    rowSorting: { by: 'date', descending: true },
    orderSorting: { by: 'lastOn', descending: true },
    activeFile: null,
    loads: [],
    selection: nothingTicked,
    ticked: nothingTickedAnywhere,
    set: (change) => set((old) => ({ ...change, ticked: toTicked(old, change) })),
    setSelection: (change) => set((old) => ({ selection: change(old.selection) })),
    setTicked: (list, change) =>
      set((old) => ({ ticked: { ...old.ticked, [list]: change(old.ticked[list]) } })),
  }),
  keptFields('payment', ['view', 'onlyDay', 'text', 'status', 'rowFilters', 'rowSorting', 'orderSorting']),
);

export function usePaymentState(shopId: string): PaymentState {
  return useStore(paymentStore(shopId));
}

/** The state of a shop's tab for work that outlives a rendering. */
export function paymentStateOf(shopId: string): PaymentState {
  return paymentStore(shopId).getState();
}
