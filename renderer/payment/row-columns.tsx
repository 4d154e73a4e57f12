import type { PaymentRow } from '../../app/contract/payments.ts';
import type { Column, FilterChoice } from '../grid/columns.ts';
import { Button } from '../widgets/button.tsx';
import { formatAmount, formatDate, localDates } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { Status } from '../widgets/status.tsx';
import { choiceWords, rowLooks, rowStatuses } from './looks.ts';

type Choice = PaymentRow['choices'][number];
type AmountField =
  | 'revenueMinor'
  | 'feesMinor'
  | 'refundMinor'
  | 'adjustmentMinor'
  | 'reserveMinor'
  | 'settlementMinor';

function amount(id: string, header: string, field: AmountField, blankZero: boolean): Column<PaymentRow> {
  return {
    id,
    header,
    kind: 'money',
    width: 86,
    sort: id,
    filter: { by: id, kind: 'money' },
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
      width: 230,
      sort: 'reason',
      filter: { by: 'reason', kind: 'text' },
      text: shortReason,
      hint: wholeReason,
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

const reserveColumn: Column<PaymentRow> = {
  ...amount('reserve', 'Reserve', 'reserveMinor', true),
  hint: (row) =>
    row.reserveMinor === 0
      ? undefined
      : 'Held back or released by TikTok: it is booked nowhere, the payment of the date is the money that arrived',
};

/** Columns of the settlement rows in the model's order (model-app.md, tab Payment). */
export function rowColumns(
  isWaiting: boolean,
  hasReserve: boolean,
  counts: Partial<Record<PaymentRow['status'], number>>,
  onChoose: (row: PaymentRow, choice: Choice) => void,
): readonly Column<PaymentRow>[] {
  return [
    {
      id: 'status',
      header: 'Status',
      kind: 'status',
      width: 164,
      sort: 'status',
      filter: { by: 'status', kind: 'choice', choices: () => statusChoices(counts) },
      text: (row) => rowLooks[row.status].label,
      hint: wholeReason,
      cell: (row) => <Status look={rowLooks[row.status]} />,
    },
    {
      id: 'invoice',
      header: 'Invoice No',
      kind: 'code',
      width: 112,
      sort: 'invoice',
      filter: { by: 'invoice', kind: 'text' },
      text: invoiceText,
      hint: (row) => (isMissing(row) ? wholeReason(row) : (row.invoiceNumber ?? undefined)),
      cell: (row) =>
        isMissing(row) ? (
          <span className="missing-invoice">
            <Icon name="alert" size={14} /> missing
          </span>
        ) : (
          <span className="grid-text">{invoiceText(row)}</span>
        ),
    },
    {
      id: 'date',
      header: 'Payment time',
      kind: 'date',
      width: 104,
      sort: 'date',
      filter: { by: 'date', kind: 'date' },
      text: (row) => formatDate(row.settledOn),
    },
    {
      id: 'id',
      header: 'Order/adjustment ID',
      kind: 'code',
      width: 168,
      sort: 'id',
      filter: { by: 'id', kind: 'id' },
      text: (row) => row.id,
      hint: (row) => `Row ${row.rowNumber} of the file${relation(row)}`,
    },
    ...(isWaiting ? waitingColumns(onChoose) : []),
    {
      id: 'type',
      header: 'Type',
      kind: 'text',
      width: 100,
      sort: 'type',
      filter: { by: 'type', kind: 'text' },
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
    ...(hasReserve ? [reserveColumn] : []),
    amount('settlement', 'Settlement', 'settlementMinor', false),
    {
      id: 'payment',
      header: 'Payment No',
      kind: 'code',
      width: 96,
      grow: true,
      sort: 'payment',
      filter: { by: 'payment', kind: 'text' },
      text: (row) => row.paymentNumber ?? '',
      hint: (row) => row.paymentNumber ?? undefined,
    },
  ];
}

function wholeReason({ reason }: PaymentRow): string | undefined {
  return reason === null ? undefined : localDates(reason);
}

/** The id stands in a column of its own, and that there is no invoice too; the whole sentence is the hint of the cell. */
function shortReason({ reason, id }: PaymentRow): string {
  return localDates(reason ?? '')
    .replace(`Order ${id} has no invoice. `, '')
    .replace(`Order ${id} is`, 'The order is');
}

/** An order row whose order is not posted: the red cell of the model. */
function isMissing(row: PaymentRow): boolean {
  return row.invoiceNumber === null && row.status === 'orderNotPosted';
}

function invoiceText(row: PaymentRow): string {
  return isMissing(row) ? 'missing' : (row.invoiceNumber ?? '');
}

function statusChoices(counts: Partial<Record<PaymentRow['status'], number>>): readonly FilterChoice[] {
  return rowStatuses.map((status) => ({
    value: status,
    label: rowLooks[status].label,
    count: counts[status] ?? null,
  }));
}

function relation(row: PaymentRow): string {
  return row.relatedOrderId && row.relatedOrderId !== row.id ? `, for order ${row.relatedOrderId}` : '';
}
