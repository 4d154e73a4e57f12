import Papa from 'papaparse';
import type { ByteCells } from '../domain/settlement/text-pool.ts';
import { type ByteCutter, createByteCutter } from './csv-bytes.ts';
import { decodeText } from './csv-text.ts';
import type { TableLimits } from './limits.ts';
import { damaged, tooLarge } from './refusal.ts';
import type { TableFileInfo, TableSink } from './tables.ts';

const candidates = [',', ';', '\t', '|'] as const;
const longestRecord = 8 << 20;
/** Longer pieces of text are one record that does not end. */
const longestPiece = 1 << 20;
const headLength = 256 * 1024;
const isLetter = /\p{L}/u;

/** What the parser answers for one piece of text; its published types leave it open. */
interface ParsedPiece {
  readonly data: readonly string[][];
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

function parseQuoted(text: string, delimiter: string, last: boolean, most: number): ParsedPiece {
  const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"', preview: most });
  // The parser's answer has this shape for every text (papaparse, "The results object"); its types say `any`.
  return parser.parse(text, 0, !last) as ParsedPiece;
}

interface PieceSink {
  /**
   * Takes lines without a quotation mark, from `from` to `to` of the piece, all but the last of them; returns where that
   * begins, or `from` when it takes none.
   */
  takePlain(from: number, to: number): number;
  /** A record; `isQuoted` when a quotation mark stands in it, `isMisquoted` when one that does not belong there. */
  onRecord(cells: string[], isQuoted: boolean, isMisquoted: boolean): void;
  /** The text ends inside a quoted cell. */
  onOpenQuote(): void;
}

/** So many records with quotation marks are parsed at once where one follows the other. */
const mostAtOnce = 256;

/**
 * Records of one piece of text; returns where the last whole one ends. Lines without a quotation mark are cut at the
 * delimiter, which is what CSV says of them and takes a third of the time; from a line with one on, papaparse reads.
 */
function parsePiece(text: string, delimiter: string, last: boolean, sink: PieceSink): number {
  let at = 0;
  let atOnce = 1;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    const plainEnd = quote === -1 ? text.length : text.lastIndexOf('\n', quote) + 1;
    if (plainEnd > at) atOnce = 1;
    at = sink.takePlain(at, plainEnd);
    while (at < plainEnd) {
      const end = text.indexOf('\n', at);
      if (end === -1 && !last) return at;
      sink.onRecord(text.slice(at, end === -1 ? text.length : end).split(delimiter), false, false);
      at = end === -1 ? text.length : end + 1;
    }
    if (quote === -1) break;
    const parsed = parseQuoted(text.slice(at), delimiter, last, atOnce);
    atOnce = Math.min(atOnce * 2, mostAtOnce);
    const misquoted = new Set(
      parsed.errors.filter((error) => error.code === 'InvalidQuotes').map((error) => error.row),
    );
    for (const [index, cells] of parsed.data.entries()) sink.onRecord(cells, true, misquoted.has(index));
    if (parsed.errors.some((error) => error.code === 'MissingQuotes')) sink.onOpenQuote();
    if (parsed.data.length === 0 || parsed.meta.cursor === 0) return at;
    at += parsed.meta.cursor;
  }
  return at;
}

/** A header of fewer columns is no settlement, and its widths prove little. */
const tellingWidth = 8;

/** What the widths of the records so far say about the next one. */
function watchWidths() {
  let widest = 0;
  let narrowest = 0;
  return {
    see: (width: number) => {
      if (width > widest) {
        widest = width;
        narrowest = width;
      } else if (width < narrowest) narrowest = width;
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

/** Reads delimited text. Rows are numbered by record, so a cell with line breaks is one row. Rejects with `Refused`. */
export async function readCsv(
  bytes: Uint8Array,
  sink: TableSink,
  limits: TableLimits,
): Promise<TableFileInfo> {
  let rest = '';
  let delimiter: string | null = null;
  let rowNumber = 0;
  let cellCount = 0;

  const widths = watchWidths();
  const swallowed = () =>
    damaged(
      `A quotation mark in row ${rowNumber} is not written as a CSV must write it, so the rows from there on cannot be told apart.`,
    );

  const countRow = (width: number) => {
    rowNumber += 1;
    if (rowNumber > limits.rows) throw tooLarge('The file has too many rows.');
    if (width > limits.columns) throw tooLarge('The file has too many columns.');
    cellCount += width;
    if (cellCount > limits.cells) throw tooLarge('The file has too many cells.');
  };
  const takeRow = (cells: string[], isQuoted: boolean) => {
    countRow(cells.length);
    if (isQuoted && widths.isSwallowed(cells, delimiter ?? ',')) throw swallowed();
    let used = cells.length;
    while (used > 0 && cells[used - 1] === '') used -= 1;
    if (used === 0) return;
    sink.onRow(rowNumber, used === cells.length ? cells : cells.slice(0, used));
  };

  /** Takes the records of a piece, each when the next one is known: what a cut-off end looks like is said of the last. */
  const takePiece = (piece: string, separator: string, last: boolean, isComplete: boolean): number => {
    let held: { cells: string[]; isQuoted: boolean; isMisquoted: boolean } | null = null;
    let isOpen = false;
    const take = ({ cells, isQuoted, isMisquoted }: NonNullable<typeof held>) => {
      takeRow(cells, isQuoted);
      if (isMisquoted && cells.some((cell) => cell.includes('\n'))) throw swallowed();
      if (cells.length > 1 || cells[0] !== '') widths.see(cells.length);
    };
    const takeBytes = (width: number, row: ByteCells) => {
      countRow(width);
      if (width > 1 || row.count > 0) widths.see(width);
      if (row.count > 0) sink.onByteRow?.(rowNumber, row);
    };
    /** Null where the piece cannot be cut in bytes; not known until one is wanted. */
    let cutter: ByteCutter | null | undefined;
    const end = parsePiece(piece, separator, last, {
      takePlain: (from, to) => {
        // A piece grows while its line does not end: then there is nothing to cut, and looking would take ever longer.
        if (!sink.onByteRow || piece.length > longestPiece) return from;
        const lastLine = piece.lastIndexOf('\n', to - 2) + 1;
        if (lastLine <= from) return from;
        if (cutter === undefined) cutter = createByteCutter(piece, separator, limits.columns);
        if (!cutter) return from;
        if (held) take(held);
        held = null;
        cutter.cut(from, lastLine, takeBytes);
        return lastLine;
      },
      onRecord: (cells, isQuoted, isMisquoted) => {
        if (held) take(held);
        held = { cells, isQuoted, isMisquoted };
      },
      onOpenQuote: () => {
        isOpen = true;
      },
    });
    // Assigned in the callback, which the compiler does not follow.
    const final = held as { cells: string[]; isQuoted: boolean; isMisquoted: boolean } | null;
    if (final && last && !isComplete && !isOpen && widths.isShort(final.cells)) {
      throw damaged(
        `The last line (row ${rowNumber + 1}) stops after ${final.cells.length} of ${widths.widest()} cells and has no line end, as after a download that was cut off.`,
      );
    }
    if (final) take(final);
    if (isOpen)
      throw damaged(`The file ends inside a quoted cell (row ${rowNumber}), so its end is missing.`);
    return end;
  };

  sink.onSheet('', 0);
  const encoding = await decodeText(bytes, (text, last) => {
    let piece = rest + text;
    if (delimiter === null) {
      const found = detectDelimiter(piece);
      delimiter = found.delimiter;
      piece = piece.slice(found.skip);
    }
    const isComplete = piece.endsWith('\n');
    if (last && isComplete) piece = piece.slice(0, -1);
    if (piece === '') return;
    const end = takePiece(piece, delimiter, last, isComplete);
    rest = last ? '' : piece.slice(end);
    if (rest.length > longestRecord) {
      throw damaged(
        `The line after row ${rowNumber} does not end for millions of characters, so the rows cannot be told apart.`,
      );
    }
  });
  return { format: 'csv', sheets: [{ name: '', hidden: false }], encoding, delimiter };
}
