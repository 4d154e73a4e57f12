import type { BankLineView, WithdrawalView } from '../../app/contract/tieout.ts';
import type { Column } from '../grid/columns.ts';
import { formatAmount, formatDate, plural } from '../widgets/format.ts';
import { Status, type StatusLook } from '../widgets/status.tsx';
import { stageLooks } from './payout-columns.tsx';

export const withdrawalLooks: Readonly<Record<WithdrawalView['state'], StatusLook>> = {
  processing: stageLooks.processing,
  transferred: stageLooks.withdrawn,
  inBank: stageLooks.inBank,
};

/** What is known of its bank line, in a few words. */
function lineWords({ line, suggestions }: WithdrawalView): string {
  if (line) return `${formatDate(line.bookedOn)} ${line.text}`;
  if (suggestions.length === 0) return 'No line fits';
  const named = suggestions.some(({ namesReference }) => namesReference);
  return `${plural(suggestions.length, 'line')} ${suggestions.length === 1 ? 'fits' : 'fit'}${named ? ', named by reference' : ''}`;
}

export function withdrawalColumns(currency: string): readonly Column<WithdrawalView>[] {
  return [
    { id: 'date', header: 'Requested', kind: 'date', width: 96, text: (row) => formatDate(row.requestedOn) },
    {
      id: 'reference',
      header: 'Reference',
      kind: 'code',
      width: 186,
      text: (row) => row.referenceId,
      hint: (row) => `Withdrawal ${row.withdrawalId}`,
    },
    {
      id: 'amount',
      header: 'Amount',
      kind: 'money',
      width: 96,
      text: (row) => formatAmount(row.amountMinor, currency),
    },
    {
      id: 'state',
      header: 'State',
      kind: 'status',
      width: 124,
      text: (row) => withdrawalLooks[row.state].label,
      cell: (row) => <Status look={withdrawalLooks[row.state]} />,
    },
    {
      id: 'line',
      header: 'Bank line',
      kind: 'text',
      width: 156,
      grow: true,
      text: lineWords,
      hint: lineWords,
    },
  ];
}

export function lineColumns(currency: string): readonly Column<BankLineView>[] {
  return [
    { id: 'date', header: 'Booked', kind: 'date', width: 96, text: (row) => formatDate(row.bookedOn) },
    {
      id: 'text',
      header: 'Text',
      kind: 'text',
      width: 180,
      grow: true,
      text: (row) => row.text,
      hint: (row) => row.text,
    },
    {
      id: 'amount',
      header: 'Amount',
      kind: 'money',
      width: 96,
      text: (row) => formatAmount(row.amountMinor, currency),
    },
    {
      id: 'from',
      header: 'From',
      kind: 'text',
      width: 110,
      text: (row) => row.fileName ?? 'By hand',
      hint: (row) => row.fileName ?? 'Entered by hand',
    },
  ];
}
