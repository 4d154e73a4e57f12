import type { ReactNode } from 'react';
import type { ColumnKind as FilterKind } from '../../app/domain/column-filter.ts';

/** How a column is set: money and numbers to the right in figures of one width. */
export type ColumnKind = 'text' | 'code' | 'money' | 'number' | 'date' | 'status';

/** One column of a grid, declared once by each tab. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly kind: ColumnKind;
  /** Pixels; the person may drag the edge. */
  readonly width: number;
  /** Takes what is left of the grid's width. */
  readonly grow?: boolean;
  /** The text of the cell: shown when there is no `cell`, copied, and read out. */
  readonly text: (row: Row) => string;
  readonly cell?: (row: Row) => ReactNode;
  /** Shown when the pointer rests on the cell. */
  readonly hint?: (row: Row) => string | undefined;
  /** Name under which the backend sorts; without it the header is no button. */
  readonly sort?: string;
  /** The box below the header; without it the column cannot be filtered. */
  readonly filter?: ColumnFilter;
  /** Editor shown in place of the cell; `leave` ends editing. `typed` is the key that opened it. */
  readonly editor?: (row: Row, leave: () => void, typed: string | undefined) => ReactNode;
  readonly mayEdit?: (row: Row) => boolean;
}

export interface ColumnFilter {
  /** Name under which the backend filters. */
  readonly by: string;
  /** How what is typed is read. */
  readonly kind: FilterKind;
  /** What can be ticked in the list of a `choice` column, with the rows each would leave. */
  readonly choices?: () => readonly FilterChoice[];
}

export interface FilterChoice {
  readonly value: string;
  readonly label: string;
  /** Rows the other filters leave; null where nobody counts them. */
  readonly count: number | null;
}

export interface Sorting {
  readonly by: string;
  readonly descending: boolean;
}

export function isRight(kind: ColumnKind): boolean {
  return kind === 'money' || kind === 'number';
}

export const tickWidth = 34;
/** Room at the right end, where the header has the button for the columns. */
export const endWidth = 30;
const narrowest = 48;

/** A dragged width within what can still be read and found again. */
export function clampWidth(width: number): number {
  return Math.max(narrowest, Math.min(900, width));
}

/**
 * Grid tracks: the tick column, the declared widths (or those dragged before), and room at the end. One column grows:
 * the one declared so; without it the room at the end does, so that figures stay beside what they belong to.
 */
export function trackList<Row>(
  columns: readonly Column<Row>[],
  widths: Readonly<Record<string, number>>,
  hasTicks: boolean,
): { readonly tracks: string; readonly minWidth: number } {
  const sizes = columns.map((column) => Math.max(narrowest, widths[column.id] ?? column.width));
  const growing = columns.findIndex((column) => column.grow);
  const tracks = columns.map((_, index) =>
    index === growing ? `minmax(${sizes[index]}px, 1fr)` : `${sizes[index]}px`,
  );
  const ticks = hasTicks ? tickWidth : 0;
  return {
    tracks: [
      ...(hasTicks ? [`${tickWidth}px`] : []),
      ...tracks,
      growing < 0 ? `minmax(${endWidth}px, 1fr)` : `${endWidth}px`,
    ].join(' '),
    minWidth: ticks + endWidth + sizes.reduce((sum, size) => sum + size, 0),
  };
}
