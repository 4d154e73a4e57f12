import { memo, useLayoutEffect, useRef } from 'react';
import { classOf } from './class-of.ts';
import { type Column, isRight } from './columns.ts';

export interface GridRowProps<Row> {
  /** Undefined until its window has arrived. */
  readonly row: Row | undefined;
  readonly rowId: string | null;
  readonly index: number;
  /** Pixels from the top of the canvas. */
  readonly start: number;
  readonly columns: readonly Column<Row>[];
  readonly cellId: (row: number, column: number) => string;
  readonly cursorColumn: number | null;
  readonly isActive: boolean;
  readonly tone: string | undefined;
  /** Null where the grid has no ticks. */
  readonly ticked: boolean | null;
  readonly onTick: (index: number, ticked: boolean, withShift: boolean) => void;
  readonly editing: { readonly columnId: string; readonly typed: string | undefined } | null;
  readonly onLeave: () => void;
}

export function mayEditCell<Row>(column: Column<Row>, row: Row): boolean {
  return column.editor !== undefined && (column.mayEdit?.(row) ?? true);
}

/** Scrolling draws only the rows that come into sight: `Row` is the same object as long as its window is. */
// `memo` forgets the type parameter; what it returns takes the same properties.
export const GridRow = memo(DrawnRow) as typeof DrawnRow;

/**
 * One row. Clicks and keys are handled by the grid, which finds the cell by its data attributes. Its elements are used again
 * for other rows (row-slots.ts).
 */
function DrawnRow<Row>(props: GridRowProps<Row>) {
  const { row, rowId, index, columns, ticked, onLeave } = props;
  const offset = ticked === null ? 1 : 2;
  const element = useRef<HTMLTableRowElement>(null);
  const drawnId = useRef(rowId);
  useLayoutEffect(() => {
    if (drawnId.current === rowId) return;
    drawnId.current = rowId;
    // A button that was pressed in the row before must not act on this one by the next Enter.
    if (element.current?.contains(document.activeElement)) onLeave();
  }, [rowId, onLeave]);
  return (
    <tr
      ref={element}
      className={classOf(
        'grid-row',
        row === undefined && 'pending',
        props.isActive && 'active',
        ticked === true && 'ticked',
        props.tone,
      )}
      aria-rowindex={index + 2}
      aria-busy={row === undefined || undefined}
      aria-selected={row === undefined ? undefined : (ticked ?? props.isActive)}
      data-row={row === undefined ? undefined : index}
      style={{ transform: `translateY(${props.start}px)` }}
    >
      {ticked !== null && (
        <td className="grid-cell tick" aria-colindex={1}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={`Tick row ${index + 1}`}
            checked={ticked}
            onChange={(event) => {
              const { nativeEvent } = event;
              const withShift = nativeEvent instanceof MouseEvent && nativeEvent.shiftKey;
              props.onTick(index, event.target.checked, withShift);
            }}
          />
        </td>
      )}
      {columns.map((column, columnIndex) => {
        const editor = props.editing?.columnId === column.id ? column.editor : undefined;
        const isEdited = editor !== undefined;
        const mayEdit = row !== undefined && mayEditCell(column, row);
        const isCursor = props.cursorColumn === columnIndex;
        return (
          <td
            key={column.id}
            id={isCursor ? props.cellId(index, columnIndex) : undefined}
            className={classOf(
              'grid-cell',
              column.cell === undefined && !isEdited && 'plain',
              `kind-${column.kind}`,
              isRight(column.kind) && 'right',
              isCursor && 'cursor',
              mayEdit && 'editable',
              isEdited && 'editing',
            )}
            aria-colindex={columnIndex + offset}
            data-column={columnIndex}
            title={isEdited || row === undefined ? undefined : titleOf(column, row)}
          >
            {row !== undefined && (editor?.(row, onLeave, props.editing?.typed) ?? contentOf(column, row))}
          </td>
        );
      })}
    </tr>
  );
}

/** Most cells are a text and nothing else: no element around it, no layout of its own. */
function contentOf<Row>(column: Column<Row>, row: Row) {
  return column.cell ? column.cell(row) : column.text(row);
}

/** What is told of a cell; else its own text, where that may be longer than its column. */
function titleOf<Row>(column: Column<Row>, row: Row): string | undefined {
  const hint = column.hint?.(row);
  if (hint !== undefined || (column.kind !== 'text' && column.kind !== 'code')) return hint;
  return column.text(row) || undefined;
}
