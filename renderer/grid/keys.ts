/** Where the grid's cursor is: a row of the whole list and a column. */
export interface Cursor {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit on the screen: a page. */
  readonly page: number;
}

/** Where a key moves the cursor; null when the key does not move it. Keys are those of every spreadsheet. */
export function moveCursor(
  cursor: Cursor,
  key: { readonly key: string; readonly ctrlKey: boolean },
  size: GridSize,
): Cursor | null {
  const to = (row: number, column: number): Cursor => ({
    row: Math.max(0, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  });
  switch (key.key) {
    case 'ArrowDown':
      return to(key.ctrlKey ? size.rows - 1 : cursor.row + 1, cursor.column);
    case 'ArrowUp':
      return to(key.ctrlKey ? 0 : cursor.row - 1, cursor.column);
    case 'ArrowLeft':
      return to(cursor.row, key.ctrlKey ? 0 : cursor.column - 1);
    case 'ArrowRight':
      return to(cursor.row, key.ctrlKey ? size.columns - 1 : cursor.column + 1);
    case 'PageDown':
      return to(cursor.row + size.page, cursor.column);
    case 'PageUp':
      return to(cursor.row - size.page, cursor.column);
    case 'Home':
      return to(key.ctrlKey ? 0 : cursor.row, 0);
    case 'End':
      return to(key.ctrlKey ? size.rows - 1 : cursor.row, size.columns - 1);
    default:
      return null;
  }
}

interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Ctrl+Shift+← and → move a column: -1 to the left, 1 to the right, null for any other key. */
export function moveBy(event: Stroke): -1 | 1 | null {
  return event.shiftKey && (event.ctrlKey || event.metaKey) ? sideOf(event.key) : null;
}

/** Alt+Shift+← and → make a column narrower or wider: the pixels to add, null for any other key. */
export function widenBy(event: Stroke): number | null {
  const side = event.shiftKey && event.altKey && !event.ctrlKey ? sideOf(event.key) : null;
  return side === null ? null : side * 16;
}

function sideOf(key: string): -1 | 1 | null {
  if (key === 'ArrowLeft') return -1;
  return key === 'ArrowRight' ? 1 : null;
}
