import { useCallback, useMemo, useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask, Output } from '../../app/contract/api.ts';
import type { PaymentRow } from '../../app/contract/payments.ts';
import { rowColumns as sortable } from '../../app/domain/payments/list-columns.ts';
import { useCommand } from '../data/use-command.ts';
import { toFilterTexts } from '../grid/column-filters.ts';
import { useWindows } from '../grid/use-windows.ts';
import { CheckField } from '../widgets/field.tsx';
import type { FilterChip } from '../widgets/filter-chips.tsx';
import { formatCount, formatDate } from '../widgets/format.ts';
import { lazily } from '../widgets/lazily.tsx';
import { rowLooks, rowStatuses, waitingStatuses } from './looks.ts';
import { usePaymentState } from './payment-state.ts';
import { rowColumns } from './row-columns.tsx';
import { rowScope, scopeChips } from './row-scope.ts';
import { SettlementList, type SummedColumn } from './settlement-list.tsx';
import { tellDecision } from './tell-decision.ts';

const IgnoreDialog = lazily(async () => (await import('./ignore-dialog.tsx')).IgnoreDialog);
const RowDialog = lazily(async () => (await import('./row-dialog.tsx')).RowDialog);

type Choice = PaymentRow['choices'][number];
type Decision = Ask<'payments.decide'>['decision'];
type RowSort = NonNullable<Ask<'payments.rows'>['sort']>;

function isSort(name: string): name is RowSort {
  return Object.hasOwn(sortable, name);
}

function reserveSum(shown: number | undefined): SummedColumn<PaymentRow> {
  return { columnId: 'reserve', label: 'Reserve', shown, of: (row) => row.reserveMinor };
}

/** Rows of the settlement with the invoice each belongs to, and the answers a person may give. */
export function PaymentRows({
  shop,
  day,
  mayWait,
}: {
  shop: ShopView;
  day: string | null;
  /** A date is blocked: some row waits for a person. Known before the rows are. */
  mayWait: boolean;
}) {
  const { shopId, currency } = shop;
  const state = usePaymentState(shopId);
  const { text, status, rowFilters, rowSorting } = state;
  const command = useCommand();
  const [ignoring, setIgnoring] = useState<PaymentRow | null>(null);
  const [opened, setOpened] = useState<PaymentRow | null>(null);

  const [known, setKnown] = useState<Output<'payments.rows'> | undefined>();
  const counts = known?.counts;
  // Kept while they are shown: columns must not come and go while somebody types or a job runs.
  const [hasReserve, setHasReserve] = useState(false);
  const [isWaiting, setIsWaiting] = useState(mayWait);
  if (!isWaiting && waitingStatuses.some((one) => (counts?.[one] ?? 0) > 0)) setIsWaiting(true);
  const decide = useCallback(
    async (rowKey: string, decision: Decision) => {
      const done = await command('payments.decide', { shopId, rowKey, decision });
      if (done) tellDecision(decision.kind, () => void decide(rowKey, { kind: 'leave' }));
    },
    [command, shopId],
  );
  const columns = useMemo(() => {
    const choose = (row: PaymentRow, choice: Choice) => {
      if (choice === 'ignore') setIgnoring(row);
      else void decide(row.rowKey, { kind: choice });
    };
    return rowColumns(isWaiting, hasReserve, counts ?? {}, choose);
  }, [decide, isWaiting, hasReserve, counts]);

  const query = JSON.stringify({
    ...rowScope(shopId, state, day),
    text,
    status,
    filters: toFilterTexts(columns, rowFilters, currency),
    sort: isSort(rowSorting.by) ? rowSorting.by : 'date',
    descending: rowSorting.descending,
  });
  const toInput = useCallback(
    // Written two lines above from values of these types.
    (offset: number, limit: number) => ({ ...(JSON.parse(query) as Ask<'payments.rows'>), offset, limit }),
    [query],
  );
  const windows = useWindows({
    method: 'payments.rows',
    key: query,
    toInput,
    toTotal: (answer) => answer.total,
  });
  const { answer } = windows;
  if (answer && answer !== known) setKnown(answer);
  if (answer && answer.sums.reserveMinor !== 0 && !hasReserve) setHasReserve(true);
  const ignore = async (reason: string) => {
    if (!ignoring) return;
    const { rowKey } = ignoring;
    setIgnoring(null);
    await decide(rowKey, { kind: 'ignore', reason });
  };

  const found = answer?.sums;
  const sums: readonly SummedColumn<PaymentRow>[] = [
    { columnId: 'revenue', label: 'Revenue', shown: found?.revenueMinor, of: (row) => row.revenueMinor },
    { columnId: 'fees', label: 'Fees', shown: found?.feesMinor, of: (row) => row.feesMinor },
    { columnId: 'refund', label: 'Refund', shown: found?.refundMinor, of: (row) => row.refundMinor },
    {
      columnId: 'adjustment',
      label: 'Adjustment',
      shown: found?.adjustmentMinor,
      of: (row) => row.adjustmentMinor,
    },
    ...(hasReserve ? [reserveSum(found?.reserveMinor)] : []),
    {
      columnId: 'settlement',
      label: 'Settlement',
      shown: found?.settlementMinor,
      of: (row) => row.settlementMinor,
    },
  ];
  const chips: FilterChip[] = scopeChips(state, day);
  if (status)
    chips.push({
      id: 'status',
      label: `Status ${rowLooks[status].label} (${formatCount(answer?.counts[status] ?? 0)})`,
      onRemove: () => state.set({ status: null }),
    });
  const tools = (
    <>
      <select
        className="input status-filter"
        aria-label="Row status"
        value={status ?? ''}
        onChange={(event) => {
          const next = rowStatuses.find((one) => one === event.target.value);
          state.set({ status: next ?? null });
        }}
      >
        <option value="">Every status</option>
        {rowStatuses.map((one) => (
          <option key={one} value={one}>
            {rowLooks[one].label} ({formatCount(answer?.counts[one] ?? 0)})
          </option>
        ))}
      </select>
      {day !== null && (
        <CheckField
          label={`Only ${formatDate(day)}`}
          checked={state.onlyDay}
          onChange={(onlyDay) => state.set({ onlyDay })}
        />
      )}
    </>
  );
  return (
    <>
      <SettlementList
        shop={shop}
        list="rows"
        grid="payment-rows"
        title="Rows"
        label="Settlement rows"
        noun="row"
        searchLabel="Filter rows"
        searchHint="ID, type, invoice or amount"
        columns={columns}
        source={windows}
        idOf={(row) => row.rowKey}
        sums={sums}
        sorting={rowSorting}
        onSort={(sorting) => state.set({ rowSorting: sorting })}
        filters={rowFilters}
        onFilters={(texts) => state.set({ rowFilters: texts })}
        chips={chips}
        tools={tools}
        hint="Enter opens it as it stands in its file"
        onOpen={setOpened}
        empty="No settlement row yet."
        emptyFiltered="No row matches the filter."
      />
      {opened && (
        <RowDialog
          shopId={shopId}
          row={opened}
          onDay={() => {
            setOpened(null);
            state.set({ view: 'days', day: opened.settledOn });
          }}
          onClose={() => setOpened(null)}
        />
      )}
      {ignoring && (
        <IgnoreDialog
          row={ignoring}
          onIgnore={(reason) => void ignore(reason)}
          onClose={() => setIgnoring(null)}
        />
      )}
    </>
  );
}
