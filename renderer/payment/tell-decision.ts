import type { Ask } from '../../app/contract/api.ts';
import { showDone } from '../shell/messages.ts';

type Kind = Ask<'payments.decide'>['decision']['kind'];

/** What was decided, and whether it can be taken back here. */
const words: Readonly<Record<Kind, { readonly text: string; readonly canUndo: boolean }>> = {
  creditDifference: { text: 'The difference will be credited when the day is posted.', canUndo: true },
  partPayment: { text: 'The row is booked as a part payment; the rest is awaited.', canUndo: true },
  ignore: { text: 'The row is set aside and will not be booked.', canUndo: true },
  leave: { text: 'The answer is taken back: the row waits again.', canUndo: false },
  isAdjustment: {
    text: 'Rows of this type are adjustments. The answer is remembered for the shop.',
    canUndo: false,
  },
  isOrder: { text: 'Rows of this type are orders. The answer is remembered for the shop.', canUndo: false },
  isFee: { text: 'The fee is known now. The answer is remembered for the shop.', canUndo: false },
};

/** Tells it in the message line; `undo` takes the answer back as long as the row is not booked. */
export function tellDecision(kind: Kind, undo: () => void): void {
  const { text, canUndo } = words[kind];
  showDone(text, [], canUndo ? { label: 'Undo', run: undo } : undefined);
}
