import type { TableLimits } from './limits.ts';
import { damaged, tooLarge } from './refusal.ts';
import { readText, unescapeText } from './xlsx-strings.ts';
import { serialToDateText } from './xlsx-styles.ts';
import type { ByteTag, ByteXmlHandlers } from './xml-bytes.ts';

export interface SheetContext {
  readonly strings: readonly string[];
  readonly dateStyles: readonly boolean[];
  readonly date1904: boolean;
  readonly limits: TableLimits;
  /** Rows and cells so far, over all sheets of the file. */
  readonly counts: { rows: number; cells: number };
}

/** `AB12` → 27 (0-based). -1 when the reference has no column letters. */
function columnOf(bytes: Buffer, from: number, to: number): number {
  let column = 0;
  for (let at = from; at < to; at += 1) {
    const code = bytes[at] ?? 0;
    const letter = code >= 97 ? code - 96 : code - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

/** The digits as a number; -1 when there is anything else, or more than an index or row number has. */
function digitsOf(bytes: Buffer, from: number, to: number): number {
  if (to - from > 9 || to === from) return -1;
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

const [letterR, letterS, letterT] = [114, 115, 116] as const;

/**
 * A number as it is written, but without an exponent where that takes nothing away: some programs write 20240000 as
 * `2.024E7`. Beyond 15 digits a spreadsheet has lost some, and the exponent stays as the mark of that.
 */
function writePlainly(number: string): string {
  const match = /^(-?)(\d)(?:\.(\d{1,14}))?[eE]\+?(\d{1,2})$/.exec(number);
  if (!match) return number;
  const [, sign = '', first = '', fraction = '', power = ''] = match;
  const shift = Number(power);
  if (shift > 14) return number;
  const digits = first + fraction.replace(/0+$/, '').padEnd(shift, '0');
  const decimals = digits.slice(shift + 1);
  return `${sign}${digits.slice(0, shift + 1)}${decimals === '' ? '' : `.${decimals}`}`;
}

/**
 * Handlers for one worksheet part. `<dimension>` is ignored (it is false in real exports), consecutive `<row>`
 * elements with one number are one row (some exports write a row element for every cell), and references may be
 * missing or out of order. Rows without text are not reported. vendors/settlement-exports.md §0 fact 9.
 */
export function readSheet(
  context: SheetContext,
  onRow: (rowNumber: number, cells: readonly string[]) => void,
): ByteXmlHandlers & { flush(): void } {
  const { strings, dateStyles, date1904, limits, counts } = context;
  let rowNumber = 0;
  let cells: string[] = [];
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  /** The number in the cell when it is nothing but digits: no text is made of the place of a text. */
  let index = -1;
  let inline = '';
  let formula: string | null = null;
  let collecting: 'value' | 'inline' | 'formula' | null = null;
  let phonetic = 0;
  let inCell = false;

  const flush = () => {
    if (cells.length === 0) return;
    onRow(rowNumber, cells);
    cells = [];
  };

  const cellText = (): string => {
    // Some programs write formulas without their results: what such a cell says is not known, and it is not nothing.
    if (formula !== null && value === '' && inline === '' && type !== 'str') return `=${formula}`;
    if (type === 's') {
      const place = value.trim();
      if (index === -1 && place === '') return '';
      const text = index >= 0 ? strings[index] : /^\d+$/.test(place) ? strings[Number(place)] : undefined;
      if (text === undefined) throw damaged('A cell refers to a text the workbook does not have.');
      return text;
    }
    if (type === 'inlineStr') return unescapeText(inline);
    if (type === 'str') return unescapeText(value);
    if (type === 'b') return value.trim() === '1' ? 'TRUE' : value.trim() === '0' ? 'FALSE' : value;
    if (type === 'e' || type === 'd') return value.trim();
    if (value === '' && inline !== '') return unescapeText(inline);
    const text = value.trim();
    if (dateStyles[style] === true && text !== '') {
      const date = serialToDateText(text, date1904);
      if (date !== null) return date;
    }
    return writePlainly(text);
  };

  const startRow = ({ bytes, spans, count }: ByteTag) => {
    let next = rowNumber + 1;
    for (let one = 0; one < 4 * count; one += 4) {
      const [nameFrom = 0, nameTo = 0, from = 0, to = 0] = spans.slice(one, one + 4);
      if (nameTo - nameFrom !== 1 || bytes[nameFrom] !== letterR) continue;
      next = digitsOf(bytes, from, to);
    }
    if (next < 1) throw damaged('A row of the workbook has no valid number.');
    if (next !== rowNumber) {
      counts.rows += 1;
      if (counts.rows > limits.rows) throw tooLarge('The workbook has too many rows.');
      flush();
      column = -1;
    }
    rowNumber = next;
  };

  const startCell = ({ bytes, spans, count }: ByteTag) => {
    inCell = true;
    let stated = -1;
    type = 'n';
    style = 0;
    for (let one = 0; one < 4 * count; one += 4) {
      const nameFrom = spans[one] ?? 0;
      if ((spans[one + 1] ?? 0) - nameFrom !== 1) continue;
      const from = spans[one + 2] ?? 0;
      const to = spans[one + 3] ?? 0;
      const letter = bytes[nameFrom];
      if (letter === letterR) stated = columnOf(bytes, from, to);
      else if (letter === letterS) style = digitsOf(bytes, from, to);
      else if (letter === letterT)
        type = to - from === 1 && bytes[from] === letterS ? 's' : bytes.toString('latin1', from, to);
    }
    column = stated >= 0 ? stated : column + 1;
    if (column >= limits.columns) throw tooLarge('The workbook has too many columns.');
    value = '';
    index = -1;
    inline = '';
    formula = null;
  };

  const endCell = () => {
    inCell = false;
    const text = cellText();
    if (text === '') return;
    if (column >= cells.length) counts.cells += column + 1 - cells.length;
    if (counts.cells > limits.cells) throw tooLarge('The workbook has too many cells.');
    while (cells.length < column) cells.push('');
    cells[column] = text;
  };

  return {
    flush,
    onOpen: (name, tag) => {
      switch (name) {
        case 'c':
          startCell(tag);
          break;
        case 'v':
          if (inCell) collecting = 'value';
          break;
        case 'f':
          if (inCell) {
            formula = '';
            collecting = 'formula';
          }
          break;
        case 't':
          if (inCell && phonetic === 0) collecting = 'inline';
          break;
        case 'row':
          startRow(tag);
          break;
        case 'rPh':
          phonetic += 1;
          break;
      }
    },
    onClose: (name) => {
      switch (name) {
        case 'c':
          endCell();
          break;
        case 'v':
        case 't':
        case 'f':
          collecting = null;
          break;
        case 'rPh':
          phonetic -= 1;
          break;
      }
    },
    onText: (bytes, from, to, isPlain) => {
      if (collecting === null) return;
      if (collecting === 'value' && type === 's' && index === -1 && value === '') {
        index = digitsOf(bytes, from, to);
        if (index >= 0) return;
      }
      const text = readText(bytes, from, to, isPlain);
      if (collecting === 'inline') inline += text;
      else if (collecting === 'formula') formula += text;
      else {
        // A text in pieces: what was taken for the whole of it was its beginning.
        value = (index >= 0 ? String(index) : value) + text;
        index = -1;
      }
    },
  };
}
