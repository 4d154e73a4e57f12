import { type ByteCells, emptyCode, type TextPool, zeroCode } from './text-pool.ts';

/**
 * Rows of a large sheet kept small. A settlement of 300,000 rows has 20 million cells but few distinct texts, so each
 * text is kept once and a cell is its number. A column of a page (2,048 rows) takes no memory when all its cells are
 * equal, else one, two or four bytes a cell: 300,000 rows of 65 columns take 18 MB beside their texts.
 */
export interface Lines {
  readonly length: number;
  /** Cells of the longest row. */
  readonly width: number;
  readonly pool: TextPool;
  /** 1-based row of the sheet. */
  rowNumber(line: number): number;
  /** Number of the cell's text in the pool; `emptyCode` beyond the end of the row and for column -1. */
  code(line: number, column: number): number;
  text(line: number, column: number): string;
  /** The row as it stood, without empty cells at its end. */
  cells(line: number): string[];
  /** Goes through a column: a code, and how many lines after each other have it. Most pages of most columns are one run. */
  runs(column: number, see: (code: number, count: number) => void): void;
}

const pageShift = 11;
const pageRows = 1 << pageShift;
const inPage = pageRows - 1;

/** The cells of one column in one page: one code for all of them, or a code each. */
type PageColumn = number | Uint8Array | Uint16Array | Uint32Array;

function packColumn(codes: Uint32Array): PageColumn {
  const first = codes[0] ?? emptyCode;
  let most = first;
  let isConstant = true;
  for (const code of codes) {
    if (code !== first) isConstant = false;
    if (code > most) most = code;
  }
  if (isConstant) return first;
  return most < 1 << 8 ? new Uint8Array(codes) : most < 1 << 16 ? new Uint16Array(codes) : codes.slice();
}

export interface CellTable extends Lines {
  add(rowNumber: number, cells: readonly string[]): void;
  /** The same of a row in bytes. */
  addBytes(rowNumber: number, cells: ByteCells): void;
  /** Ends the filling: the last page is packed too. */
  seal(): void;
}

export function createCellTable(pool: TextPool): CellTable {
  const pages: (readonly PageColumn[])[] = [];
  const rowNumbers: Uint32Array[] = [];
  let numbers = new Uint32Array(pageRows);
  /** Codes of the page that is being filled, column by column. */
  const open: Uint32Array[] = [];
  let length = 0;
  let width = 0;

  const pack = () => {
    const filled = length - pages.length * pageRows;
    if (filled === 0) return;
    pages.push(open.map((codes) => packColumn(codes.subarray(0, filled))));
    rowNumbers.push(numbers.slice(0, filled));
    for (const codes of open) codes.fill(emptyCode);
    width = open.length;
  };

  const code = (line: number, column: number): number => {
    const packed = column < 0 ? undefined : pages[line >> pageShift]?.[column];
    if (packed === undefined) return emptyCode;
    return typeof packed === 'number' ? packed : (packed[line & inPage] ?? emptyCode);
  };

  const end = (rowNumber: number) => {
    const at = length & inPage;
    numbers[at] = rowNumber;
    length += 1;
    if (at === inPage) pack();
  };

  return {
    pool,
    get length() {
      return length;
    },
    get width() {
      return width;
    },
    addBytes: (rowNumber, row) => {
      const { bytes, ends, count } = row;
      const at = length & inPage;
      while (open.length < count) open.push(new Uint32Array(pageRows));
      let from = row.start;
      for (let column = 0; column < count; column += 1) {
        const to = ends[column] ?? from;
        const codes = open[column];
        if (codes && to !== from)
          codes[at] = to - from === 1 && bytes[from] === 0x30 ? zeroCode : pool.codeOfBytes(row, from, to);
        from = to + 1;
      }
      end(rowNumber);
    },
    add: (rowNumber, cells) => {
      const at = length & inPage;
      while (open.length < cells.length) open.push(new Uint32Array(pageRows));
      for (let column = 0; column < cells.length; column += 1) {
        const text = cells[column] ?? '';
        const codes = open[column];
        // Most cells are a zero: those cost no look-up.
        if (codes) codes[at] = text === '0' ? zeroCode : text === '' ? emptyCode : pool.codeOf(text);
      }
      end(rowNumber);
    },
    seal: () => {
      if ((length & inPage) !== 0) pack();
      numbers = new Uint32Array(0);
      open.length = 0;
    },
    rowNumber: (line) => rowNumbers[line >> pageShift]?.[line & inPage] ?? 0,
    runs: (column, see) => {
      for (const [page, columns] of pages.entries()) {
        const packed = columns[column] ?? emptyCode;
        if (typeof packed === 'number') see(packed, rowNumbers[page]?.length ?? 0);
        else for (const one of packed) see(one, 1);
      }
    },
    code,
    text: (line, column) => pool.texts[code(line, column)] ?? '',
    cells: (line) => {
      const page = pages[line >> pageShift] ?? [];
      const at = line & inPage;
      let width = page.length;
      while (width > 0 && code(line, width - 1) === emptyCode) width -= 1;
      const cells: string[] = [];
      for (let column = 0; column < width; column += 1) {
        const packed = page[column];
        const one = typeof packed === 'number' ? packed : (packed?.[at] ?? emptyCode);
        cells.push(pool.texts[one] ?? '');
      }
      return cells;
    },
  };
}

/** The same rows without some: `kept` are the lines that stay, in order. */
export function selectLines(lines: Lines, kept: Uint32Array): Lines {
  const at = (line: number) => kept[line] ?? 0;
  return {
    length: kept.length,
    width: lines.width,
    pool: lines.pool,
    rowNumber: (line) => lines.rowNumber(at(line)),
    code: (line, column) => lines.code(at(line), column),
    text: (line, column) => lines.text(at(line), column),
    cells: (line) => lines.cells(at(line)),
    runs: (column, see) => {
      for (const line of kept) see(lines.code(line, column), 1);
    },
  };
}

/** The codes that occur in the columns, each once, in the order of the pool. */
export function codesIn(lines: Lines, columns: readonly number[]): number[] {
  const seen = new Uint8Array(lines.pool.texts.length);
  const see = (code: number) => {
    seen[code] = 1;
  };
  for (const column of columns) lines.runs(column, see);
  const codes: number[] = [];
  for (let code = 0; code < seen.length; code += 1) if (seen[code] === 1) codes.push(code);
  return codes;
}
