import { useCallback, useMemo, useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask } from '../../app/contract/api.ts';
import type { OrderRow } from '../../app/contract/orders.ts';
import { useStartJob } from '../data/use-command.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { columnChips } from '../grid/column-filters.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { FootSums, type Sum } from '../grid/foot-sums.tsx';
import { Grid } from '../grid/grid.tsx';
import { nothingTicked, tickedCount } from '../grid/selection.ts';
import { toTicks } from '../grid/ticks.ts';
import { useWindows } from '../grid/use-windows.ts';
import { useBusy } from '../shell/use-busy.ts';
import { useCommands } from '../shell/use-commands.ts';
import { FilterBox } from '../widgets/field.tsx';
import { FilterChips } from '../widgets/filter-chips.tsx';
import { formatCount, plural } from '../widgets/format.ts';
import { lazily } from '../widgets/lazily.tsx';
import { SplitButton } from '../widgets/split-button.tsx';
import { useStable } from '../widgets/use-stable.ts';
import { CoverageStrip } from './coverage-strip.tsx';
import { EmptyOrders } from './empty-orders.tsx';
import { LinkTrouble, useLinkTrouble } from './link-trouble.tsx';
import { filterWords, orderChips } from './order-chips.ts';
import { toEditableColumns, withCounts } from './order-columns.tsx';
import { toOrderWindow } from './order-window.ts';
import { nothingFiltered, toTickable, useOrdersState } from './orders-state.ts';
import type { PostAction, PostRequest } from './post-dialog.tsx';
import { RangeControl } from './range-control.tsx';
import { StatusButtons } from './status-buttons.tsx';
import { type FilterSense, type OrderSelection, toFilterInput, toOrderSelection } from './to-selection.ts';
import { useOrderDecisions } from './use-order-decisions.ts';
import { usePostedSince } from './use-posted-since.ts';
import { VerifyFilter } from './verify-filter.tsx';

const UndoDialog = lazily(async () => (await import('../undo/undo-dialog.tsx')).UndoDialog);
const OrderDetail = lazily(async () => (await import('./order-detail.tsx')).OrderDetail);
const PostDialog = lazily(async () => (await import('./post-dialog.tsx')).PostDialog);
const SkipDialog = lazily(async () => (await import('./skip-dialog.tsx')).SkipDialog);

interface OrdersRequest {
  readonly selection: OrderSelection;
  readonly which: string;
}

/** Orders by status, what became of each, and posting. */
export function OrdersTab({ shop }: { shop: ShopView }) {
  const { shopId, currency } = shop;
  const state = useOrdersState(shopId);
  const { filter, sorting, selection, activeId } = state;
  const startJob = useStartJob();
  const busy = useBusy(shopId);
  const trouble = useLinkTrouble(shop);
  const postedSince = usePostedSince(shopId);
  const [request, setRequest] = useState<PostRequest | null>(null);
  const [undoing, setUndoing] = useState<OrdersRequest | null>(null);
  const [skipping, setSkipping] = useState<OrdersRequest | null>(null);
  const { map, skip, unskip } = useOrderDecisions(shopId, state.tickOrder);

  const sense: FilterSense = useMemo(
    () => ({ shopId, currency, postedSince }),
    [shopId, currency, postedSince],
  );
  const asked = useMemo(() => toFilterInput(sense, filter), [sense, filter]);
  const toInput = useCallback(
    (offset: number, limit: number) => toOrderWindow(asked, sorting, offset, limit),
    [asked, sorting],
  );
  const key = JSON.stringify([asked, sorting]);
  const windows = useWindows({
    method: 'orders.list',
    key,
    toInput,
    toTotal: (answer) => answer.totals.count,
  });
  const { total, answer } = windows;
  // Counting looks at every order: the rows come first.
  const isShown = windows.shownKey === key;
  const toCount = { ...asked, filters: asked.filters.filter(({ column }) => column !== 'verify') };
  const counted = useQuery('orders.counts', isShown ? toCount : null, 'later');
  const wordCounts = useKept(counted.data)?.counts;
  const statusCounts = answer?.counts;
  const editable = useMemo(
    () => toEditableColumns({ ledgerId: shop.ledgerId, onMap: map }),
    [shop.ledgerId, map],
  );
  const columns = useMemo(
    () => withCounts(editable, statusCounts, wordCounts),
    [editable, statusCounts, wordCounts],
  );
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

  const chosen = () => toOrderSelection(sense, filter, selection);
  const only = (order: OrderRow): OrderSelection => ({
    select: 'these',
    shopId,
    orderIds: [order.orderId],
  });
  const ask = (action: PostAction) => setRequest({ selection: chosen(), action });
  const post = async (lockedDates: Ask<'orders.post'>['lockedDates']) => {
    if (!request) return;
    setRequest(null);
    if (await startJob('orders.post', { ...request, lockedDates })) state.setSelection(() => nothingTicked);
  };
  const clear = () => state.setFilter({ status: null, text: '', columns: [] });
  const onFilters = (texts: typeof filter.columns) => state.setFilter({ columns: texts });

  const whyNoFetch =
    busy ?? trouble.fetch ?? (filter.from === '' || filter.to === '' ? 'Choose both dates first' : null);
  const gap = shop.gaps[0];
  const whyNoPost =
    busy ??
    shop.postingOff ??
    trouble.post ??
    (gap ? `${gap.message} Settings are on the Account tab.` : null) ??
    (total === 0 && ticked === 0 ? 'There is no order to post' : null);
  const which = ticked > 0 ? `${plural(ticked, 'ticked order')}` : `all ${formatCount(total)} shown`;
  const refresh = useStable(
    () => void startJob('orders.fetch', { shopId, from: filter.from, to: filter.to }),
  );
  useCommands({
    'orders.refresh': { why: whyNoFetch, run: refresh },
    'orders.clear': { why: null, run: () => state.setFilter(nothingFiltered()) },
    'orders.post': { why: whyNoPost, run: () => ask('default') },
    'orders.postInvoice': { why: whyNoPost, run: () => ask('invoice') },
    'orders.postOrder': { why: whyNoPost, run: () => ask('order') },
  });
  return (
    <>
      <LinkTrouble shop={shop} />
      <div className="toolbar">
        <StatusButtons
          counts={answer?.counts}
          chosen={filter.status}
          onChoose={(status) => state.setFilter({ status })}
        />
        <span className="push" />
        <SplitButton
          label="Post"
          menuLabel="Other ways to post"
          disabledBecause={whyNoPost}
          onClick={() => ask('default')}
          actions={[
            { id: 'invoice', label: 'Post as invoice', onAction: () => ask('invoice') },
            { id: 'order', label: 'Post as sales order only', onAction: () => ask('order') },
            { id: 'skip', label: 'Skip…', onAction: () => setSkipping({ selection: chosen(), which }) },
            { id: 'unskip', label: 'Take back skipping', onAction: () => void unskip(chosen()) },
            {
              id: 'undo',
              label: 'Undo…',
              onAction: () => setUndoing({ selection: chosen(), which }),
            },
            {
              id: 'check',
              label: 'Check in Stokly what is still there',
              onAction: () => void startJob('orders.check', { selection: chosen() }),
            },
          ]}
        />
      </div>
      <div className="toolbar">
        <RangeControl
          from={filter.from}
          to={filter.to}
          onPeriod={state.setFilter}
          isFirst={total === 0}
          disabledBecause={whyNoFetch}
          onRefresh={refresh}
        />
        <span className="push" />
        <FilterBox
          label="Filter orders"
          placeholder="ID, item code, product, amount"
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
      <div className="order-facts">
        <CoverageStrip shop={shop} from={filter.from} to={filter.to} busy={busy ?? trouble.fetch} />
        <VerifyFilter counts={wordCounts} filters={filter.columns} onFilters={onFilters} />
      </div>
      <FilterChips
        chips={[
          ...orderChips(filter, answer?.counts, state.setFilter),
          ...columnChips(columns, filter.columns, currency, onFilters),
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
        onFilters={onFilters}
        currency={currency}
        onRange={windows.onRange}
        viewKey={windows.shownKey}
        activeId={activeId}
        onActivate={(row) => state.activate(row.orderId)}
        empty={
          <EmptyOrders
            shop={shop}
            from={filter.from}
            to={filter.to}
            isFiltered={filter.status !== null || filter.text.trim() !== '' || asked.filters.length > 0}
            error={windows.error}
            onClear={clear}
          />
        }
        footer={
          <>
            <span>
              <b>{plural(total, 'order')}</b>
            </span>
            {ticked > 0 && <span>{formatCount(ticked)} ticked</span>}
            {windows.error && total > 0 && <span className="missing">{windows.error.message}</span>}
            <FootSums sums={sums} selection={selection} />
          </>
        }
      />
      {activeId !== null && (
        <OrderDetail
          shop={shop}
          orderId={activeId}
          postedSince={postedSince}
          busy={busy}
          onMap={map}
          onPost={(order) => setRequest({ selection: only(order), action: 'default' })}
          onSkip={(order) => setSkipping({ selection: only(order), which: `order ${order.orderId}` })}
          onClose={() => state.activate(null)}
        />
      )}
      {request && (
        <PostDialog
          shop={shop}
          request={request}
          onConfirm={(lockedDates) => void post(lockedDates)}
          onClose={() => setRequest(null)}
        />
      )}
      {undoing && (
        <UndoDialog
          shop={shop}
          which={undoing.which}
          selection={{ select: 'orders', orders: undoing.selection }}
          onClose={() => setUndoing(null)}
        />
      )}
      {skipping && (
        <SkipDialog
          which={skipping.which}
          onClose={() => setSkipping(null)}
          onConfirm={(reason) => {
            setSkipping(null);
            void skip(skipping.selection, reason).then((isDone) => {
              if (isDone) state.setSelection(() => nothingTicked);
            });
          }}
        />
      )}
    </>
  );
}
