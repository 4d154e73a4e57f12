import { IconButton } from '../widgets/button.tsx';
import { formatCount } from '../widgets/format.ts';
import type { Column, Sorting } from './columns.ts';
import { type Filtering, HeaderCell } from './header-cell.tsx';
import { headerState } from './selection.ts';
import type { Ticks } from './ticks.ts';

interface GridHeaderProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly total: number;
  readonly ticks: Ticks | undefined;
  readonly sorting: Sorting | undefined;
  readonly onSort: ((sorting: Sorting) => void) | undefined;
  /** Null where no column has a box. */
  readonly filtering: Filtering | null;
  readonly onResize: (columnId: string, width: number) => void;
  readonly onColumns: () => void;
  readonly onRows: (columnId: string) => void;
}

export function GridHeader<Row>(props: GridHeaderProps<Row>) {
  const { ticks, total } = props;
  const state = ticks ? headerState(ticks.selection, total) : 'none';
  const boxText =
    state === 'all' ? `All ${formatCount(total)} filtered are ticked` : `Tick these ${formatCount(total)}`;
  const offset = ticks ? 2 : 1;
  return (
    <thead className="grid-head">
      <tr className={props.filtering ? 'grid-row head with-filters' : 'grid-row head'} aria-rowindex={1}>
        {ticks && (
          <th className="grid-cell tick" scope="col" aria-colindex={1}>
            <input
              type="checkbox"
              aria-label={boxText}
              title={boxText}
              checked={state === 'all'}
              ref={(box) => {
                if (box) box.indeterminate = state === 'some';
              }}
              onChange={() => ticks.onTickAll(state !== 'all')}
            />
          </th>
        )}
        {props.columns.map((column, index) => (
          <HeaderCell
            key={column.id}
            column={column}
            columnIndex={index + offset}
            sorting={props.sorting}
            onSort={props.onSort}
            filtering={props.filtering}
            onResize={props.onResize}
            onRows={props.onRows}
          />
        ))}
        <th className="grid-cell columns-cell" scope="col" aria-colindex={props.columns.length + offset}>
          <IconButton icon="columns" label={`Columns of ${props.label}`} onClick={props.onColumns} />
        </th>
      </tr>
    </thead>
  );
}
