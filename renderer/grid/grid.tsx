import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { plural } from '../widgets/format.ts';
import { useStable } from '../widgets/use-stable.ts';
import type { FilterTexts } from './column-filters.ts';
import { type Column, clampWidth, type Sorting, trackList } from './columns.ts';
import { ColumnsDialog } from './columns-dialog.tsx';
import { copyRows } from './copy.ts';
import { GridHeader } from './grid-header.tsx';
import type { GridProps } from './grid-props.ts';
import { GridRow, mayEditCell } from './grid-row.tsx';
import { type Cursor, moveBy, moveCursor, widenBy } from './keys.ts';
import { moveShown, placeColumn, shownColumns } from './layout.ts';
import { cellUnder, focusFilter } from './places.ts';
import { useRowColumns } from './row-columns.ts';
import { useRowSlots } from './row-slots.ts';
import { isTicked } from './selection.ts';
import type { ColumnDrag } from './use-column-drag.ts';
import { useLayout } from './use-layout.ts';

export const rowHeight = 28;
/** The header with the boxes below the names of the columns. */
const filterHeadHeight = 54;
const noTexts: FilterTexts = [];

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
  const [said, setSaid] = useState('');
  const { layout, change } = useLayout(props.name);
  const columns = useMemo(() => shownColumns(props.columns, layout), [props.columns, layout]);
  // Rows and columns can go away under the cursor.
  const cursor: Cursor = {
    row: Math.max(0, Math.min(total - 1, place.row)),
    column: Math.min(columns.length - 1, place.column),
  };
  const { tracks, minWidth } = trackList(columns, layout.widths, props.ticks !== undefined);

  const canFilter = props.onFilters !== undefined;
  const texts = props.filters ?? noTexts;
  const currency = props.currency ?? null;
  const onTexts = useStable((next: FilterTexts) => props.onFilters?.(next));
  const filtering = useMemo(
    () => (canFilter ? { texts, currency, onTexts } : null),
    [canFilter, texts, currency, onTexts],
  );
  const headHeight = filtering ? filterHeadHeight : rowHeight;

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    // The header stays on the screen above the rows: they begin below it and are scrolled to below it.
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  const shown = virtualizer.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  const rowColumns = useRowColumns(columns);
  const slotOf = useRowSlots(shown.length);

  useEffect(() => onRange?.(first, last), [onRange, first, last]);
  useEffect(() => {
    if (seenKey.current === viewKey) return;
    seenKey.current = viewKey;
    // Setting it lays the page out at once, which the frame does anyway.
    if (scroller.current && virtualizer.scrollOffset !== 0) scroller.current.scrollTop = 0;
    anchor.current = 0;
    setCursor((old) => ({ row: 0, column: old.column }));
    setEditing(null);
  }, [viewKey, virtualizer]);

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

  const onTick = (index: number, ticked: boolean, withShift: boolean) => {
    props.ticks?.onTick(withShift ? anchor.current : index, index, ticked);
    anchor.current = index;
    setCursor((old) => ({ ...old, row: index }));
  };
  const tickRange = (from: number, to: number) => {
    const isWhole = Math.min(from, to) === 0 && Math.max(from, to) === total - 1;
    // "All" costs nothing; naming 100,000 rows would fetch each of them.
    if (isWhole) props.ticks?.onTickAll(true);
    else props.ticks?.onTick(from, to, true);
  };
  /** A column moved by one place; the cursor goes with it. */
  const move = (columnId: string, by: -1 | 1) => {
    const next = shownColumns(props.columns, moveShown(props.columns, layout, columnId, by));
    change((old) => moveShown(props.columns, old, columnId, by));
    const place = next.findIndex(({ id }) => id === columnId);
    const header = next[place]?.header ?? columnId;
    setSaid(`${header} is column ${place + 1} of ${next.length}`);
    setCursor((old) => (columns[old.column]?.id === columnId ? { ...old, column: place } : old));
  };

  const resize = (id: string, width: number) =>
    change((old) => ({ ...old, widths: { ...old.widths, [id]: clampWidth(width) } }));

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
    const moving = moveBy(event);
    if (moving !== null && column) {
      event.preventDefault();
      move(column.id, moving);
      return;
    }
    const wider = widenBy(event);
    if (wider !== null && column) {
      event.preventDefault();
      resize(column.id, (layout.widths[column.id] ?? column.width) + wider);
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
      if (!event.shiftKey) anchor.current = next.row;
      else if (next.row !== cursor.row) tickRange(cursor.row, next.row);
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
      void copyRows({ columns, row, column, ticks: props.ticks, total, withHeader: event.shiftKey });
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
    if (props.ticks && (event.ctrlKey || event.metaKey || event.shiftKey)) {
      if (twice) return;
      if (event.shiftKey) tickRange(anchor.current, found.row);
      else onTick(found.row, !isTicked(props.ticks.selection, idOf(row)), false);
      return;
    }
    anchor.current = found.row;
    if (props.activeId !== idOf(row)) props.onActivate?.(row);
    if (!startEditing(row, column) && twice) props.onOpen?.(row);
  };

  const cellId = useCallback((row: number, column: number) => `${gridId}-${row}-${column}`, [gridId]);
  const onRowTick = useStable(onTick);
  const onRowLeave = useStable(leave);
  const onHead = {
    onSort: useStable((sorting: Sorting) => props.onSort?.(sorting)),
    onResize: useStable(resize),
    onMove: useStable(move),
    onRows: useStable((columnId: string) => {
      const column = columns.findIndex(({ id }) => id === columnId);
      setCursor({ row: cursor.row, column: Math.max(0, column) });
      scroller.current?.focus();
    }),
    onColumns: useStable(() => setChoosingColumns(true)),
    onDrop: useStable(({ id, before }: ColumnDrag) =>
      change((old) => placeColumn(props.columns, old, id, before)),
    ),
  };
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
          canSort={props.onSort !== undefined}
          filtering={filtering}
          label={props.label}
          {...onHead}
        />
        <tbody className="grid-canvas" style={{ height: virtualizer.getTotalSize() }}>
          {shown.map(({ index }) => {
            const row = rowAt(index);
            const id = row === undefined ? null : idOf(row);
            const isEdited = id !== null && editing?.rowId === id;
            return (
              <GridRow
                // What is being typed belongs to its row, wherever that goes.
                key={isEdited ? `edited ${id}` : slotOf(index)}
                row={row}
                rowId={id}
                index={index}
                start={index * rowHeight}
                columns={rowColumns}
                cellId={cellId}
                cursorColumn={cursor.row === index ? cursor.column : null}
                isActive={id !== null && props.activeId === id}
                tone={row === undefined ? undefined : props.toneOf?.(row)}
                ticked={props.ticks ? id !== null && isTicked(props.ticks.selection, id) : null}
                onTick={onRowTick}
                editing={isEdited ? editing : null}
                onLeave={onRowLeave}
              />
            );
          })}
        </tbody>
      </table>
      <div className="visually-hidden">
        <span aria-live="polite">{viewKey === null ? '' : plural(total, 'row')}</span>
        <span aria-live="polite">{said}</span>
      </div>
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
