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
  posted: look('done', 'Posted'),
  orderOnly: look('done', 'Sales order', 'file'),
  planned: look('moving', 'Planned', 'clock'),
  sending: look('moving', 'Sending'),
  unknown: look('attention', 'Sent, not confirmed', 'question'),
  rejected: look('failed', 'Refused'),
  missingItem: look('attention', 'Item missing'),
  held: look('attention', 'Held'),
  ready: look('ready', 'Ready'),
  notPostable: look('skipped', 'Not posted'),
};
