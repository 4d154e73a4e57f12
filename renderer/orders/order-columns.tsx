import type { OrderRow } from '../../app/contract/orders.ts';
import { type OrderStatus, orderStatuses } from '../../app/domain/orders.ts';
import type { Column, ColumnFilter, FilterChoice } from '../grid/columns.ts';
import { formatAmount, formatCount, formatDate, localDates } from '../widgets/format.ts';
import { type ItemChoice, ItemPicker } from '../widgets/item-picker.tsx';
import { Status } from '../widgets/status.tsx';
import { orderStatusNames, verifyButtonNames, verifyLooks, verifyOrder } from './looks.ts';
import type { WordCounts } from './verify-filter.tsx';

type StatusCounts = Partial<Record<OrderStatus, number>>;

export interface EditableColumns {
  readonly ledgerId: string | null;
  /** An item was chosen for the first SKU that keeps the row from being posted. */
  readonly onMap: (row: OrderRow, skuId: string, item: ItemChoice) => void;
}

/** Columns in the order SQL Account's users know (model-app.md). Amounts in the shop's currency, totals in the footer. */
export const orderColumns: readonly Column<OrderRow>[] = [
  {
    id: 'verify',
    header: 'Verify status',
    kind: 'status',
    width: 262,
    filter: { by: 'verify', kind: 'choice', choices: () => wordChoices(undefined) },
    text: (row) => [verifyLooks[row.verify].label, shortReason(row)].filter(Boolean).join(': '),
    hint: (row) => (row.reason === null ? undefined : localDates(row.reason)),
    cell: (row) => (
      <>
        <Status look={verifyLooks[row.verify]} />
        {row.reason && <span className="grid-text reason">{shortReason(row)}</span>}
      </>
    ),
  },
  {
    id: 'days',
    header: 'Days',
    kind: 'number',
    width: 46,
    text: (row) => formatCount(row.daysFromOrder),
    hint: () => 'Days since the order',
  },
  {
    id: 'status',
    header: 'Status',
    kind: 'text',
    width: 86,
    sort: 'status',
    filter: statusFilter(undefined),
    text: (row) => orderStatusNames[row.status],
    hint: (row) => `TikTok Shop says ${row.channelStatus}`,
  },
  {
    id: 'invoice',
    filter: { by: 'invoice', kind: 'id' },
    header: 'Invoice',
    kind: 'code',
    width: 104,
    text: (row) => row.invoiceNumber ?? '',
    hint: (row) => row.invoiceNumber ?? undefined,
  },
  {
    id: 'creditNote',
    filter: { by: 'creditNote', kind: 'id' },
    header: 'Credit note',
    kind: 'code',
    width: 84,
    text: (row) => row.creditNoteNumbers.join(', '),
    hint: (row) => row.creditNoteNumbers.join(', ') || undefined,
  },
  {
    id: 'saleOrder',
    filter: { by: 'saleOrder', kind: 'id' },
    header: 'Sales order',
    kind: 'code',
    width: 84,
    text: (row) => row.saleOrderNumber ?? '',
    hint: (row) => row.saleOrderNumber ?? undefined,
  },
  {
    id: 'id',
    header: 'ID',
    kind: 'code',
    width: 170,
    sort: 'orderId',
    filter: { by: 'orderId', kind: 'id' },
    text: (row) => row.orderId,
    hint: (row) => (row.recipient ? `Buyer: ${row.recipient}` : undefined),
  },
  {
    id: 'createDate',
    header: 'Create date',
    kind: 'date',
    width: 96,
    sort: 'orderedOn',
    filter: { by: 'orderedOn', kind: 'date' },
    text: (row) => formatDate(row.orderedOn),
  },
  {
    id: 'shipping',
    header: 'Shipping fee',
    kind: 'money',
    width: 88,
    filter: { by: 'shippingMinor', kind: 'money' },
    text: (row) => money(row.shippingMinor, row),
  },
  {
    id: 'subtotal',
    header: 'Subtotal',
    kind: 'money',
    width: 80,
    sort: 'goodsMinor',
    filter: { by: 'goodsMinor', kind: 'money' },
    text: (row) => formatAmount(row.goodsMinor, row.currency),
    hint: () => 'List prices less the shop’s own discounts: what the invoice is for',
  },
  {
    id: 'total',
    header: 'Total',
    kind: 'money',
    width: 80,
    sort: 'paidMinor',
    filter: { by: 'paidMinor', kind: 'money' },
    text: (row) => formatAmount(row.paidMinor, row.currency),
    hint: () => 'What the buyer paid',
  },
  {
    id: 'settlement',
    header: 'Settlement',
    kind: 'money',
    width: 86,
    text: (row) => (row.settledMinor === null ? '' : formatAmount(row.settledMinor, row.currency)),
  },
  {
    id: 'items',
    header: 'Items',
    kind: 'number',
    width: 60,
    sort: 'itemCount',
    filter: { by: 'itemCount', kind: 'count' },
    text: (row) => formatCount(row.itemCount),
  },
];

/** With the place to choose a missing item code. */
export function toEditableColumns(editable: EditableColumns): readonly Column<OrderRow>[] {
  return orderColumns.map((column) =>
    column.id === 'verify'
      ? {
          ...column,
          mayEdit: (row) => editable.ledgerId !== null && row.missing.length > 0,
          editor: (row, leave, typed) => itemEditor(editable, row, leave, typed),
        }
      : column,
  );
}

/** With the orders that each choice in the lists above them would leave. */
export function withCounts(
  columns: readonly Column<OrderRow>[],
  statusCounts: StatusCounts | undefined,
  wordCounts: WordCounts | undefined,
): readonly Column<OrderRow>[] {
  return columns.map((column) => {
    if (column.id === 'status') return { ...column, filter: statusFilter(statusCounts) };
    if (column.id !== 'verify') return column;
    return { ...column, filter: { by: 'verify', kind: 'choice', choices: () => wordChoices(wordCounts) } };
  });
}

function itemEditor(
  { ledgerId, onMap }: EditableColumns,
  row: OrderRow,
  leave: () => void,
  typed: string | undefined,
) {
  const [sku] = row.missing;
  if (ledgerId === null || !sku) return null;
  return (
    <ItemPicker
      hideLabel
      autoFocus
      label={`Item code of ${sku.sellerSku || 'the SKU without a code'}`}
      ledgerId={ledgerId}
      code=""
      {...(typed === undefined ? {} : { initialText: typed })}
      onPick={(item) => {
        onMap(row, sku.skuId, item);
        leave();
      }}
      onLeave={leave}
    />
  );
}

/** The statuses for the list above their column, with the orders each has under the other filters. */
function statusFilter(counts: StatusCounts | undefined): ColumnFilter {
  const choices = orderStatuses.map((status) => ({
    value: status,
    label: orderStatusNames[status],
    count: counts?.[status] ?? null,
  }));
  return { by: 'status', kind: 'choice', choices: () => choices };
}

function wordChoices(counts: WordCounts | undefined): readonly FilterChoice[] {
  return verifyOrder.map((word) => ({
    value: word,
    label: verifyButtonNames[word],
    count: counts ? (counts[word] ?? 0) : null,
  }));
}

/** What the label or another column has said already is not said again; the whole sentence is the hint of the cell. */
function shortReason({ verify, status, reason }: OrderRow): string {
  if (verify === 'notPostable') return status === 'cancelled' ? 'Cancelled' : 'By the settings';
  return localDates(reason ?? '').replace(
    /^(Missing item code|Skipped|(Cancelled|Changed) after posting): /,
    '',
  );
}

/** Zero is left blank where most rows have none. */
function money(minor: number, row: OrderRow): string {
  return minor === 0 ? '' : formatAmount(minor, row.currency);
}
