import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { FilterTexts } from './column-filters.ts';
import { type Column, clampWidth, type Sorting, trackList } from './columns.ts';
import { ColumnsDialog } from './columns-dialog.tsx';
import { GridHeader } from './grid-header.tsx';
import { GridRow, mayEditCell, PendingRow } from './grid-row.tsx';
import { type Cursor, moveCursor } from './keys.ts';
import { shownColumns } from './layout.ts';
import { isTicked } from './selection.ts';
import type { Ticks } from './ticks.ts';
import { toClipboardCell, toTsv } from './tsv.ts';
import { useLayout } from './use-layout.ts';

export const rowHeight = 28;
/** The header with the boxes below the names of the columns. */
const filterHeadHeight = 54;

export interface GridProps<Row> {
  /** Name under which its columns are remembered. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly total: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly idOf: (row: Row) => string;
  readonly ticks?: Ticks;
  readonly sorting?: Sorting;
  readonly onSort?: (sorting: Sorting) => void;
  /** What is typed above the columns that have a `filter`; without `onFilters` there are no boxes. */
  readonly filters?: FilterTexts;
  readonly onFilters?: (filters: FilterTexts) => void;
  /** Of the amounts typed there; null when the rows have several. */
  readonly currency?: string | null;
  readonly onRange?: (first: number, last: number) => void;
  /** Changes when other rows are shown (filter, sorting): the grid goes back to its top. */
  readonly viewKey: string | null;
  readonly activeId?: string | null;
  readonly onActivate?: (row: Row) => void;
  readonly onOpen?: (row: Row) => void;
  readonly toneOf?: (row: Row) => string | undefined;
  /** Keys of this tab's own, asked first; true when it was one. */
  readonly onKey?: (event: KeyboardEvent, row: Row, index: number) => boolean;
  /** Text pasted while the cursor is on a row. */
  readonly onPaste?: (text: string, index: number) => void;
  readonly footer?: ReactNode;
  readonly empty: ReactNode;
}

interface Editing {
  readonly rowId: string;
  readonly columnId: string;
  readonly typed: string | undefined;
}

/**
 * The one grid: rows of 28 px of which only those on the screen exist, a cursor that arrows move, ticks, one editor at
 * a time. The focus stays on the grid itself and `aria-activedescendant` names the cell, so that scrolling a row out
 * of existence never loses it.
 */
export function Grid<Row>(props: GridProps<Row>) {
  const { total, rowAt, idOf, onRange, viewKey } = props;
  const gridId = useId();
  const scroller = useRef<HTMLTableElement>(null);
  const anchor = useRef(0);
  const seenKey = useRef(viewKey);
  const [place, setCursor] = useState<Cursor>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<Editing | null>(null);
  const [choosingColumns, setChoosingColumns] = useState(false);
  const { layout, change } = useLayout(props.name);
  const columns = useMemo(() => shownColumns(props.columns, layout), [props.columns, layout]);
  // Rows and columns can go away under the cursor.
  const cursor: Cursor = {
    row: Math.max(0, Math.min(total - 1, place.row)),
    column: Math.min(columns.length - 1, place.column),
  };
  const { tracks, minWidth } = trackList(columns, layout.widths, props.ticks !== undefined);

  const filtering = props.onFilters
    ? { texts: props.filters ?? [], currency: props.currency ?? null, onTexts: props.onFilters }
    : null;
  const headHeight = filtering ? filterHeadHeight : rowHeight;

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The header stays on the screen above the rows: they begin below it and are scrolled to below it.
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  const shown = virtualizer.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;

  useEffect(() => onRange?.(first, last), [onRange, first, last]);
  useEffect(() => {
    if (seenKey.current === viewKey) return;
    seenKey.current = viewKey;
    if (scroller.current) scroller.current.scrollTop = 0;
    anchor.current = 0;
    setCursor((old) => ({ row: 0, column: old.column }));
    setEditing(null);
  }, [viewKey]);

  const moveTo = (next: Cursor) => {
    setCursor(next);
    virtualizer.scrollToIndex(next.row, { align: 'auto' });
    const row = rowAt(next.row);
    if (row !== undefined && next.row !== cursor.row) props.onActivate?.(row);
  };
  const startEditing = (row: Row, column: Column<Row>, typed?: string): boolean => {
    if (!mayEditCell(column, row)) return false;
    setEditing({ rowId: idOf(row), columnId: column.id, typed });
    return true;
  };
  /** F2, Enter and Alt+Down edit the cell, or else the first cell of the row that can be edited. */
  const editNear = (row: Row, column: Column<Row> | undefined): boolean =>
    [column, ...columns].some((one) => one !== undefined && startEditing(row, one));
  const leave = () => {
    setEditing(null);
    scroller.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (event.target !== event.currentTarget || total === 0) return;
    const row = rowAt(cursor.row);
    const column = columns[cursor.column];
    const ctrlKey = event.ctrlKey || event.metaKey;
    const opensList = event.altKey && event.key === 'ArrowDown';
    if (
      row !== undefined &&
      (props.onKey?.(event, row, cursor.row) || (opensList && editNear(row, column)))
    ) {
      event.preventDefault();
      return;
    }
    if (event.key === 'ArrowUp' && !ctrlKey && !event.shiftKey && cursor.row === 0 && filtering) {
      if (focusFilter(event.currentTarget, column?.id)) event.preventDefault();
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeight) - 2);
    const next = moveCursor(
      cursor,
      { key: event.key, ctrlKey },
      { rows: total, columns: columns.length, page },
    );
    if (next) {
      event.preventDefault();
      if (event.shiftKey && props.ticks && next.row !== cursor.row) {
        props.ticks.onTick(cursor.row, next.row, true);
      }
      moveTo(next);
      return;
    }
    if (!row || !column) return;
    if (event.key === ' ' && props.ticks) {
      event.preventDefault();
      anchor.current = cursor.row;
      props.ticks.onTick(cursor.row, cursor.row, !isTicked(props.ticks.selection, idOf(row)));
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      if (!editNear(row, column)) (props.onOpen ?? props.onActivate)?.(row);
    } else if (ctrlKey && event.key.toLowerCase() === 'a' && props.ticks) {
      event.preventDefault();
      props.ticks.onTickAll(true);
    } else if (ctrlKey && event.key.toLowerCase() === 'c' && window.getSelection()?.isCollapsed !== false) {
      event.preventDefault();
      const text = event.shiftKey ? toTsv(columns, [row]) : toClipboardCell(column.text(row));
      void navigator.clipboard?.writeText(text).catch(() => undefined);
    } else if (event.key.length === 1 && event.key !== '?' && !ctrlKey && !event.altKey) {
      if (startEditing(row, column, event.key)) event.preventDefault();
    }
  };

  const onPointer = (event: MouseEvent, twice: boolean) => {
    const found = cellUnder(event.target);
    const column = found && columns[found.column];
    const row = found ? rowAt(found.row) : undefined;
    if (!found || !column || row === undefined) return;
    if (editing?.rowId === idOf(row) && editing.columnId === column.id) return;
    setCursor(found);
    setEditing(null);
    if (props.activeId !== idOf(row)) props.onActivate?.(row);
    if (!startEditing(row, column) && twice) props.onOpen?.(row);
  };
  const onTick = (index: number, ticked: boolean, withShift: boolean) => {
    props.ticks?.onTick(withShift ? anchor.current : index, index, ticked);
    anchor.current = index;
    setCursor((old) => ({ ...old, row: index }));
  };

  const cellId = (row: number, column: number) => `${gridId}-${row}-${column}`;
  return (
    <section className="grid-frame">
      <table
        ref={scroller}
        className="grid"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: HTML-ARIA allows grid on a table; its rows and cells then need no roles
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={total + 1}
        aria-colcount={columns.length + (props.ticks ? 2 : 1)}
        aria-multiselectable={props.ticks ? true : undefined}
        aria-activedescendant={total > 0 ? cellId(cursor.row, cursor.column) : undefined}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          if (event.target !== event.currentTarget || !props.onPaste || rowAt(cursor.row) === undefined)
            return;
          event.preventDefault();
          props.onPaste(event.clipboardData.getData('text/plain'), cursor.row);
        }}
        onMouseDown={(event) => {
          // A double click opens and Shift extends the ticks: neither is meant to mark text.
          if ((event.detail > 1 || event.shiftKey) && cellUnder(event.target)) event.preventDefault();
        }}
        onClick={(event) => onPointer(event, false)}
        onDoubleClick={(event) => onPointer(event, true)}
        style={{ '--tracks': tracks, '--min-width': `${minWidth}px` }}
      >
        <GridHeader
          columns={columns}
          total={total}
          ticks={props.ticks}
          sorting={props.sorting}
          onSort={props.onSort}
          filtering={filtering}
          onRows={(columnId) => {
            const column = columns.findIndex(({ id }) => id === columnId);
            setCursor({ row: cursor.row, column: Math.max(0, column) });
            scroller.current?.focus();
          }}
          label={props.label}
          onResize={(id, width) =>
            change((old) => ({ ...old, widths: { ...old.widths, [id]: clampWidth(width) } }))
          }
          onColumns={() => setChoosingColumns(true)}
        />
        <tbody className="grid-canvas" style={{ height: virtualizer.getTotalSize() }}>
          {shown.map(({ index }) => {
            const start = index * rowHeight;
            const row = rowAt(index);
            if (row === undefined) return <PendingRow key={`pending-${index}`} index={index} start={start} />;
            const id = idOf(row);
            return (
              <GridRow
                key={id}
                row={row}
                index={index}
                start={start}
                columns={columns}
                cellId={cellId}
                cursorColumn={cursor.row === index ? cursor.column : null}
                isActive={props.activeId === id}
                tone={props.toneOf?.(row)}
                ticked={props.ticks ? isTicked(props.ticks.selection, id) : null}
                onTick={onTick}
                editing={editing?.rowId === id ? editing : null}
                onLeave={leave}
              />
            );
          })}
        </tbody>
      </table>
      {total === 0 && <div className="grid-empty">{props.empty}</div>}
      {choosingColumns && (
        <ColumnsDialog
          grid={props.name}
          label={props.label}
          columns={props.columns}
          onClose={() => setChoosingColumns(false)}
        />
      )}
      {props.footer && <footer className="grid-foot">{props.footer}</footer>}
    </section>
  );
}

/** From the first row up: into the box above the column, when it has one. */
function focusFilter(grid: HTMLElement, columnId: string | undefined): boolean {
  const cell = [...grid.querySelectorAll<HTMLElement>('th[data-filter]')].find(
    ({ dataset }) => dataset.filter === columnId,
  );
  const box = cell?.querySelector<HTMLElement>('.column-filter');
  box?.focus();
  return box !== null && box !== undefined;
}

/** The cell a click belongs to; null for clicks on something inside it (a button, a box, an editor) or beside it. */
function cellUnder(target: EventTarget): Cursor | null {
  if (!(target instanceof HTMLElement || target instanceof SVGElement)) return null;
  if (target.closest('button, input, a, select, [role="option"]')) return null;
  const cell = target.closest<HTMLElement>('td[data-column]');
  const row = cell?.closest<HTMLElement>('tr[data-row]');
  if (!cell || !row) return null;
  return { row: Number(row.dataset.row), column: Number(cell.dataset.column) };
}
