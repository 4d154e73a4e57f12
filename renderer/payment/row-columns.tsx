import type { PaymentRow } from '../../app/contract/payments.ts';
import type { Column } from '../grid/columns.ts';
import { Button } from '../widgets/button.tsx';
import { formatAmount, formatDate } from '../widgets/format.ts';
import { Status } from '../widgets/status.tsx';
import { choiceWords, rowLooks } from './looks.ts';

type Choice = PaymentRow['choices'][number];
type AmountField = 'revenueMinor' | 'feesMinor' | 'refundMinor' | 'adjustmentMinor' | 'settlementMinor';

function amount(id: string, header: string, field: AmountField, blankZero: boolean): Column<PaymentRow> {
  return {
    id,
    header,
    kind: 'money',
    width: 86,
    text: (row) => (blankZero && row[field] === 0 ? '' : formatAmount(row[field], row.currency)),
  };
}

/** Why a row waits and what may be answered: stand in front of the amounts, and only while a row waits. */
function waitingColumns(onChoose: (row: PaymentRow, choice: Choice) => void): readonly Column<PaymentRow>[] {
  return [
    {
      id: 'reason',
      header: 'Reason',
      kind: 'text',
      width: 380,
      text: (row) => row.reason ?? '',
      hint: (row) => row.reason ?? undefined,
    },
    {
      id: 'answer',
      header: 'Answer',
      kind: 'text',
      width: 270,
      text: (row) => row.choices.map((choice) => choiceWords[choice].label).join(', '),
      cell: (row) => (
        <span className="choice-buttons">
          {row.choices.map((choice) => (
            <Button
              key={choice}
              small
              title={choiceWords[choice].meaning}
              onClick={() => onChoose(row, choice)}
            >
              {choiceWords[choice].label}
            </Button>
          ))}
        </span>
      ),
    },
  ];
}

/** Columns of the settlement rows in the model's order (model-app.md, tab Payment). */
export function rowColumns(
  isWaiting: boolean,
  onChoose: (row: PaymentRow, choice: Choice) => void,
): readonly Column<PaymentRow>[] {
  return [
    {
      id: 'status',
      header: 'Status',
      kind: 'status',
      width: 150,
      text: (row) => rowLooks[row.status].label,
      hint: (row) => row.reason ?? undefined,
      cell: (row) => <Status look={rowLooks[row.status]} />,
    },
    {
      id: 'invoice',
      header: 'Invoice No',
      kind: 'code',
      width: 112,
      text: (row) => row.invoiceNumber ?? '',
      hint: (row) => row.invoiceNumber ?? undefined,
    },
    {
      id: 'date',
      header: 'Payment time',
      kind: 'date',
      width: 104,
      text: (row) => formatDate(row.settledOn),
    },
    {
      id: 'id',
      header: 'Order/adjustment ID',
      kind: 'code',
      width: 168,
      text: (row) => row.id,
      hint: (row) => `Row ${row.rowNumber} of the file${relation(row)}`,
    },
    ...(isWaiting ? waitingColumns(onChoose) : []),
    {
      id: 'type',
      header: 'Type',
      kind: 'text',
      width: 136,
      text: (row) => row.type,
      hint: (row) => row.type,
    },
    amount('revenue', 'Revenue', 'revenueMinor', true),
    {
      ...amount('fees', 'Fees', 'feesMinor', true),
      hint: (row) =>
        row.fees.map((fee) => `${fee.name} ${formatAmount(fee.amountMinor, row.currency)}`).join('\n') ||
        undefined,
    },
    amount('refund', 'Refund', 'refundMinor', true),
    amount('adjustment', 'Adjustment', 'adjustmentMinor', true),
    amount('settlement', 'Settlement', 'settlementMinor', false),
    {
      id: 'payment',
      header: 'Payment No',
      kind: 'code',
      width: 96,
      grow: true,
      text: (row) => row.paymentNumber ?? '',
      hint: (row) => row.paymentNumber ?? undefined,
    },
  ];
}

function relation(row: PaymentRow): string {
  return row.relatedOrderId && row.relatedOrderId !== row.id ? `, for order ${row.relatedOrderId}` : '';
}
