/**
 * What a file may cost. Every import is hostile until read: these bounds are far above the largest settlement a shop
 * can export and far below what would take the app down.
 */
export interface TableLimits {
  /** Size of the file itself, in bytes. */
  readonly fileBytes: number;
  /** Bytes of all workbook parts together after decompression, declared or actual. */
  readonly inflatedBytes: number;
  /** A part that grows by more than this factor, once it is larger than 64 MB, is a zip bomb; real exports grow 13-fold. */
  readonly inflationRatio: number;
  /** Rows of all sheets together, blank ones included. */
  readonly rows: number;
  readonly columns: number;
  /** Cells of all sheets together, the padding before a far-right cell included. */
  readonly cells: number;
  /** Entries of the shared string table. */
  readonly strings: number;
}

const megabyte = 1024 * 1024;

export const defaultLimits: TableLimits = {
  fileBytes: 200 * megabyte,
  inflatedBytes: 4096 * megabyte,
  inflationRatio: 100,
  rows: 1_100_000,
  columns: 16_384,
  cells: 120_000_000,
  strings: 20_000_000,
};
