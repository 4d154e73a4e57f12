import type { OrderRow } from '../../app/contract/orders.ts';
import type { OrderStatus } from '../../app/domain/orders.ts';
import { look, type StatusLook } from '../widgets/status.tsx';

export const orderStatusNames: Readonly<Record<OrderStatus, string>> = {
  unpaid: 'Unpaid',
  pending: 'Pending',
  inTransit: 'In Transit',
  delivered: 'Delivered',
  completed: 'Completed',
  cancelled: 'Cancelled',
};

/** What became of an order in the ledger, as the row shows it. */
export const verifyLooks: Readonly<Record<OrderRow['verify'], StatusLook>> = {
  postedNow: look('done', 'Posted now'),
  posted: look('done', 'Posted'),
  orderOnly: look('done', 'Sales order', 'file'),
  planned: look('moving', 'Planned', 'clock'),
  sending: look('moving', 'Sending'),
  unknown: look('attention', 'Sent, not confirmed', 'question'),
  rejected: look('failed', 'Failed – refused by Stokly'),
  missingItem: look('failed', 'Failed – missing item code'),
  cancelledAfter: look('attention', 'Cancelled after posting'),
  changedAfter: look('attention', 'Changed after posting'),
  deleted: look('ready', 'Deleted in Stokly, can be posted again', 'refresh'),
  held: look('attention', 'Held'),
  ready: look('ready', 'Ready'),
  skipped: look('skipped', 'Skipped'),
  notPostable: look('skipped', 'Not posted'),
};

type Word = OrderRow['verify'];

/** In the order a person works: what is wrong, what can go, what went, what stays. */
export const verifyOrder: readonly Word[] = [
  'missingItem',
  'rejected',
  'unknown',
  'cancelledAfter',
  'changedAfter',
  'deleted',
  'held',
  'ready',
  'planned',
  'sending',
  'postedNow',
  'posted',
  'orderOnly',
  'skipped',
  'notPostable',
];

/** Words that ask for a person: one click shows them all. */
export const needsWork: readonly Word[] = [
  'missingItem',
  'rejected',
  'unknown',
  'cancelledAfter',
  'changedAfter',
];

/** Short names for the buttons that filter; the row has the whole words. */
export const verifyButtonNames: Readonly<Record<Word, string>> = {
  missingItem: 'Missing item code',
  rejected: 'Refused',
  unknown: 'Not confirmed',
  cancelledAfter: 'Cancelled after posting',
  changedAfter: 'Changed after posting',
  deleted: 'Deleted in Stokly',
  held: 'Held',
  ready: 'Ready',
  planned: 'Planned',
  sending: 'Sending',
  postedNow: 'Posted now',
  posted: 'Posted',
  orderOnly: 'Sales order',
  skipped: 'Skipped',
  notPostable: 'Not posted',
};
