import type { OrderRow } from '../../app/contract/orders.ts';
import { type OrderStatus, orderStatuses } from '../../app/domain/orders.ts';
import type { Column, ColumnFilter } from '../grid/columns.ts';
import { formatAmount, formatCount } from '../widgets/format.ts';
import { Status } from '../widgets/status.tsx';
import { orderStatusNames, verifyLooks } from './looks.ts';

/** The statuses for the list above their column, with the orders each has under the other filters. */
function statusFilter(counts: Partial<Record<OrderStatus, number>>): ColumnFilter {
  const choices = orderStatuses.map((status) => ({
    value: status,
    label: orderStatusNames[status],
    count: counts[status] ?? null,
  }));
  return { by: 'status', kind: 'choice', choices: () => choices };
}

/** Columns in the order SQL Account's users know (model-app.md). Amounts in the shop's currency, totals in the footer. */
export const orderColumns: readonly Column<OrderRow>[] = [
  {
    id: 'verify',
    header: 'Verify status',
    kind: 'status',
    width: 220,
    text: (row) => [verifyLooks[row.verify].label, row.reason].filter(Boolean).join(': '),
    hint: (row) => row.reason ?? undefined,
    cell: (row) => (
      <>
        <Status look={verifyLooks[row.verify]} />
        {row.reason && <span className="grid-text reason">{row.reason}</span>}
      </>
    ),
  },
  {
    id: 'days',
    header: 'Days',
    kind: 'number',
    width: 50,
    text: (row) => formatCount(row.daysFromOrder),
    hint: () => 'Days since the order',
  },
  {
    id: 'status',
    header: 'Status',
    kind: 'text',
    width: 92,
    sort: 'status',
    filter: statusFilter({}),
    text: (row) => orderStatusNames[row.status],
    hint: (row) => `TikTok Shop says ${row.channelStatus}`,
  },
  {
    id: 'invoice',
    header: 'Invoice',
    kind: 'code',
    width: 130,
    text: (row) => row.invoiceNumber ?? '',
    hint: (row) => row.invoiceNumber ?? undefined,
  },
  {
    id: 'creditNote',
    header: 'Credit note',
    kind: 'code',
    width: 92,
    text: (row) => row.creditNoteNumbers.join(', '),
    hint: (row) => row.creditNoteNumbers.join(', ') || undefined,
  },
  {
    id: 'saleOrder',
    header: 'Sales order',
    kind: 'code',
    width: 96,
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
    text: (row) => row.orderedOn,
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
    width: 52,
    grow: true,
    sort: 'itemCount',
    filter: { by: 'itemCount', kind: 'count' },
    text: (row) => formatCount(row.itemCount),
  },
];

/** The columns with the orders of each status in the list of its filter. */
export function withStatusCounts(counts: Partial<Record<OrderStatus, number>>): readonly Column<OrderRow>[] {
  return orderColumns.map((column) =>
    column.id === 'status' ? { ...column, filter: statusFilter(counts) } : column,
  );
}

/** Zero is left blank where most rows have none. */
function money(minor: number, row: OrderRow): string {
  return minor === 0 ? '' : formatAmount(minor, row.currency);
}
