import type { Column } from './columns.ts';

/**
 * A cell for the clipboard. Tabs and line breaks would shift cells; a leading `=`, `+`, `@` (or `-` before anything
 * but a figure), also behind blanks, would run as a formula when pasted into a spreadsheet.
 */
export function toClipboardCell(text: string): string {
  const flat = text.replaceAll(/[\t\r\n]+/g, ' ');
  const isFormula = /^\s*[=+@]/.test(flat) || (/^\s*-/.test(flat) && !/^-[\d,.]+$/.test(flat));
  return isFormula ? `'${flat}` : flat;
}

/** Rows as tab-separated text, as spreadsheets take it from the clipboard. */
export function toTsv<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { withHeader }: { readonly withHeader: boolean },
): string {
  const toLine = (texts: readonly string[]) => texts.map(toClipboardCell).join('\t');
  const lines = rows.map((row) => toLine(columns.map((column) => column.text(row))));
  return [...(withHeader ? [toLine(columns.map(({ header }) => header))] : []), ...lines].join('\n');
}
