import Papa from 'papaparse';
import { decodeText } from './csv-text.ts';
import type { TableLimits } from './limits.ts';
import { createTextPool } from './own-text.ts';
import { damaged, tooLarge } from './refusal.ts';
import type { TableFileInfo, TableSink } from './tables.ts';

const candidates = [',', ';', '\t', '|'] as const;
const longestRecord = 8 << 20;
const headLength = 256 * 1024;
const isLetter = /\p{L}/u;

/** What the parser answers for one piece of text; its published types leave it open. */
interface ParsedPiece {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly { readonly code: string; readonly row?: number }[];
  readonly meta: { readonly cursor: number };
}

/** The first records of the text, with everything inside quotes blotted out so that it cannot be counted. */
function firstRecords(head: string, most: number): string[] {
  const records: string[] = [];
  let record = '';
  let quoted = false;
  for (const character of head.slice(0, headLength)) {
    if (character === '"') quoted = !quoted;
    if (character === '\n' && !quoted) {
      records.push(record);
      if (records.length === most) return records;
      record = '';
    } else record += quoted && character !== '"' ? (isLetter.test(character) ? 'x' : ' ') : character;
  }
  records.push(record);
  return records;
}

/**
 * The delimiter of a CSV: the one that cuts one of the first ten records into the most names. Names are cells with
 * letters that do not begin with a digit, so that amounts and dates, which carry commas of their own, do not vote.
 */
export function detectDelimiter(head: string): { delimiter: string; skip: number } {
  const stated = /^"?sep=(.)"?(\n|$)/i.exec(head);
  if (stated?.[1] !== undefined) return { delimiter: stated[1], skip: stated[0].length };
  let best = { delimiter: ',', names: 1 };
  for (const record of firstRecords(head, 10)) {
    for (const delimiter of candidates) {
      const names = record
        .split(delimiter)
        .filter((cell) => isLetter.test(cell) && !/^[\s"-]*\d/.test(cell)).length;
      if (names > best.names) best = { delimiter, names };
    }
  }
  return { delimiter: best.delimiter, skip: 0 };
}

function parsePiece(text: string, delimiter: string, last: boolean): ParsedPiece {
  const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' });
  // The parser's answer has this shape for every text (papaparse, "The results object"); its types say `any`.
  return parser.parse(text, 0, !last) as ParsedPiece;
}

/** A header of fewer columns is no settlement, and its widths prove little. */
const tellingWidth = 8;

/** What the widths of the records so far say about the next one. */
function watchWidths() {
  let widest = 0;
  let narrowest = 0;
  return {
    see: (cells: readonly string[]) => {
      if (cells.length === 1 && cells[0] === '') return;
      if (cells.length > widest) {
        widest = cells.length;
        narrowest = cells.length;
      } else if (cells.length < narrowest) narrowest = cells.length;
    },
    /** True for a record that is shorter than all since the header, so that its end may be missing. */
    isShort: (cells: readonly string[]) => cells.length < narrowest,
    widest: () => widest,
    /**
     * True when a cell with line breaks holds as many delimiters as a whole record, or makes its record too wide: a
     * quote that does not belong there has swallowed the rows up to the next one.
     */
    isSwallowed: (cells: readonly string[], delimiter: string) =>
      widest >= tellingWidth &&
      cells.some(
        (cell) =>
          cell.length >= widest - 1 &&
          cell.includes('\n') &&
          (cells.length > widest || cell.split(delimiter).length >= widest),
      ),
  };
}

/** Reads delimited text. Rows are numbered by record, so a cell with line breaks is one row. Throws `Refused`. */
export function readCsv(bytes: Uint8Array, sink: TableSink, limits: TableLimits): TableFileInfo {
  const keep = createTextPool();
  let rest = '';
  let delimiter: string | null = null;
  let rowNumber = 0;
  let cellCount = 0;

  const widths = watchWidths();
  const swallowed = () =>
    damaged(
      `A quotation mark in row ${rowNumber} is not written as a CSV must write it, so the rows from there on cannot be told apart.`,
    );

  const takeRow = (cells: readonly string[]) => {
    rowNumber += 1;
    if (rowNumber > limits.rows) throw tooLarge('The file has too many rows.');
    if (cells.length > limits.columns) throw tooLarge('The file has too many columns.');
    cellCount += cells.length;
    if (cellCount > limits.cells) throw tooLarge('The file has too many cells.');
    if (widths.isSwallowed(cells, delimiter ?? ',')) throw swallowed();
    let used = cells.length;
    while (used > 0 && cells[used - 1] === '') used -= 1;
    if (used === 0) return;
    // A mapped array is exactly as long as it must be; a pushed one reserves half as much again.
    sink.onRow(rowNumber, cells.slice(0, used).map(keep));
  };

  sink.onSheet('', 0);
  const encoding = decodeText(bytes, (text, last) => {
    let piece = rest + text;
    if (delimiter === null) {
      const found = detectDelimiter(piece);
      delimiter = found.delimiter;
      piece = piece.slice(found.skip);
    }
    const complete = piece.endsWith('\n');
    if (last && complete) piece = piece.slice(0, -1);
    if (piece === '') return;
    const parsed = parsePiece(piece, delimiter, last);
    const open = parsed.errors.find((error) => error.code === 'MissingQuotes');
    const misquoted = new Set(
      parsed.errors.filter((error) => error.code === 'InvalidQuotes').map((error) => error.row),
    );
    for (const [index, cells] of parsed.data.entries()) {
      const end = last && !complete && index === parsed.data.length - 1;
      if (end && !open && widths.isShort(cells)) {
        throw damaged(
          `The last line (row ${rowNumber + 1}) stops after ${cells.length} of ${widths.widest()} cells and has no line end, as after a download that was cut off.`,
        );
      }
      takeRow(cells);
      if (misquoted.has(index) && cells.some((cell) => cell.includes('\n'))) throw swallowed();
      widths.see(cells);
    }
    if (open) throw damaged(`The file ends inside a quoted cell (row ${rowNumber}), so its end is missing.`);
    rest = last ? '' : piece.slice(parsed.meta.cursor);
    if (rest.length > longestRecord) {
      throw damaged(
        `The line after row ${rowNumber} does not end for millions of characters, so the rows cannot be told apart.`,
      );
    }
  });
  return { format: 'csv', sheets: [{ name: '', hidden: false }], encoding, delimiter };
}
