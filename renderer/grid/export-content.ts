import type { Column } from './columns.ts';

/** What an export writes: exactly what the grid shows, in words and rows. */
export interface ExportContent<Row> {
  /** What the rows are and whose: `Orders, Acme UK`. */
  readonly title: string;
  /** The filters in words; empty = every row. */
  readonly filters: readonly string[];
  /** The sorting in words: `Create date, descending`; null = the list's own order. */
  readonly sorting: string | null;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Sums by column id, as text. */
  readonly totals: Readonly<Record<string, string>>;
}
