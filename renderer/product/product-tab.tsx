import { useCallback, useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask } from '../../app/contract/api.ts';
import type { ProductRow } from '../../app/contract/products.ts';
import { useBackend } from '../data/backend.tsx';
import { useCommand, useStartJob } from '../data/use-command.ts';
import { collectRows } from '../grid/collect-rows.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { Grid } from '../grid/grid.tsx';
import { isTicked, tickedCount } from '../grid/selection.ts';
import { toTicks } from '../grid/ticks.ts';
import { useWindows } from '../grid/use-windows.ts';
import { showDone } from '../shell/messages.ts';
import { useBusy } from '../shell/use-busy.ts';
import { useCommands } from '../shell/use-commands.ts';
import { Button } from '../widgets/button.tsx';
import { ConfirmDialog } from '../widgets/dialog.tsx';
import { FilterBox } from '../widgets/field.tsx';
import { type FilterChip, FilterChips } from '../widgets/filter-chips.tsx';
import { formatCount, formatMoney, plural } from '../widgets/format.ts';
import { ComponentsDialog } from './components-dialog.tsx';
import { type MappingStatus, mappingLooks, mappingStatuses } from './looks.ts';
import { type MappingPlan, planMappings } from './plan-mappings.ts';
import { productColumns } from './product-columns.tsx';
import { useProductState } from './product-state.ts';
import { useItemEditing } from './use-item-editing.ts';

type ProductSort = NonNullable<Ask<'products.list'>['sort']>;
const sorts: readonly ProductSort[] = ['status', 'sellerSku', 'productName', 'priceMinor'];

/** Which stock item each SKU stands for: fetch, choose codes in the grid, post. */
export function ProductTab({ shop }: { shop: ShopView }) {
  const { shopId, ledgerId } = shop;
  const state = useProductState(shopId);
  const { text, status, sorting, selection, drafts } = state;
  const { client } = useBackend();
  const command = useCommand();
  const startJob = useStartJob();
  const busy = useBusy(shopId);
  const [bundle, setBundle] = useState<ProductRow | null>(null);
  const [plan, setPlan] = useState<MappingPlan | null>(null);

  const sort = sorts.find((one) => one === sorting.by) ?? 'status';
  const { descending } = sorting;
  const toInput = useCallback(
    (offset: number, limit: number) => ({ shopId, text, status, sort, descending, offset, limit }),
    [shopId, text, status, sort, descending],
  );
  const windows = useWindows({
    method: 'products.list',
    key: JSON.stringify([shopId, text, status, sort, descending]),
    toInput,
    toTotal: (answer) => answer.total,
  });
  const { total, answer } = windows;
  const ticks = toTicks({
    selection,
    setSelection: state.setSelection,
    rowAt: windows.rowAt,
    rowsBetween: windows.rowsBetween,
    toTickable: (row: ProductRow) => ({ id: row.skuId, amounts: {} }),
  });
  const ticked = tickedCount(selection, total);

  const tickedRows = async () => {
    // Rows ticked one by one count wherever they are; "all" means all that the filter shows.
    const toEvery = (offset: number, limit: number) => ({ shopId, offset, limit });
    const rows = await collectRows(client, 'products.list', selection.all ? toInput : toEvery);
    return rows.filter((row) => isTicked(selection, row.skuId));
  };
  const editing = useItemEditing({
    state,
    ledgerId,
    rowAt: windows.rowAt,
    rowsBetween: windows.rowsBetween,
    tickedIds: async () =>
      selection.all ? (await tickedRows()).map((row) => row.skuId) : [...selection.marks.keys()],
  });
  const columns = productColumns({
    ledgerId,
    componentsOf: editing.componentsOf,
    isEdited: (row) => drafts.has(row.skuId),
    onEdit: (row, components) => state.edit(new Map([[row.skuId, components]])),
    onFill: (row, item) => void editing.fill(row, item),
    onComponents: setBundle,
  });
  const preparePost = async () => setPlan(planMappings(await tickedRows(), drafts));
  const post = async () => {
    if (!plan) return;
    setPlan(null);
    const done = await command('products.map', { shopId, mappings: [...plan.mappings] });
    if (!done) return;
    state.posted();
    const goods = formatMoney(done.openGoodsMinor, shop.currency);
    const uses =
      done.openOrders === 0
        ? 'No open order uses them yet.'
        : `${plural(done.openOrders, 'open order')} with goods of ${goods} ${done.openOrders === 1 ? 'uses' : 'use'} them.`;
    showDone(`${plural(done.saved, 'mapping')} saved. ${uses}`);
  };

  const chips: FilterChip[] = [];
  if (status)
    chips.push({
      id: 'status',
      label: `Status ${mappingLooks[status].label} (${formatCount(answer?.counts[status] ?? 0)})`,
      onRemove: () => state.filter({ status: null }),
    });
  if (text.trim() !== '')
    chips.push({
      id: 'text',
      label: `Text “${text.trim()}”`,
      onRemove: () => state.filter({ text: '' }),
    });
  const whyNoPost = busy ?? (ticked === 0 ? 'Choose an item code or tick a row first' : null);
  useCommands({
    'product.fetch': { why: busy, run: () => void startJob('products.fetch', { shopId }) },
    'product.notMapped': { why: null, run: () => state.filter({ status: 'notMapped' }) },
    'product.post': { why: whyNoPost, run: () => void preparePost() },
  });
  return (
    <>
      <div className="toolbar">
        <Button
          kind={total === 0 ? 'primary' : 'plain'}
          icon="refresh"
          disabledBecause={busy}
          title="Fetches products from TikTok Shop and items from Stokly"
          onClick={() => void startJob('products.fetch', { shopId })}
        >
          Fetch
        </Button>
        <FilterBox
          label="Filter products"
          placeholder="Product, SKU, code or ID"
          value={text}
          onChange={(next) => state.filter({ text: next })}
        />
        <select
          className="input status-filter"
          aria-label="Status"
          value={status ?? ''}
          onChange={(event) => {
            const next = mappingStatuses.find((one) => one === event.target.value);
            state.filter({ status: next ?? null });
          }}
        >
          <option value="">Every status{answer && ` (${formatCount(sumCounts(answer.counts))})`}</option>
          {mappingStatuses.map((one) => (
            <option key={one} value={one}>
              {mappingLooks[one].label} ({formatCount(answer?.counts[one] ?? 0)})
            </option>
          ))}
        </select>
        <span className="push" />
        <ExportButton
          grid="products"
          label="Products"
          shopName={shop.name}
          columns={columns}
          total={total}
          filters={chips.map(({ label }) => label)}
          sorting={sorting}
          sums={[]}
          readAll={windows.readAll}
        />
        <Button kind="primary" disabledBecause={whyNoPost} onClick={() => void preparePost()}>
          Post
        </Button>
      </div>
      <FilterChips chips={chips} onClear={() => state.filter({ text: '', status: null })} />
      <Grid
        name="products"
        label="Products"
        columns={columns}
        total={total}
        rowAt={windows.rowAt}
        idOf={(row) => row.skuId}
        ticks={ticks}
        sorting={sorting}
        onSort={state.sort}
        onRange={windows.onRange}
        viewKey={windows.shownKey}
        onKey={editing.onKey}
        onPaste={(pasted, index) => void editing.onPaste(pasted, index)}
        empty={
          text || status
            ? 'No product matches the filter.'
            : 'No products yet. Fetch reads them from TikTok Shop, and the items from Stokly.'
        }
        footer={
          <>
            <span>
              <b>{plural(total, 'product')}</b>
            </span>
            <span>{ticked > 0 ? `${formatCount(ticked)} ticked` : ''}</span>
            {drafts.size > 0 && (
              <span className="edited">{plural(drafts.size, 'row')} edited, not posted</span>
            )}
            {windows.error && <span className="push missing">{windows.error.message}</span>}
          </>
        }
      />
      {bundle && ledgerId !== null && (
        <ComponentsDialog
          row={bundle}
          ledgerId={ledgerId}
          components={editing.componentsOf(bundle)}
          onClose={() => setBundle(null)}
          onSave={(components) => {
            state.edit(new Map([[bundle.skuId, components]]));
            setBundle(null);
          }}
        />
      )}
      {plan && (
        <ConfirmDialog
          title={`Post ${plural(plan.mappings.length, 'mapping')}`}
          confirm="Post"
          disabledBecause={plan.mappings.length === 0 ? 'None of the ticked rows has an item code' : null}
          onConfirm={() => void post()}
          onClose={() => setPlan(null)}
        >
          <p>
            {plan.openOrders === 0
              ? 'No open order contains these products. Nothing is written to Stokly; documents that were posted stay as they are.'
              : `These products are in open orders ${formatCount(plan.openOrders)} times: their invoices will use the new item codes. Nothing is written to Stokly now, and documents that were posted stay as they are.`}
          </p>
          {plan.withoutItem > 0 && (
            <p className="muted">
              {plural(plan.withoutItem, 'ticked row')} without an item code is left out.
            </p>
          )}
        </ConfirmDialog>
      )}
    </>
  );
}

function sumCounts(counts: Partial<Record<MappingStatus, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
