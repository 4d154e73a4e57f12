import type { ShopView } from '../../app/contract/accounts.ts';
import type { ProductRow } from '../../app/contract/products.ts';
import type { ReadRows } from '../grid/collect-rows.ts';
import type { Column } from '../grid/columns.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { Button } from '../widgets/button.tsx';
import { FilterBox } from '../widgets/field.tsx';
import { formatCount } from '../widgets/format.ts';
import { type MappingStatus, mappingLooks, mappingStatuses } from './looks.ts';
import { MappingFileMenu } from './mapping-file-menu.tsx';
import type { ProductState } from './product-state.ts';

type Counts = Partial<Record<MappingStatus, number>>;

interface ProductToolbarProps {
  readonly shop: ShopView;
  readonly state: ProductState;
  readonly counts: Counts | undefined;
  /** Nothing was fetched yet: fetching is the first thing to do. */
  readonly isEmpty: boolean;
  readonly ticked: number;
  readonly file: { readonly save: () => void; readonly open: (file: File) => void };
  /** Why no job can be started now. */
  readonly busy: string | null;
  readonly whyNoPost: string | null;
  readonly onFetch: () => void;
  readonly onPost: () => void;
  readonly onUnlink: () => void;
  readonly exporting: {
    readonly columns: readonly Column<ProductRow>[];
    readonly total: number;
    readonly filters: readonly string[];
    readonly readAll: (onPiece: (count: number) => void) => Promise<ReadRows<ProductRow>>;
  };
}

export function ProductToolbar(props: ProductToolbarProps) {
  const { shop, state, counts, busy, whyNoPost, ticked, exporting } = props;
  const whyNoUnlink = busy ?? (ticked === 0 ? 'Tick the rows whose mapping is taken back' : null);
  return (
    <div className="toolbar">
      <Button
        kind={props.isEmpty ? 'primary' : 'plain'}
        icon="refresh"
        disabledBecause={busy}
        title="Fetches products from TikTok Shop and items from Stokly"
        onClick={props.onFetch}
      >
        Fetch
      </Button>
      <FilterBox
        label="Filter products"
        placeholder="Product, SKU, code or ID"
        value={state.text}
        onChange={(next) => state.filter({ text: next })}
      />
      <select
        className="input status-filter"
        aria-label="Status"
        value={state.status ?? ''}
        onChange={(event) => {
          const next = mappingStatuses.find((one) => one === event.target.value);
          state.filter({ status: next ?? null });
        }}
      >
        <option value="">Every status{counts && ` (${formatCount(sumCounts(counts))})`}</option>
        {mappingStatuses.map((one) => (
          <option key={one} value={one}>
            {mappingLooks[one].label} ({formatCount(counts?.[one] ?? 0)})
          </option>
        ))}
      </select>
      <span className="push" />
      <MappingFileMenu onSave={props.file.save} onFile={props.file.open} />
      <ExportButton
        grid="products"
        label="Products"
        shopName={shop.name}
        columns={exporting.columns}
        total={exporting.total}
        filters={exporting.filters}
        sorting={state.sorting}
        sums={[]}
        readAll={exporting.readAll}
      />
      <Button
        disabledBecause={whyNoUnlink}
        title="Takes back the saved mappings of the ticked rows"
        onClick={props.onUnlink}
      >
        Unlink
      </Button>
      <Button kind="primary" disabledBecause={whyNoPost} onClick={props.onPost}>
        Post
      </Button>
    </div>
  );
}

function sumCounts(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
