import { useStore } from 'zustand';
import type { ProductRow } from '../../app/contract/products.ts';
import { perShop } from '../data/per-shop.ts';
import type { Sorting } from '../grid/columns.ts';
import { afterFilterChange, nothingTicked, type Selection, tick } from '../grid/selection.ts';
import type { MappingStatus } from './looks.ts';

export type Components = ProductRow['components'];

interface ProductState {
  readonly text: string;
  readonly status: MappingStatus | null;
  readonly sorting: Sorting;
  readonly selection: Selection;
  /** Item codes chosen and not posted yet, by SKU. */
  readonly drafts: ReadonlyMap<string, Components>;
  filter(change: { text?: string; status?: MappingStatus | null }): void;
  sort(sorting: Sorting): void;
  setSelection(change: (old: Selection) => Selection): void;
  /** Editing a row ticks it. */
  edit(skuId: string, components: Components): void;
  posted(): void;
}

const productStore = perShop<ProductState>((set) => ({
  text: '',
  status: null,
  sorting: { by: 'status', descending: false },
  selection: nothingTicked,
  drafts: new Map(),
  filter: (change) => set((old) => ({ ...change, selection: afterFilterChange(old.selection) })),
  sort: (sorting) => set({ sorting }),
  setSelection: (change) => set((old) => ({ selection: change(old.selection) })),
  edit: (skuId, components) =>
    set((old) => ({
      drafts: new Map(old.drafts).set(skuId, components),
      selection: tick(old.selection, [{ id: skuId, amountMinor: 0 }], true),
    })),
  posted: () => set({ drafts: new Map(), selection: nothingTicked }),
}));

export function useProductState(shopId: string): ProductState {
  return useStore(productStore(shopId));
}
