/** A row of a table file as text; `rowNumber` is 1-based, as a spreadsheet program shows it. */
export interface TableRow {
  readonly rowNumber: number;
  readonly cells: readonly string[];
}
