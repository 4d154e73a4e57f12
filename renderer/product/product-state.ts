import { z } from 'zod';
import { useStore } from 'zustand';
import { ProductComponent, type ProductRow } from '../../app/contract/products.ts';
import { type Kept, keptFields, perShop } from '../data/per-shop.ts';
import type { FilterTexts } from '../grid/column-filters.ts';
import type { Sorting } from '../grid/columns.ts';
import {
  afterFilterChange,
  isTicked,
  nothingTicked,
  type Selection,
  type Tickable,
  tick,
} from '../grid/selection.ts';
import type { MappingStatus } from './looks.ts';

export type Components = ProductRow['components'];

/** A choice that is not posted yet. */
export interface Draft {
  readonly components: Components;
  /** First business date of the orders it is for, where a file said so; null = as chosen when it is posted. */
  readonly validFrom: string | null;
}

/** An edit that can be taken back: the codes before it, and the rows it ticked. */
interface Edit {
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly ticked: readonly string[];
}

/** More than a person chooses by hand; what a mappings file gave is found again in the file. */
const mostKeptDrafts = 3000;

const KeptDrafts = z.array(
  z.object({
    skuId: z.string(),
    components: z.array(ProductComponent),
    validFrom: z.string().nullable(),
  }),
);

/** Edits kept for taking back. */
const mostEdits = 100;

export interface ProductState {
  readonly text: string;
  readonly status: MappingStatus | null;
  /** What is typed above the columns. */
  readonly columns: FilterTexts;
  readonly sorting: Sorting;
  readonly selection: Selection;
  /** Item codes chosen and not posted yet, by SKU. */
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Latest last. */
  readonly past: readonly Edit[];
  filter(change: { text?: string; status?: MappingStatus | null; columns?: FilterTexts }): void;
  sort(sorting: Sorting): void;
  setSelection(change: (old: Selection) => Selection): void;
  /** Editing rows ticks them. The codes of one call are one edit; `dates` are those a file gives. */
  edit(codes: ReadonlyMap<string, Components>, dates?: ReadonlyMap<string, string>): void;
  /** Takes the last edit back, and the ticks it has set. */
  undo(): void;
  /** Nothing is left to post of these rows. */
  posted(skuIds: readonly string[]): void;
}

/**
 * Item codes that were chosen and not posted are found again, with their ticks. They are work, not a view: resetting
 * the view leaves them.
 */
const keptDrafts: Kept<ProductState> = {
  name: 'drafts.products',
  isSame: (now, before) => now.drafts === before.drafts,
  pick: ({ drafts }) =>
    drafts.size > mostKeptDrafts ? [] : [...drafts].map(([skuId, draft]) => ({ skuId, ...draft })),
  read: (kept) => {
    const read = KeptDrafts.safeParse(kept);
    // What cannot be read is an older version's; the books are as they were.
    if (!read.success) return {};
    const drafts = new Map(read.data.map(({ skuId, ...draft }) => [skuId, draft]));
    return { drafts, selection: tick(nothingTicked, [...drafts.keys()].map(toTickable), true) };
  },
};

/** Products add nothing to a sum: the grid has no amounts of which one would make sense. */
function toTickable(id: string): Tickable {
  return { id, amounts: {} };
}

export const productStore = perShop<ProductState>(
  (set) => ({
    text: '',
    status: null,
    columns: [],
    sorting: { by: 'status', descending: false },
    selection: nothingTicked,
    drafts: new Map(),
    past: [],
    filter: (change) => set((old) => ({ ...change, selection: afterFilterChange(old.selection) })),
    sort: (sorting) => set({ sorting }),
    setSelection: (change) => set((old) => ({ selection: change(old.selection) })),
    edit: (codes, dates) =>
      set((old) => {
        const drafts = new Map(old.drafts);
        for (const [id, components] of codes) {
          drafts.set(id, { components, validFrom: dates?.get(id) ?? null });
        }
        const ticked = [...codes.keys()].filter((id) => !isTicked(old.selection, id));
        return {
          drafts,
          past: [...old.past, { drafts: old.drafts, ticked }].slice(-mostEdits),
          selection: tick(old.selection, ticked.map(toTickable), true),
        };
      }),
    undo: () =>
      set((old) => {
        const last = old.past.at(-1);
        if (!last) return {};
        return {
          drafts: last.drafts,
          past: old.past.slice(0, -1),
          selection: tick(old.selection, last.ticked.map(toTickable), false),
        };
      }),
    posted: (skuIds) =>
      set((old) => {
        const drafts = new Map(old.drafts);
        for (const id of skuIds) drafts.delete(id);
        return { drafts, past: [], selection: nothingTicked };
      }),
  }),
  keptFields('products', ['text', 'status', 'columns', 'sorting']),
  keptDrafts,
);

export function useProductState(shopId: string): ProductState {
  return useStore(productStore(shopId));
}
