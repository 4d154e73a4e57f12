import { memo, type PointerEvent, useId, useRef } from 'react';
import { Icon } from '../widgets/icons.tsx';
import { classOf } from './class-of.ts';
import { type FilterTexts, textOf, withText } from './column-filters.ts';
import { type Column, isRight, type Sorting } from './columns.ts';
import { FilterBox } from './filter-box.tsx';
import { FilterList } from './filter-list.tsx';
import { moveBy } from './keys.ts';
import type { useColumnDrag } from './use-column-drag.ts';

export interface Filtering {
  readonly texts: FilterTexts;
  readonly currency: string | null;
  readonly onTexts: (texts: FilterTexts) => void;
}

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly columnIndex: number;
  readonly sorting: Sorting | undefined;
  readonly canSort: boolean;
  readonly onSort: (sorting: Sorting) => void;
  readonly filtering: Filtering | null;
  readonly onResize: (columnId: string, width: number) => void;
  readonly onRows: (columnId: string) => void;
  readonly onMove: (columnId: string, by: -1 | 1) => void;
  readonly grip: ReturnType<typeof useColumnDrag>['gripOf'];
  /** Edge at which a dragged column would land. */
  readonly drop: 'before' | 'after' | null;
}

/** Turning the wheel draws the grid at each step, and the names above its columns only when they change. */
// `memo` forgets the type parameter; what it returns takes the same properties.
export const HeaderCell = memo(DrawnCell) as typeof DrawnCell;

/** Name and sorting of a column, its edge to drag, and below them the box that filters it. */
function DrawnCell<Row>(props: HeaderCellProps<Row>) {
  const { column, sorting, onSort, filtering, onResize } = props;
  const titleId = useId();
  const cell = useRef<HTMLTableCellElement>(null);
  const by = props.canSort ? column.sort : undefined;
  const isSorted = by !== undefined && sorting?.by === by;
  const direction = sorting?.descending ? 'descending' : 'ascending';
  const resize = (event: PointerEvent<HTMLSpanElement>) => {
    if (event.buttons !== 1 || !cell.current) return;
    onResize(column.id, Math.round(event.clientX - cell.current.getBoundingClientRect().left));
  };
  return (
    <th
      ref={cell}
      scope="col"
      className={classOf(
        'grid-cell head-cell',
        isRight(column.kind) && 'right',
        props.drop && `drop-${props.drop}`,
      )}
      aria-colindex={props.columnIndex}
      aria-labelledby={titleId}
      aria-sort={isSorted ? direction : undefined}
      data-head={column.id}
    >
      <span className="head-title" id={titleId} {...props.grip(column.id)}>
        {by !== undefined ? (
          <button
            type="button"
            className="sort-button"
            aria-keyshortcuts="Control+Shift+ArrowLeft Control+Shift+ArrowRight"
            onKeyDown={(event) => {
              const by = moveBy(event);
              if (by === null) return;
              event.preventDefault();
              props.onMove(column.id, by);
            }}
            onClick={() => onSort({ by, descending: isSorted ? !sorting?.descending : false })}
          >
            {column.header}
            {isSorted && <Icon name={sorting?.descending ? 'caretDown' : 'caretUp'} />}
          </button>
        ) : (
          <span className="grid-text">{column.header}</span>
        )}
      </span>
      {filtering && column.filter && <FilterOf {...props} filtering={filtering} filter={column.filter} />}
      <span
        className="resizer"
        aria-hidden="true"
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={resize}
      />
    </th>
  );
}

function FilterOf<Row>({
  column,
  filter,
  filtering,
  onRows,
}: HeaderCellProps<Row> & { filtering: Filtering; filter: NonNullable<Column<Row>['filter']> }) {
  const Box = filter.kind === 'choice' ? FilterList : FilterBox;
  return (
    <Box
      header={column.header}
      filter={filter}
      text={textOf(filtering.texts, filter.by)}
      currency={filtering.currency}
      onText={(text) => {
        const texts = withText(filtering.texts, filter.by, text);
        // Ticks of "all filtered" go with a change of the filter: no change, no loss.
        if (texts !== filtering.texts) filtering.onTexts(texts);
      }}
      onRows={() => onRows(column.id)}
    />
  );
}
