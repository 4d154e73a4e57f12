import { useStore } from 'zustand';
import { keptFields, perShop } from '../data/per-shop.ts';

export const reportViews = ['fees', 'months', 'profit'] as const;
export type ReportView = (typeof reportViews)[number];

interface ReportFields {
  readonly view: ReportView;
  /** Business dates of the settlement, both included; empty = no limit. */
  readonly from: string;
  readonly to: string;
  /** The fee whose differences are shown; null = all. */
  readonly fee: string | null;
  /** Fees over time as amounts, or as their share of the goods they were charged on. */
  readonly measure: 'amount' | 'share';
}

interface ReportState extends ReportFields {
  set(change: Partial<ReportFields>): void;
}

const reportStore = perShop<ReportState>(
  (set) => ({
    view: 'fees',
    from: '',
    to: '',
    fee: null,
    measure: 'amount',
    set: (change) => set(change),
  }),
  keptFields('reports', ['view', 'from', 'to', 'fee', 'measure']),
);

export function useReportState(shopId: string): ReportState {
  return useStore(reportStore(shopId));
}
