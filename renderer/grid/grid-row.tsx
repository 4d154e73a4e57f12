import { memo } from 'react';
import { classOf } from './class-of.ts';
import { type Column, isRight } from './columns.ts';

export interface GridRowProps<Row> {
  readonly row: Row;
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

/** One row. Clicks and keys are handled by the grid, which finds the cell by its data attributes. */
function DrawnRow<Row>(props: GridRowProps<Row>) {
  const { row, index, columns, ticked } = props;
  const offset = ticked === null ? 1 : 2;
  return (
    <tr
      className={classOf('grid-row', props.isActive && 'active', ticked === true && 'ticked', props.tone)}
      aria-rowindex={index + 2}
      aria-selected={ticked ?? props.isActive}
      data-row={index}
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
        const isEdited = props.editing?.columnId === column.id;
        const mayEdit = mayEditCell(column, row);
        return (
          <td
            key={column.id}
            id={props.cellId(index, columnIndex)}
            className={classOf(
              'grid-cell',
              `kind-${column.kind}`,
              isRight(column.kind) && 'right',
              props.cursorColumn === columnIndex && 'cursor',
              mayEdit && 'editable',
              isEdited && 'editing',
            )}
            aria-colindex={columnIndex + offset}
            data-column={columnIndex}
            title={isEdited ? undefined : titleOf(column, row)}
          >
            {isEdited && column.editor
              ? column.editor(row, props.onLeave, props.editing?.typed)
              : (column.cell?.(row) ?? <span className="grid-text">{column.text(row)}</span>)}
          </td>
        );
      })}
    </tr>
  );
}

/** What is told of a cell; else its own text, where that may be longer than its column. */
function titleOf<Row>(column: Column<Row>, row: Row): string | undefined {
  const hint = column.hint?.(row);
  if (hint !== undefined || (column.kind !== 'text' && column.kind !== 'code')) return hint;
  return column.text(row) || undefined;
}

/** Stands where a row will be as soon as its window has arrived. */
export function PendingRow({ index, start }: { index: number; start: number }) {
  return (
    <tr
      className="grid-row pending"
      aria-rowindex={index + 2}
      aria-busy="true"
      style={{ transform: `translateY(${start}px)` }}
    />
  );
}
