import type { PaymentDay, PaymentRow } from '../../app/contract/payments.ts';
import { look, type StatusLook } from '../widgets/status.tsx';

export const rowLooks: Readonly<Record<PaymentRow['status'], StatusLook>> = {
  ready: look('ready', 'Ready'),
  posted: look('done', 'Posted'),
  planned: look('moving', 'Planned', 'clock'),
  orderNotPosted: look('failed', 'Order not posted', 'alert'),
  differs: look('attention', 'Differs'),
  unknownType: look('attention', 'Unknown type', 'question'),
  changed: look('attention', 'Changed since booked', 'refresh'),
  problem: look('failed', 'Problem'),
  ignored: look('skipped', 'Ignored'),
};

export const dayLooks: Readonly<Record<PaymentDay['state'], StatusLook>> = {
  ready: look('ready', 'Ready'),
  blocked: look('attention', 'Blocked'),
  posting: look('moving', 'Posting'),
  posted: look('done', 'Posted'),
};

/** Answers to a row: the word on the button, and what it means in full. */
export const choiceWords: Readonly<
  Record<PaymentRow['choices'][number], { readonly label: string; readonly meaning: string }>
> = {
  creditDifference: {
    label: 'Credit the difference',
    meaning: 'A credit note takes the difference off the invoice',
  },
  partPayment: { label: 'Rest comes later', meaning: 'A part payment: a later row settles the rest' },
  ignore: { label: 'Ignore', meaning: 'Leave this row out of the books, with a reason' },
  isAdjustment: { label: 'Adjustment', meaning: 'Rows of this type are adjustments, now and in later files' },
  isOrder: { label: 'Order', meaning: 'Rows of this type are orders, now and in later files' },
  isFee: { label: 'Fee', meaning: 'It is a fee, now and in later files' },
};

/** Statuses of rows that wait for a person. */
export const waitingStatuses: readonly PaymentRow['status'][] = [
  'orderNotPosted',
  'differs',
  'unknownType',
  'changed',
  'problem',
];

export const rowStatuses: readonly PaymentRow['status'][] = [
  ...waitingStatuses,
  'ready',
  'planned',
  'posted',
  'ignored',
];

/** Words for a document's state in the outbox; a state that is not known is shown as it is. */
export function documentLook(state: string): StatusLook {
  switch (state) {
    case 'posted':
      return look('done', 'Posted');
    case 'rejected':
      return look('failed', 'Refused');
    case 'unknown':
      return look('attention', 'Sent, not confirmed', 'question');
    case 'sending':
      return look('moving', 'Sending');
    case 'planned':
      return look('ready', 'Planned');
    default:
      return look('skipped', state);
  }
}

/** What each proof of a settlement file compares (vendors/settlement-exports.md §4). */
export const proofTitles: Readonly<Record<string, string>> = {
  I1: 'Settlement = revenue + fees + adjustment',
  I2: 'Revenue = sale + refund',
  I3: 'Sale = before discounts + seller discounts',
  I4: 'Refund = before discounts + refunded discounts',
  I5: 'Fees = sum of the fee columns',
  I6: 'Shipping = sum of its columns',
  I7: 'Orders carry no adjustment, adjustments nothing else',
  I8: 'Reports sheet = sums of the rows',
  I9: 'Each day = its earnings record',
};
