import { IconButton } from '../widgets/button.tsx';
import { formatCount } from '../widgets/format.ts';
import { classOf } from './class-of.ts';
import type { Column, Sorting } from './columns.ts';
import { type Filtering, HeaderCell } from './header-cell.tsx';
import { headerState } from './selection.ts';
import type { Ticks } from './ticks.ts';
import { type ColumnDrag, useColumnDrag } from './use-column-drag.ts';

interface GridHeaderProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly total: number;
  readonly ticks: Ticks<Row> | undefined;
  readonly sorting: Sorting | undefined;
  /** False where the rows have one order only. */
  readonly canSort: boolean;
  readonly onSort: (sorting: Sorting) => void;
  /** Null where no column has a box. */
  readonly filtering: Filtering | null;
  readonly onResize: (columnId: string, width: number) => void;
  readonly onColumns: () => void;
  readonly onRows: (columnId: string) => void;
  readonly onMove: (columnId: string, by: -1 | 1) => void;
  readonly onDrop: (drag: ColumnDrag) => void;
}

export function GridHeader<Row>(props: GridHeaderProps<Row>) {
  const { ticks, total } = props;
  const state = ticks ? headerState(ticks.selection, total) : 'none';
  const boxText =
    state === 'all' ? `All ${formatCount(total)} filtered are ticked` : `Tick these ${formatCount(total)}`;
  const offset = ticks ? 2 : 1;
  const { drag, gripOf } = useColumnDrag(props.onDrop);
  const dropAt = (id: string) => {
    if (drag?.before === id) return 'before';
    return drag && drag.before === null && props.columns.at(-1)?.id === id ? 'after' : null;
  };
  return (
    <thead className="grid-head">
      <tr
        className={classOf('grid-row head', props.filtering && 'with-filters', drag && 'dragging')}
        aria-rowindex={1}
      >
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
            canSort={props.canSort}
            onSort={props.onSort}
            filtering={props.filtering}
            onResize={props.onResize}
            onRows={props.onRows}
            onMove={props.onMove}
            grip={gripOf}
            drop={dropAt(column.id)}
          />
        ))}
        <th className="grid-cell columns-cell" scope="col" aria-colindex={props.columns.length + offset}>
          <IconButton icon="columns" label={`Columns of ${props.label}`} onClick={props.onColumns} />
        </th>
      </tr>
    </thead>
  );
}
