import type { MatrixCellView, MatrixOrderView } from '../../app/contract/standings.ts';
import { look, type StatusLook } from '../widgets/status.tsx';

export type LedgerStatus = MatrixOrderView['ledger'];
export type MatrixAction = MatrixCellView['action'];

/** In the order an order goes through them. */
export const ledgerStatuses: readonly LedgerStatus[] = [
  'none',
  'order',
  'underWay',
  'open',
  'partPaid',
  'paid',
  'credited',
];

export const ledgerNames: Readonly<Record<LedgerStatus, string>> = {
  none: 'Nothing',
  order: 'Sales order',
  underWay: 'On its way',
  open: 'Invoice open',
  partPaid: 'Part paid',
  paid: 'Paid',
  credited: 'Credited',
};

interface ActionWords {
  readonly look: StatusLook;
  /** On the button; null where nothing is to be done. */
  readonly button: string | null;
  /** Where the button goes. */
  readonly place: 'orders' | 'payment' | 'check' | null;
  readonly meaning: string;
}

export const actionWords: Readonly<Record<MatrixAction, ActionWords>> = {
  none: {
    look: look('skipped', 'As it should be'),
    button: null,
    place: null,
    meaning: 'Nothing is to be done',
  },
  post: {
    look: look('ready', 'Post'),
    button: 'Post on Orders',
    place: 'orders',
    meaning: 'These orders are to be posted and have no invoice yet',
  },
  check: {
    look: look('attention', 'Not confirmed', 'question'),
    button: 'Check now',
    place: 'check',
    meaning: 'Something of these orders left without an answer; it is looked up by its reference',
  },
  creditNote: {
    look: look('attention', 'Credit note'),
    button: 'Credit',
    place: 'payment',
    meaning: 'Money went back or the order was cancelled, and no credit note has credited it yet',
  },
  postPayment: {
    look: look('ready', 'Post payment'),
    button: 'Post on Payment',
    place: 'payment',
    meaning: 'A file has settled these orders; their dates are to be posted',
  },
  chase: {
    look: look('failed', 'Money is late', 'clock'),
    button: 'See on Orders',
    place: 'orders',
    meaning:
      'Delivered more than 15 days ago and settled by no file: load the newest export, or ask TikTok Shop',
  },
  reviewPaidCancelled: {
    look: look('failed', 'Paid, cancelled', 'alert'),
    button: 'See on Orders',
    place: 'orders',
    meaning: 'Cancelled, but its invoice is paid: look at its documents',
  },
};

/** Orders of an ageing bucket, in words: days past the term. */
export function bucketName({ from, to }: { readonly from: number; readonly to: number | null }): string {
  if (to === 0) return 'Not due yet';
  return to === null ? `${from} days late and more` : `${from} to ${to} days late`;
}

/** Where a credit note is made: a cancelled order is cured on Orders, a refund comes with its settled date. */
export function placeOf(cell: Pick<MatrixCellView, 'status' | 'action'>): ActionWords['place'] {
  if (cell.action === 'creditNote' && cell.status === 'cancelled') return 'orders';
  return actionWords[cell.action].place;
}
