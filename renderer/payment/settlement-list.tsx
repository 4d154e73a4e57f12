import type { ReactNode } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { ReadRows } from '../grid/collect-rows.ts';
import { columnChips, type FilterTexts, filterPhrases } from '../grid/column-filters.ts';
import type { Column, Sorting } from '../grid/columns.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { FootSums, type Sum } from '../grid/foot-sums.tsx';
import { Grid } from '../grid/grid.tsx';
import { tickedCount } from '../grid/selection.ts';
import { toTicks } from '../grid/ticks.ts';
import { FilterBox } from '../widgets/field.tsx';
import { type FilterChip, FilterChips } from '../widgets/filter-chips.tsx';
import { formatCount, plural } from '../widgets/format.ts';
import { everyRow, type TickedList, usePaymentState } from './payment-state.ts';

/** A money column whose sum is in the footer: what all rows shown come to, and what one row adds. */
export interface SummedColumn<Row> {
  readonly columnId: string;
  readonly label: string;
  /** Minor units, over all that the filter finds. */
  readonly shown: number | undefined;
  readonly of: (row: Row) => number | null;
}

/** Where the rows come from: windows of the backend, or a short list that is here whole. */
interface RowSource<Row> {
  readonly total: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly rowsBetween: (first: number, last: number) => Promise<Row[]>;
  readonly readAll: (onPiece: (count: number) => void) => Promise<ReadRows<Row>>;
  readonly onRange?: (first: number, last: number) => void;
  readonly shownKey: string | null;
  readonly error: { readonly message: string } | undefined;
}

interface SettlementListProps<Row> {
  readonly shop: ShopView;
  /** The list's name in the tab's state, for its ticks. */
  readonly list: TickedList;
  /** Name under which the grid's columns are remembered. */
  readonly grid: string;
  readonly title: string;
  readonly label: string;
  /** What one row is called, in the count of the footer. */
  readonly noun: string;
  readonly searchLabel: string;
  readonly searchHint: string;
  readonly columns: readonly Column<Row>[];
  readonly source: RowSource<Row>;
  readonly idOf: (row: Row) => string;
  readonly sums: readonly SummedColumn<Row>[];
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
  readonly filters: FilterTexts;
  readonly onFilters: (texts: FilterTexts) => void;
  /** What narrows the list beside the boxes above its columns. */
  readonly chips: readonly FilterChip[];
  /** Controls between the search and the export. */
  readonly tools?: ReactNode;
  /** Figures of the footer that are no sum of a column. */
  readonly facts?: ReactNode;
  readonly hint: string;
  readonly onOpen: (row: Row) => void;
  readonly empty: string;
  readonly emptyFiltered: string;
}

/** What the lists of the Payment tab have in common: search, chips, export, ticks, and sums of shown and ticked. */
export function SettlementList<Row>(props: SettlementListProps<Row>) {
  const { shop, list, columns, source, idOf, filters, onFilters, chips } = props;
  const { currency } = shop;
  const state = usePaymentState(shop.shopId);
  const selection = state.ticked[list];
  const { total } = source;
  const ticks = toTicks({
    selection,
    setSelection: (change) => state.setTicked(list, change),
    rowAt: source.rowAt,
    rowsBetween: source.rowsBetween,
    toTickable: (row: Row) => ({
      id: idOf(row),
      amounts: Object.fromEntries(props.sums.map(({ columnId, of }) => [columnId, of(row) ?? 0])),
    }),
  });
  const ticked = tickedCount(selection, total);
  const sums: readonly Sum[] = props.sums.map(({ columnId, label, shown }) => ({
    columnId,
    label,
    shown: shown ?? 0,
    currency,
  }));
  const isNarrowed = chips.length > 0 || filters.length > 0;
  return (
    <>
      <div className="toolbar rows-toolbar">
        <b>{props.title}</b>
        <FilterBox
          label={props.searchLabel}
          placeholder={props.searchHint}
          value={state.text}
          onChange={(text) => state.set({ text })}
        />
        {props.tools}
        <span className="push" />
        <ExportButton
          grid={props.grid}
          label={props.label}
          shopName={shop.name}
          columns={columns}
          total={total}
          filters={[...chips.map(({ label }) => label), ...filterPhrases(columns, filters, currency)]}
          sums={sums}
          readAll={source.readAll}
        />
      </div>
      <FilterChips
        chips={[...chips, ...columnChips(columns, filters, currency, onFilters)]}
        onClear={() => state.set(everyRow)}
      />
      <Grid
        name={props.grid}
        label={props.label}
        columns={columns}
        total={total}
        rowAt={source.rowAt}
        idOf={idOf}
        ticks={ticks}
        sorting={props.sorting}
        onSort={props.onSort}
        filters={filters}
        onFilters={onFilters}
        currency={currency}
        {...(source.onRange && { onRange: source.onRange })}
        viewKey={source.shownKey}
        onOpen={props.onOpen}
        empty={isNarrowed ? props.emptyFiltered : props.empty}
        footer={
          <>
            <span>
              <b>{plural(total, props.noun)}</b>
              {ticked > 0 ? '' : `, ${props.hint}`}
            </span>
            {ticked > 0 && <span>{formatCount(ticked)} ticked</span>}
            {source.error && <span className="missing">{source.error.message}</span>}
            {props.facts}
            <FootSums sums={sums} selection={selection} />
          </>
        }
      />
    </>
  );
}
