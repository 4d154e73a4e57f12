import type { Lines } from './cell-table.ts';
import { emptyCode } from './text-pool.ts';

/**
 * A few hundred rows of a sheet for keeping: each distinct text once, and by column the place of its text, or one place
 * where all cells are equal. As JSON a row of 65 columns takes a third of what it takes alone. This is how the books keep raw
 * rows: another form needs a migration.
 */
export interface PackedRows {
  /** The first one is the empty text. */
  readonly texts: readonly string[];
  readonly columns: readonly (number | readonly number[])[];
  /** How many cells each row has; missing where each ends with its last cell that is not empty, as `Lines` have it. */
  readonly widths?: readonly number[];
}

/** Column by column; columns whose cells are all equal, two in three, become one number. */
function packColumns(
  rows: number,
  width: number,
  placeAt: (row: number, column: number) => number,
): (number | number[])[] {
  const columns: (number | number[])[] = [];
  for (let column = 0; column < width; column += 1) {
    const first = placeAt(0, column);
    let row = 1;
    while (row < rows && placeAt(row, column) === first) row += 1;
    if (row >= rows) {
      columns.push(first);
      continue;
    }
    const places: number[] = [];
    for (let one = 0; one < rows; one += 1) places.push(placeAt(one, column));
    columns.push(places);
  }
  while (columns.at(-1) === 0) columns.pop();
  return columns;
}

export function packRows(rows: readonly (readonly string[])[]): PackedRows {
  const places = new Map([['', 0]]);
  const placeAt = (row: number, column: number) => {
    const text = rows[row]?.[column] ?? '';
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, places.size);
    return places.size - 1;
  };
  const widest = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
  const columns = packColumns(rows.length, widest, placeAt);
  const packed = { texts: [...places.keys()], columns };
  const isPlain = rows.every((cells) => cells.length === 0 || cells.at(-1) !== '');
  return isPlain ? packed : { ...packed, widths: rows.map((cells) => cells.length) };
}

/** Packs lines by number, from their codes: no text is looked at. */
export function createLinePacker(lines: Lines): (which: readonly number[]) => PackedRows {
  /** By code the place in the pack that is made, 0 for none: cleared for the next one, as most of it stays untouched. */
  const places = new Uint32Array(lines.pool.texts.length);
  return (which) => {
    const codes: number[] = [emptyCode];
    const columns = packColumns(which.length, lines.width, (row, column) => {
      const code = lines.code(which[row] ?? 0, column);
      if (code === emptyCode) return 0;
      const known = places[code] ?? 0;
      if (known > 0) return known;
      places[code] = codes.length;
      codes.push(code);
      return codes.length - 1;
    });
    for (const code of codes) places[code] = 0;
    return { texts: codes.map((code) => lines.pool.texts[code] ?? ''), columns };
  };
}

/** The cells of one row, as they were packed. */
export function unpackRow({ texts, columns, widths }: PackedRows, row: number): string[] {
  const cells = columns.map(
    (places) => texts[typeof places === 'number' ? places : (places[row] ?? 0)] ?? '',
  );
  const width = widths?.[row];
  if (width === undefined) while (cells.at(-1) === '') cells.pop();
  else while (cells.length < width) cells.push('');
  return width === undefined ? cells : cells.slice(0, width);
}
