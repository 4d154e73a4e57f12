import { useCallback, useMemo, useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask } from '../../app/contract/api.ts';
import type { ProductRow } from '../../app/contract/products.ts';
import { useBackend } from '../data/backend.tsx';
import { useStartJob } from '../data/use-command.ts';
import { collectRows } from '../grid/collect-rows.ts';
import { columnChips, filterPhrases, toFilterTexts } from '../grid/column-filters.ts';
import { Grid } from '../grid/grid.tsx';
import { isTicked, tickedCount } from '../grid/selection.ts';
import { toTicks } from '../grid/ticks.ts';
import { useWindows } from '../grid/use-windows.ts';
import { showDone } from '../shell/messages.ts';
import { useBusy } from '../shell/use-busy.ts';
import { useCommands } from '../shell/use-commands.ts';
import { type FilterChip, FilterChips } from '../widgets/filter-chips.tsx';
import { formatCount, plural } from '../widgets/format.ts';
import { lazily } from '../widgets/lazily.tsx';
import { codeText } from './code-text.ts';
import { EmptyProducts } from './empty-products.tsx';
import { mappingLooks, mappingStatuses } from './looks.ts';
import { type MappingPlan, planMappings, planUnlinking } from './plan-mappings.ts';
import { filterColumns, productColumns } from './product-columns.tsx';
import { useProductState } from './product-state.ts';
import { ProductToolbar } from './product-toolbar.tsx';
import { useItemEditing } from './use-item-editing.ts';
import { useMappingFile } from './use-mapping-file.ts';
import { usePostMappings } from './use-post-mappings.ts';

const AlikeDialog = lazily(async () => (await import('./alike-dialog.tsx')).AlikeDialog);
const ComponentsDialog = lazily(async () => (await import('./components-dialog.tsx')).ComponentsDialog);
const MappingFileDialog = lazily(async () => (await import('./mapping-file-dialog.tsx')).MappingFileDialog);
const PostMappingsDialog = lazily(
  async () => (await import('./post-mappings-dialog.tsx')).PostMappingsDialog,
);

type ProductSort = NonNullable<Ask<'products.list'>['sort']>;
const sorts: readonly ProductSort[] = [
  'status',
  'itemCode',
  'productName',
  'variation',
  'sellerSku',
  'priceMinor',
  'openOrders',
];

/** Which stock item each SKU stands for: fetch, choose codes in the grid, see what it reaches, post. */
export function ProductTab({ shop }: { shop: ShopView }) {
  const { shopId, ledgerId, currency } = shop;
  const state = useProductState(shopId);
  const { text, sorting, selection, drafts } = state;
  // What was kept from an earlier version of the program may name a status that is none.
  const status = mappingStatuses.find((one) => one === state.status) ?? null;
  const { client } = useBackend();
  const save = usePostMappings(shop);
  const startJob = useStartJob();
  const busy = useBusy(shopId);
  const file = useMappingFile(shop);
  const [bundle, setBundle] = useState<ProductRow | null>(null);
  const [alike, setAlike] = useState<ProductRow | null>(null);
  const [plan, setPlan] = useState<MappingPlan | null>(null);

  const sort = sorts.find((one) => one === sorting.by) ?? 'status';
  const { descending } = sorting;
  const filters = useMemo(
    () => toFilterTexts(filterColumns, state.columns, currency),
    [state.columns, currency],
  );
  const toInput = useCallback(
    (offset: number, limit: number) => ({ shopId, text, status, filters, sort, descending, offset, limit }),
    [shopId, text, status, filters, sort, descending],
  );
  const windows = useWindows({
    method: 'products.list',
    key: JSON.stringify([shopId, text, status, filters, sort, descending]),
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
  const tickedIds = async () =>
    selection.all ? (await tickedRows()).map((row) => row.skuId) : [...selection.marks.keys()];
  const openAlike = (row: ProductRow) => {
    if (editing.componentsOf(row).length > 0) setAlike(row);
  };
  const editing = useItemEditing({
    state,
    ledgerId,
    rowAt: windows.rowAt,
    rowsBetween: windows.rowsBetween,
    tickedIds,
    onAlike: openAlike,
    onComponents: setBundle,
  });
  const columns = productColumns({
    ledgerId,
    counts: answer?.counts ?? {},
    componentsOf: editing.componentsOf,
    isEdited: (row) => drafts.has(row.skuId),
    onEdit: (row, components) => state.edit(new Map([[row.skuId, components]])),
    onFill: (row, item) => void editing.fill(row, item),
    onComponents: setBundle,
    onAlike: openAlike,
  });

  const mapAlike = (row: ProductRow, skuIds: readonly string[]) => {
    const components = editing.componentsOf(row);
    const ids = new Set([row.skuId, ...skuIds]);
    setAlike(null);
    state.edit(new Map([...ids].map((id) => [id, components])));
    showDone(`${codeText(components)} chosen for ${formatCount(ids.size)} rows. Ctrl+Z takes it back.`);
  };
  const editFromFile = () => {
    if (!file.read) return;
    const { plan: read, fileName } = file.read;
    const dated = read.changes.flatMap(({ skuId, validFrom }): [string, string][] =>
      validFrom === null ? [] : [[skuId, validFrom]],
    );
    state.edit(new Map(read.changes.map((one) => [one.skuId, one.components])), new Map(dated));
    file.close();
    showDone(`${plural(read.changes.length, 'row')} edited from ${fileName}. Ctrl+Z takes it back.`);
  };
  const post = async (input: Ask<'products.map'>, kind: MappingPlan['kind']) => {
    setPlan(null);
    if (await save(input, kind)) state.posted(input.mappings.map(({ skuId }) => skuId));
  };

  const setColumns = (texts: typeof state.columns) => state.filter({ columns: texts });
  const showAll = () => state.filter({ text: '', status: null, columns: [] });
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
  const fetchProducts = () => void startJob('products.fetch', { shopId });
  const preparePost = () => void tickedRows().then((rows) => setPlan(planMappings(rows, drafts)));
  useCommands({
    'product.fetch': { why: busy, run: fetchProducts },
    'product.notMapped': { why: null, run: () => state.filter({ status: 'notMapped' }) },
    'product.post': { why: whyNoPost, run: preparePost },
  });
  const isFiltered = chips.length > 0 || filters.length > 0;
  return (
    <>
      <ProductToolbar
        shop={shop}
        state={state}
        counts={answer?.counts}
        isEmpty={total === 0 && !isFiltered}
        ticked={ticked}
        file={file}
        busy={busy}
        whyNoPost={whyNoPost}
        onFetch={fetchProducts}
        onPost={preparePost}
        onUnlink={() => void tickedRows().then((rows) => setPlan(planUnlinking(rows)))}
        exporting={{
          columns,
          total,
          readAll: windows.readAll,
          filters: [...chips.map(({ label }) => label), ...filterPhrases(columns, state.columns, currency)],
        }}
      />
      <FilterChips
        chips={[...chips, ...columnChips(columns, state.columns, currency, setColumns)]}
        onClear={showAll}
      />
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
        filters={state.columns}
        onFilters={setColumns}
        currency={currency}
        onRange={windows.onRange}
        viewKey={windows.shownKey}
        onKey={editing.onKey}
        onPaste={(pasted, index) => void editing.onPaste(pasted, index)}
        empty={
          <EmptyProducts
            error={windows.error}
            isWaiting={answer === undefined}
            isFiltered={isFiltered}
            onShowAll={showAll}
          />
        }
        footer={
          <>
            <span>
              <b>{plural(total, 'product')}</b>
            </span>
            {ticked > 0 && <span>{formatCount(ticked)} ticked</span>}
            {drafts.size > 0 && (
              <span className="edited">{plural(drafts.size, 'row')} edited, not posted</span>
            )}
            {windows.error && total > 0 && <span className="push missing">{windows.error.message}</span>}
          </>
        }
      />
      {bundle && ledgerId !== null && (
        <ComponentsDialog
          row={bundle}
          shop={shop}
          ledgerId={ledgerId}
          components={editing.componentsOf(bundle)}
          onClose={() => setBundle(null)}
          onSave={(components) => {
            state.edit(new Map([[bundle.skuId, components]]));
            setBundle(null);
          }}
        />
      )}
      {alike && (
        <AlikeDialog
          shopId={shopId}
          row={alike}
          components={editing.componentsOf(alike)}
          ticked={ticked - (isTicked(selection, alike.skuId) ? 1 : 0)}
          onTicked={() => void tickedIds().then((ids) => mapAlike(alike, ids))}
          onRows={(ids) => mapAlike(alike, ids)}
          onClose={() => setAlike(null)}
        />
      )}
      {file.read && <MappingFileDialog file={file.read} onEdit={editFromFile} onClose={file.close} />}
      {plan && (
        <PostMappingsDialog
          shop={shop}
          plan={plan}
          onConfirm={(input) => void post(input, plan.kind)}
          onClose={() => setPlan(null)}
        />
      )}
    </>
  );
}
