import { useCallback, useMemo, useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask } from '../../app/contract/api.ts';
import { useBackend } from '../data/backend.tsx';
import { useStartJob } from '../data/use-command.ts';
import { columnChips, type FilterTexts } from '../grid/column-filters.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { FootSums, type Sum } from '../grid/foot-sums.tsx';
import { Grid } from '../grid/grid.tsx';
import { nothingTicked, tickedCount } from '../grid/selection.ts';
import { toTicks } from '../grid/ticks.ts';
import { useWindows } from '../grid/use-windows.ts';
import { useBusy } from '../shell/use-busy.ts';
import { useCommands } from '../shell/use-commands.ts';
import { Button } from '../widgets/button.tsx';
import { DateBox } from '../widgets/date-box.tsx';
import { FilterBox } from '../widgets/field.tsx';
import { FilterChips } from '../widgets/filter-chips.tsx';
import { formatCount, plural } from '../widgets/format.ts';
import { SplitButton } from '../widgets/split-button.tsx';
import { filterWords, orderChips } from './order-chips.ts';
import { withStatusCounts } from './order-columns.tsx';
import { OrderDetail } from './order-detail.tsx';
import { nothingFiltered, toTickable, useOrdersState } from './orders-state.ts';
import { PeriodSelect } from './period-select.tsx';
import { type PostAction, PostDialog, type PostRequest } from './post-dialog.tsx';
import { StatusButtons } from './status-buttons.tsx';
import { toFilterInput, toOrderSelection } from './to-selection.ts';

type OrderSort = NonNullable<Ask<'orders.list'>['sort']>;
const sorts: readonly OrderSort[] = [
  'orderedOn',
  'orderId',
  'goodsMinor',
  'paidMinor',
  'status',
  'itemCount',
];

/** Orders by status, what became of each, and posting. */
export function OrdersTab({ shop }: { shop: ShopView }) {
  const { shopId, currency } = shop;
  const state = useOrdersState(shopId);
  const { filter, sorting, selection, activeId } = state;
  const { client } = useBackend();
  const startJob = useStartJob();
  const busy = useBusy(shopId);
  const [request, setRequest] = useState<PostRequest | null>(null);

  const sort = sorts.find((one) => one === sorting.by) ?? 'orderedOn';
  const { descending } = sorting;
  const toInput = useCallback(
    (offset: number, limit: number) => ({
      ...toFilterInput({ shopId, currency }, filter),
      sort,
      descending,
      offset,
      limit,
    }),
    [shopId, currency, filter, sort, descending],
  );
  const windows = useWindows({
    method: 'orders.list',
    key: JSON.stringify([toFilterInput({ shopId, currency }, filter), sort, descending]),
    toInput,
    toTotal: (answer) => answer.totals.count,
  });
  const { total, answer } = windows;
  const counts = answer?.counts;
  const columns = useMemo(() => withStatusCounts(counts ?? {}), [counts]);
  const setColumns = (texts: FilterTexts) => state.setFilter({ columns: texts });
  const ticks = toTicks({
    selection,
    setSelection: state.setSelection,
    rowAt: windows.rowAt,
    rowsBetween: windows.rowsBetween,
    toTickable,
  });
  const ticked = tickedCount(selection, total);
  const totals = answer?.totals;
  const sums: readonly Sum[] = [
    { columnId: 'shipping', label: 'Shipping', shown: totals?.shippingMinor ?? 0, currency },
    { columnId: 'subtotal', label: 'Subtotal', shown: totals?.goodsMinor ?? 0, currency },
    { columnId: 'total', label: 'Total', shown: totals?.paidMinor ?? 0, currency },
    { columnId: 'items', label: 'Items', shown: totals?.itemCount ?? 0, currency: null },
  ];

  const ask = async (action: PostAction) => {
    const chosen = await toOrderSelection(client, shop, filter, selection);
    if (chosen) setRequest({ selection: chosen, action });
  };
  const post = async () => {
    if (!request) return;
    setRequest(null);
    if (await startJob('orders.post', request)) state.setSelection(() => nothingTicked);
  };

  const whyNoFetch = busy ?? (filter.from === '' || filter.to === '' ? 'Choose both dates first' : null);
  const gap = shop.gaps[0];
  const whyNoPost =
    busy ??
    (gap ? `${gap.message} Settings are on the Account tab.` : null) ??
    (total === 0 && ticked === 0 ? 'There is no order to post' : null);
  useCommands({
    'orders.refresh': {
      why: whyNoFetch,
      run: () => void startJob('orders.fetch', { shopId, from: filter.from, to: filter.to }),
    },
    'orders.clear': { why: null, run: () => state.setFilter(nothingFiltered()) },
    'orders.post': { why: whyNoPost, run: () => void ask('default') },
    'orders.postInvoice': { why: whyNoPost, run: () => void ask('invoice') },
    'orders.postOrder': { why: whyNoPost, run: () => void ask('order') },
  });
  return (
    <>
      <div className="toolbar">
        <StatusButtons
          counts={counts}
          chosen={filter.status}
          onChoose={(status) => state.setFilter({ status })}
        />
        <span className="push" />
        <SplitButton
          label="Post"
          menuLabel="Other ways to post"
          disabledBecause={whyNoPost}
          onClick={() => void ask('default')}
          actions={[
            { id: 'invoice', label: 'Post as invoice', onAction: () => void ask('invoice') },
            { id: 'order', label: 'Post as sales order only', onAction: () => void ask('order') },
          ]}
        />
      </div>
      <div className="toolbar">
        <DateBox label="From" value={filter.from} onChange={(from) => state.setFilter({ from })} />
        <DateBox label="To" value={filter.to} onChange={(to) => state.setFilter({ to })} />
        <PeriodSelect from={filter.from} to={filter.to} onChoose={state.setFilter} />
        <Button
          kind={total === 0 ? 'primary' : 'plain'}
          icon="refresh"
          disabledBecause={whyNoFetch}
          title="Fetches the orders of these dates from TikTok Shop"
          onClick={() => void startJob('orders.fetch', { shopId, from: filter.from, to: filter.to })}
        >
          Refresh orders
        </Button>
        <span className="push" />
        <FilterBox
          label="Filter orders"
          placeholder="ID, SKU, product or amount"
          value={filter.text}
          onChange={(text) => state.setFilter({ text })}
        />
        <ExportButton
          grid="orders"
          label="Orders"
          shopName={shop.name}
          columns={columns}
          total={total}
          filters={filterWords(filter, currency)}
          sorting={sorting}
          sums={sums}
          readAll={windows.readAll}
        />
      </div>
      <FilterChips
        chips={[
          ...orderChips(filter, counts, state.setFilter),
          ...columnChips(columns, filter.columns, currency, setColumns),
        ]}
        onClear={() => state.setFilter(nothingFiltered())}
      />
      <Grid
        name="orders"
        label="Orders"
        columns={columns}
        total={total}
        rowAt={windows.rowAt}
        idOf={(row) => row.orderId}
        ticks={ticks}
        sorting={sorting}
        onSort={state.sort}
        filters={filter.columns}
        onFilters={setColumns}
        currency={currency}
        onRange={windows.onRange}
        viewKey={windows.shownKey}
        activeId={activeId}
        onActivate={(row) => state.activate(row.orderId)}
        empty={
          filter.text || filter.status || filter.columns.length > 0
            ? 'No order matches the filter.'
            : 'No orders of these dates yet. Refresh orders fetches them from TikTok Shop.'
        }
        footer={
          <>
            <span>
              <b>{plural(total, 'order')}</b>
            </span>
            {ticked > 0 && <span>{formatCount(ticked)} ticked</span>}
            {windows.error && <span className="missing">{windows.error.message}</span>}
            <FootSums sums={sums} selection={selection} />
          </>
        }
      />
      {activeId !== null && (
        <OrderDetail
          shop={shop}
          orderId={activeId}
          onMapped={state.tickOrder}
          onClose={() => state.activate(null)}
        />
      )}
      {request && (
        <PostDialog
          shop={shop}
          request={request}
          onConfirm={() => void post()}
          onClose={() => setRequest(null)}
        />
      )}
    </>
  );
}
