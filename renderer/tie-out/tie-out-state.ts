import { useStore } from 'zustand';
import { keptFields, perShop } from '../data/per-shop.ts';

export const views = ['bridge', 'bank', 'standing', 'cutOff', 'changes'] as const;
export type TieOutView = (typeof views)[number];

interface TieOutFields {
  readonly view: TieOutView;
  /** Business dates, both included; empty = no limit. */
  readonly from: string;
  readonly to: string;
  /** What the bridge explains: the chosen date, all dates of the period, or a settlement file. */
  readonly scope: 'day' | 'period' | 'file';
  readonly day: string | null;
  readonly settlementId: string | null;
  /** Days from delivery to settlement that count as usual. */
  readonly termDays: number;
  /** Zone of the cut-off lens; null = UTC, or the shop's when the books are in UTC. */
  readonly zone: string | null;
  /** The withdrawal whose bank line is looked for. */
  readonly withdrawalId: string | null;
}

interface TieOutState extends TieOutFields {
  set(change: Partial<TieOutFields>): void;
}

const tieOutStore = perShop<TieOutState>(
  (set) => ({
    view: 'bridge',
    from: '',
    to: '',
    scope: 'day',
    day: null,
    settlementId: null,
    termDays: 8,
    zone: null,
    withdrawalId: null,
    set: (change) => set(change),
  }),
  keptFields('tieOut', ['view', 'from', 'to', 'scope', 'termDays', 'zone']),
);

export function useTieOutState(shopId: string): TieOutState {
  return useStore(tieOutStore(shopId));
}

/** Dates as the contract takes them. */
export function toRange({ from, to }: { readonly from: string; readonly to: string }) {
  return { from: from === '' ? null : from, to: to === '' ? null : to };
}
