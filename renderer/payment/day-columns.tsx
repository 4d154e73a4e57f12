import type { PaymentDay } from '../../app/contract/payments.ts';
import type { Column } from '../grid/columns.ts';
import { formatAmount, formatCount, formatDate } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { Status } from '../widgets/status.tsx';
import { dayLooks } from './looks.ts';

export function documentNumbers(day: PaymentDay): string {
  return day.documentNumbers.join(', ');
}

export const dayColumns: readonly Column<PaymentDay>[] = [
  { id: 'date', header: 'Date', kind: 'date', width: 94, text: (day) => formatDate(day.settledOn) },
  {
    id: 'state',
    header: 'State',
    kind: 'status',
    width: 96,
    text: (day) => dayLooks[day.state].label,
    hint: (day) => day.blockers[0]?.message,
    cell: (day) => <Status look={dayLooks[day.state]} />,
  },
  { id: 'rows', header: 'Rows', kind: 'number', width: 46, text: (day) => formatCount(day.rowCount) },
  {
    id: 'settlement',
    header: 'Settlement',
    kind: 'money',
    width: 86,
    text: (day) => formatAmount(day.settlementMinor, day.currency),
  },
  {
    id: 'residual',
    header: 'Residual',
    kind: 'money',
    width: 86,
    text: (day) => formatAmount(day.residualMinor, day.currency),
    hint: () => 'Settlement less everything planned or posted: nothing may be left over',
    cell: (day) => (
      <span className={day.residualMinor === 0 ? 'residual-none' : 'residual-some'}>
        {formatAmount(day.residualMinor, day.currency)}
        <Icon name={day.residualMinor === 0 ? 'check' : 'alert'} size={14} />
      </span>
    ),
  },
  {
    id: 'documents',
    header: 'Documents',
    kind: 'code',
    width: 90,
    grow: true,
    text: documentNumbers,
    hint: (day) => documentNumbers(day) || undefined,
  },
];
