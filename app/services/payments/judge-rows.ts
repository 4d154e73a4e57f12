import { type Currency, formatMinor } from '../../domain/money.ts';
import type { RowJudgement } from '../../domain/payments/row-status.ts';
import type { Blocker } from '../../domain/payments/types.ts';

/** What is in the way of a row in the words of the row list, and what a person may answer. */
export function judgeRow(
  { code, values, message }: Blocker,
  currency: Currency,
): Pick<RowJudgement, 'status' | 'reason' | 'choices'> {
  const amounts = values
    ? ` Settlement ${formatMinor(values.settlementMinor, currency)}, invoice ${formatMinor(values.booksMinor, currency)}.`
    : '';
  const reason = message + amounts;
  if (code === 'no-invoice') return { status: 'orderNotPosted', reason, choices: [] };
  if (code === 'revenue-differs')
    return { status: 'differs', reason, choices: ['creditDifference', 'partPayment'] };
  if (code === 'over-allocated') return { status: 'differs', reason, choices: [] };
  if (code === 'unknown-type') return { status: 'unknownType', reason, choices: ['isAdjustment', 'isOrder'] };
  if (code === 'unknown-fee') return { status: 'problem', reason, choices: ['isFee'] };
  if (code === 'changed-row') return { status: 'changed', reason, choices: ['ignore'] };
  return { status: 'problem', reason, choices: [] };
}
