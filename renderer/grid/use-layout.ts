import { createStore, type StoreApi, useStore } from 'zustand';
import { recall, remember } from '../widgets/remember.ts';
import { type Layout, readLayout } from './layout.ts';

interface LayoutState {
  readonly layout: Layout;
  change(over: (old: Layout) => Layout): void;
}

const stores = new Map<string, StoreApi<LayoutState>>();

/** One for each grid: the grid shows it, its dialog changes it, and an export goes by it. */
function storeOf(grid: string): StoreApi<LayoutState> {
  const known = stores.get(grid);
  if (known) return known;
  const store = createStore<LayoutState>((set, get) => ({
    layout: readLayout(recall(`columns.${grid}`)),
    change: (over) => {
      set({ layout: over(get().layout) });
      remember(`columns.${grid}`, JSON.stringify(get().layout));
    },
  }));
  stores.set(grid, store);
  return store;
}

/** Widths, order and visibility of a grid's columns, kept on this machine. */
export function useLayout(grid: string): LayoutState {
  return useStore(storeOf(grid));
}
