import { type PointerEvent, useId, useRef } from 'react';
import { Icon } from '../widgets/icons.tsx';
import { type FilterTexts, textOf, withText } from './column-filters.ts';
import { type Column, isRight, type Sorting } from './columns.ts';
import { FilterBox } from './filter-box.tsx';
import { FilterList } from './filter-list.tsx';

export interface Filtering {
  readonly texts: FilterTexts;
  readonly currency: string | null;
  readonly onTexts: (texts: FilterTexts) => void;
}

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly columnIndex: number;
  readonly sorting: Sorting | undefined;
  readonly onSort: ((sorting: Sorting) => void) | undefined;
  readonly filtering: Filtering | null;
  readonly onResize: (columnId: string, width: number) => void;
  readonly onRows: (columnId: string) => void;
}

/** Name and sorting of a column, its edge to drag, and below them the box that filters it. */
export function HeaderCell<Row>(props: HeaderCellProps<Row>) {
  const { column, sorting, onSort, filtering, onResize } = props;
  const titleId = useId();
  const cell = useRef<HTMLTableCellElement>(null);
  const by = onSort ? column.sort : undefined;
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
      className={isRight(column.kind) ? 'grid-cell head-cell right' : 'grid-cell head-cell'}
      aria-colindex={props.columnIndex}
      aria-labelledby={titleId}
      aria-sort={isSorted ? direction : undefined}
      data-filter={column.id}
    >
      <span className="head-title" id={titleId}>
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
