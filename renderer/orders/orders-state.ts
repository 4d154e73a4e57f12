import { useStore } from 'zustand';
import type { OrderRow } from '../../app/contract/orders.ts';
import type { OrderStatus } from '../../app/domain/orders.ts';
import { keptFields, perShop } from '../data/per-shop.ts';
import type { FilterTexts } from '../grid/column-filters.ts';
import type { Sorting } from '../grid/columns.ts';
import { afterFilterChange, nothingTicked, type Selection, type Tickable, tick } from '../grid/selection.ts';
import { usualPeriod } from './periods.ts';

export interface OrderFilter {
  /** Business dates, both included; empty = no limit. */
  readonly from: string;
  readonly to: string;
  readonly status: OrderStatus | null;
  readonly text: string;
  /** What is typed above the columns. */
  readonly columns: FilterTexts;
}

/** How the tab opens the first time, and what "clear" goes back to: the usual period and nothing else. */
export function nothingFiltered(): OrderFilter {
  return { ...usualPeriod(Date.now()), status: null, text: '', columns: [] };
}

interface OrdersState {
  readonly filter: OrderFilter;
  readonly sorting: Sorting;
  readonly selection: Selection;
  /** The order whose lines are shown below the grid. */
  readonly activeId: string | null;
  setFilter(change: Partial<OrderFilter>): void;
  sort(sorting: Sorting): void;
  setSelection(change: (old: Selection) => Selection): void;
  activate(orderId: string | null): void;
  /** Mapping a missing code ticks the order: it is what is worked on. */
  tickOrder(order: OrderRow): void;
}

/** An order with what it adds to the sums below the grid. */
export function toTickable(order: OrderRow): Tickable {
  return {
    id: order.orderId,
    amounts: {
      shipping: order.shippingMinor,
      subtotal: order.goodsMinor,
      total: order.paidMinor,
      items: order.itemCount,
    },
  };
}

const fields = keptFields<OrdersState>('orders', ['filter', 'sorting']);

/** The usual period is kept as such: next month it is another one. */
const kept: typeof fields = {
  ...fields,
  pick: ({ filter, sorting }) => {
    const usual = usualPeriod(Date.now());
    const isUsual = filter.from === usual.from && filter.to === usual.to;
    return { filter: isUsual ? { ...filter, from: null, to: null } : filter, sorting };
  },
};

export const ordersStore = perShop<OrdersState>(
  (set) => ({
    filter: nothingFiltered(),
    sorting: { by: 'orderedOn', descending: true },
    selection: nothingTicked,
    activeId: null,
    setFilter: (change) =>
      set((old) => ({
        filter: { ...old.filter, ...change },
        selection: afterFilterChange(old.selection),
      })),
    sort: (sorting) => set({ sorting }),
    setSelection: (change) => set((old) => ({ selection: change(old.selection) })),
    activate: (activeId) => set({ activeId }),
    tickOrder: (order) => set((old) => ({ selection: tick(old.selection, [toTickable(order)], true) })),
  }),
  kept,
);

/** Shows one order of the shop and nothing else, whatever was filtered before. */
export function showOrder(shopId: string, orderId: string): void {
  const { setFilter, activate } = ordersStore(shopId).getState();
  setFilter({ ...nothingFiltered(), from: '', to: '', text: orderId });
  activate(orderId);
}

/** Shows the orders of a status and of dates (empty = no limit), whatever was filtered before. */
export function showOrders(shopId: string, change: Pick<OrderFilter, 'from' | 'to' | 'status'>): void {
  const { setFilter, activate } = ordersStore(shopId).getState();
  setFilter({ ...nothingFiltered(), ...change });
  activate(null);
}

export function useOrdersState(shopId: string): OrdersState {
  return useStore(ordersStore(shopId));
}
