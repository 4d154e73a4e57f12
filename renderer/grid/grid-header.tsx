import { type PointerEvent, useRef } from 'react';
import { IconButton } from '../widgets/button.tsx';
import { formatCount } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { type Column, isRight, type Sorting } from './columns.ts';
import { headerState } from './selection.ts';
import type { Ticks } from './ticks.ts';

interface GridHeaderProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly total: number;
  readonly ticks: Ticks | undefined;
  readonly sorting: Sorting | undefined;
  readonly onSort: ((sorting: Sorting) => void) | undefined;
  readonly onResize: (columnId: string, width: number) => void;
  readonly onColumns: () => void;
}

export function GridHeader<Row>(props: GridHeaderProps<Row>) {
  const { ticks, total } = props;
  const state = ticks ? headerState(ticks.selection, total) : 'none';
  const boxText =
    state === 'all' ? `All ${formatCount(total)} filtered are ticked` : `Tick these ${formatCount(total)}`;
  const offset = ticks ? 2 : 1;
  return (
    <thead className="grid-head">
      <tr className="grid-row head" aria-rowindex={1}>
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
          <HeaderCell key={column.id} column={column} columnIndex={index + offset} {...props} />
        ))}
        <th className="grid-cell columns-cell" scope="col" aria-colindex={props.columns.length + offset}>
          <IconButton icon="columns" label={`Columns of ${props.label}`} onClick={props.onColumns} />
        </th>
      </tr>
    </thead>
  );
}

function HeaderCell<Row>({
  column,
  columnIndex,
  sorting,
  onSort,
  onResize,
}: GridHeaderProps<Row> & { column: Column<Row>; columnIndex: number }) {
  const cell = useRef<HTMLTableCellElement>(null);
  const by = onSort ? column.sort : undefined;
  const isSorted = by !== undefined && sorting?.by === by;
  const direction = sorting?.descending ? 'descending' : 'ascending';
  const drag = (event: PointerEvent<HTMLSpanElement>) => {
    if (event.buttons !== 1 || !cell.current) return;
    onResize(column.id, Math.round(event.clientX - cell.current.getBoundingClientRect().left));
  };
  return (
    <th
      ref={cell}
      scope="col"
      className={isRight(column.kind) ? 'grid-cell right' : 'grid-cell'}
      aria-colindex={columnIndex}
      aria-sort={isSorted ? direction : undefined}
    >
      {by !== undefined && onSort ? (
        <button
          type="button"
          className="sort-button"
          onClick={() => onSort({ by, descending: isSorted ? !sorting?.descending : false })}
        >
          {column.header}
          {isSorted && <Icon name={sorting?.descending ? 'caretDown' : 'caretUp'} />}
        </button>
      ) : (
        <span className="grid-text">{column.header}</span>
      )}
      <span
        className="resizer"
        aria-hidden="true"
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      />
    </th>
  );
}
