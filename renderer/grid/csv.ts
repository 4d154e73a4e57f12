import { parseDateInput, toPlainFigures } from '../widgets/format.ts';
import { type Column, isRight } from './columns.ts';
import type { ExportContent } from './export-content.ts';
import { toClipboardCell } from './tsv.ts';

/** A field: no formula when opened in a spreadsheet (tsv.ts has the rule), quoted where the format needs it (RFC 4180). */
export function toCsvField(text: string): string {
  const safe = toClipboardCell(text);
  return /[",;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Figures and dates in one form, whatever the locale of the screen: `-1234.50` and `2026-10-14`. */
function cellText<Row>(column: Column<Row>, text: string): string {
  if (column.kind === 'date') return toCsvField(parseDateInput(text) ?? text);
  return toCsvField(isRight(column.kind) ? toPlainFigures(text) : text);
}

/**
 * What a grid shows as CSV: two lines of what it is, the header, the rows, and a line of totals. Starts with a byte
 * order mark, without which spreadsheets take UTF-8 for something else; lines end as RFC 4180 says.
 */
export function toCsv<Row>({ title, filters, columns, rows, totals }: ExportContent<Row>): string {
  const count = `Total of ${rows.length}`;
  const last = columns.map((column, index) =>
    cellText(column, totals[column.id] ?? (index === 0 ? count : '')),
  );
  const lines = [
    toCsvField(title),
    toCsvField(`Filter: ${filters.length === 0 ? 'none' : filters.join('; ')}`),
    columns.map((column) => toCsvField(column.header)).join(','),
    ...rows.map((row) => columns.map((column) => cellText(column, column.text(row))).join(',')),
    last.join(','),
  ];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
