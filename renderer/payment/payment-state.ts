import { useStore } from 'zustand';
import type { Output } from '../../app/contract/api.ts';
import type { PaymentRow } from '../../app/contract/payments.ts';
import { keptFields, perShop } from '../data/per-shop.ts';
import { nothingTicked, type Selection } from '../grid/selection.ts';

export interface LoadedFile {
  readonly fileName: string;
  readonly result: Output<'settlements.load'>;
}

interface PaymentState {
  readonly view: 'days' | 'tiedOut';
  /** The day whose preview is open. */
  readonly day: string | null;
  /** Rows of the open day only, or of every day. */
  readonly onlyDay: boolean;
  readonly text: string;
  readonly status: PaymentRow['status'] | null;
  readonly selection: Selection;
  readonly loaded: LoadedFile | null;
  set(change: Partial<Pick<PaymentState, 'view' | 'day' | 'onlyDay' | 'text' | 'status' | 'loaded'>>): void;
  setSelection(change: (old: Selection) => Selection): void;
}

const paymentStore = perShop<PaymentState>(
  (set) => ({
    view: 'days',
    day: null,
    onlyDay: false,
    text: '',
    status: null,
    selection: nothingTicked,
    loaded: null,
    set: (change) => set(change),
    setSelection: (change) => set((old) => ({ selection: change(old.selection) })),
  }),
  keptFields('payment', ['view', 'onlyDay', 'text', 'status']),
);

export function usePaymentState(shopId: string): PaymentState {
  return useStore(paymentStore(shopId));
}
