import { useCallback } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask } from '../../app/contract/api.ts';
import type { SettledOrder } from '../../app/contract/payments.ts';
import { settledOrderColumns } from '../../app/domain/payments/list-columns.ts';
import { toFilterTexts } from '../grid/column-filters.ts';
import type { Column } from '../grid/columns.ts';
import { useWindows } from '../grid/use-windows.ts';
import { formatAmount, formatCount, formatDate } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { Status } from '../widgets/status.tsx';
import { rowLooks, rowStatuses } from './looks.ts';
import { usePaymentState } from './payment-state.ts';
import { openRows, rowScope, scopeChips } from './row-scope.ts';
import { SettlementList } from './settlement-list.tsx';

type OrderSort = NonNullable<Ask<'payments.orders'>['sort']>;

function isSort(name: string): name is OrderSort {
  return Object.hasOwn(settledOrderColumns, name);
}

type AmountField = keyof SettledOrder & `${string}Minor`;

function money(
  id: string,
  header: string,
  field: AmountField,
  currency: string,
  blankZero = false,
): Column<SettledOrder> {
  return {
    id,
    header,
    kind: 'money',
    width: 92,
    sort: id,
    filter: { by: id, kind: 'money' },
    text: (row) => {
      const minor = row[field];
      return minor === null || (blankZero && minor === 0) ? '' : formatAmount(minor, currency);
    },
  };
}

function columnsIn(currency: string): readonly Column<SettledOrder>[] {
  const choices = rowStatuses.map((value) => ({ value, label: rowLooks[value].label, count: null }));
  return [
    {
      id: 'status',
      header: 'Status',
      kind: 'status',
      width: 164,
      sort: 'status',
      filter: { by: 'status', kind: 'choice', choices: () => choices },
      text: (row) => rowLooks[row.status].label,
      cell: (row) => <Status look={rowLooks[row.status]} />,
    },
    {
      id: 'order',
      header: 'Order ID',
      kind: 'code',
      width: 168,
      sort: 'order',
      filter: { by: 'order', kind: 'id' },
      text: (row) => row.orderId,
    },
    {
      id: 'invoice',
      header: 'Invoice No',
      kind: 'code',
      width: 110,
      sort: 'invoice',
      filter: { by: 'invoice', kind: 'text' },
      text: (row) => row.invoiceNumber ?? (row.status === 'orderNotPosted' ? 'missing' : ''),
      cell: (row) =>
        row.invoiceNumber === null && row.status === 'orderNotPosted' ? (
          <span className="missing-invoice">
            <Icon name="alert" size={14} /> missing
          </span>
        ) : (
          <span className="grid-text">{row.invoiceNumber}</span>
        ),
    },
    {
      id: 'rows',
      header: 'Rows',
      kind: 'number',
      width: 58,
      sort: 'rows',
      filter: { by: 'rows', kind: 'count' },
      text: (row) => formatCount(row.rowCount),
    },
    {
      id: 'lastOn',
      header: 'Settled',
      kind: 'date',
      width: 96,
      sort: 'lastOn',
      filter: { by: 'lastOn', kind: 'date' },
      text: (row) => formatDate(row.lastOn),
      hint: (row) =>
        row.firstOn === row.lastOn ? undefined : `${formatDate(row.firstOn)} to ${formatDate(row.lastOn)}`,
    },
    money('invoiced', 'Invoiced', 'invoicedMinor', currency),
    money('sale', 'Sale', 'saleMinor', currency),
    {
      ...money('difference', 'Difference', 'differenceMinor', currency),
      hint: () => 'Sale of the settlement less the invoice',
    },
    money('refund', 'Refund', 'refundMinor', currency, true),
    money('fees', 'Fees', 'feesMinor', currency),
    money('adjustment', 'Adjustment', 'adjustmentMinor', currency, true),
    money('settlement', 'Settlement', 'settlementMinor', currency),
  ];
}

const summed = [
  ['invoiced', 'Invoiced', 'invoicedMinor'],
  ['sale', 'Sale', 'saleMinor'],
  ['difference', 'Difference', 'differenceMinor'],
  ['refund', 'Refund', 'refundMinor'],
  ['fees', 'Fees', 'feesMinor'],
  ['adjustment', 'Adjustment', 'adjustmentMinor'],
  ['settlement', 'Settlement', 'settlementMinor'],
] as const satisfies readonly (readonly [columnId: string, label: string, field: AmountField])[];

/** The settlement by order: what its rows come to, beside its invoice. */
export function OrderList({ shop, day }: { shop: ShopView; day: string | null }) {
  const { shopId, currency } = shop;
  const state = usePaymentState(shopId);
  const { text, orderFilters, orderSorting } = state;
  const columns = columnsIn(currency);
  const query = JSON.stringify({
    ...rowScope(shopId, state, day),
    text,
    filters: toFilterTexts(columns, orderFilters, currency),
    sort: isSort(orderSorting.by) ? orderSorting.by : 'lastOn',
    descending: orderSorting.descending,
  });
  const toInput = useCallback(
    // Written two lines above from values of these types.
    (offset: number, limit: number) => ({ ...(JSON.parse(query) as Ask<'payments.orders'>), offset, limit }),
    [query],
  );
  const windows = useWindows({
    method: 'payments.orders',
    key: query,
    toInput,
    toTotal: (answer) => answer.total,
  });
  const found = windows.answer?.sums;
  return (
    <SettlementList
      shop={shop}
      list="orders"
      grid="settled-orders"
      title="By order"
      label="Settlement by order"
      noun="order"
      searchLabel="Filter settled orders"
      searchHint="Order ID, invoice or amount"
      columns={columns}
      source={windows}
      idOf={(row) => row.orderId}
      sums={summed.map(([columnId, label, field]) => ({
        columnId,
        label,
        shown: found?.[field],
        of: (row: SettledOrder) => row[field],
      }))}
      sorting={orderSorting}
      onSort={(sorting) => state.set({ orderSorting: sorting })}
      filters={orderFilters}
      onFilters={(texts) => state.set({ orderFilters: texts })}
      chips={scopeChips(state, day)}
      hint="Enter opens the rows"
      onOpen={(row) => openRows(state, { orderId: row.orderId })}
      empty="No settlement row names an order yet."
      emptyFiltered="No order matches the filter."
    />
  );
}
