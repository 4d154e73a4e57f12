import type { ByteCells } from '../domain/settlement/text-pool.ts';

/** Receives tables as they are read. Nothing is kept by the reader; `cells` may be kept by the receiver. */
export interface TableSink {
  /** A sheet begins. A CSV has one sheet, with an empty name. `index` counts from 0 in the order of the tabs. */
  onSheet(name: string, index: number): void;
  /** A row with at least one non-empty cell; `rowNumber` is 1-based, as a spreadsheet program shows it. */
  onRow(rowNumber: number, cells: readonly string[]): void;
  /** Takes a row without a text for each of its cells; a reader that has one, and a sink without this, uses `onRow`. */
  onByteRow?(rowNumber: number, row: ByteCells): void;
}

export interface TableFileInfo {
  readonly format: 'xlsx' | 'csv';
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  /** How a CSV was written; null for a workbook. */
  readonly encoding: string | null;
  readonly delimiter: string | null;
}
