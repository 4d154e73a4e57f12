import type { TableLimits } from './limits.ts';
import { damaged, tooLarge } from './refusal.ts';
import { unescapeText } from './xlsx-strings.ts';
import { serialToDateText } from './xlsx-styles.ts';
import type { XmlAttributes, XmlHandlers } from './xml.ts';

export interface SheetContext {
  readonly strings: readonly string[];
  readonly dateStyles: readonly boolean[];
  readonly date1904: boolean;
  readonly limits: TableLimits;
  readonly keep: (text: string) => string;
  /** Rows and cells so far, over all sheets of the file. */
  readonly counts: { rows: number; cells: number };
}

/** `AB12` → 27 (0-based). -1 when the reference has no column letters. */
function columnOf(reference: string): number {
  let column = 0;
  for (let index = 0; index < reference.length; index += 1) {
    const code = reference.charCodeAt(index);
    const letter = code >= 97 ? code - 96 : code - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

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
): XmlHandlers & { flush(): void } {
  const { strings, dateStyles, date1904, limits, keep, counts } = context;
  let rowNumber = 0;
  const cells: string[] = [];
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  let inline = '';
  let formula: string | null = null;
  let collecting: 'value' | 'inline' | 'formula' | null = null;
  let phonetic = 0;
  let inCell = false;

  const flush = () => {
    // The copy is exactly as long as it must be; an array that grew has room to spare, and rows are kept.
    if (cells.length > 0) onRow(rowNumber, cells.slice());
    cells.length = 0;
  };

  const cellText = (): string => {
    // Some programs write formulas without their results: what such a cell says is not known, and it is not nothing.
    if (formula !== null && value === '' && inline === '' && type !== 'str') return keep(`=${formula}`);
    if (type === 's') {
      const index = value.trim();
      if (index === '') return '';
      const text = /^\d+$/.test(index) ? strings[Number(index)] : undefined;
      if (text === undefined) throw damaged('A cell refers to a text the workbook does not have.');
      return text;
    }
    if (type === 'inlineStr') return keep(unescapeText(inline));
    if (type === 'str') return keep(unescapeText(value));
    if (type === 'b') return value.trim() === '1' ? 'TRUE' : value.trim() === '0' ? 'FALSE' : value;
    if (type === 'e' || type === 'd') return keep(value.trim());
    if (value === '' && inline !== '') return keep(unescapeText(inline));
    const text = value.trim();
    if (dateStyles[style] === true && text !== '') {
      const date = serialToDateText(text, date1904);
      if (date !== null) return keep(date);
    }
    return keep(writePlainly(text));
  };

  const startRow = (attributes: XmlAttributes) => {
    const stated = attributes.r;
    const next = stated === undefined ? rowNumber + 1 : Number(stated);
    if (!Number.isSafeInteger(next) || next < 1) throw damaged('A row of the workbook has no valid number.');
    if (next !== rowNumber) {
      counts.rows += 1;
      if (counts.rows > limits.rows) throw tooLarge('The workbook has too many rows.');
      flush();
      column = -1;
    }
    rowNumber = next;
  };

  const startCell = (attributes: XmlAttributes) => {
    inCell = true;
    const reference = attributes.r;
    const stated = reference === undefined ? -1 : columnOf(reference);
    column = stated >= 0 ? stated : column + 1;
    if (column >= limits.columns) throw tooLarge('The workbook has too many columns.');
    type = attributes.t ?? 'n';
    const styleText = attributes.s;
    style = styleText === undefined ? 0 : Number(styleText);
    value = '';
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
    onOpen: (name, attributes) => {
      switch (name) {
        case 'c':
          startCell(attributes);
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
          startRow(attributes);
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
    onText: (text) => {
      if (collecting === 'value') value += text;
      else if (collecting === 'inline') inline += text;
      else if (collecting === 'formula') formula += text;
    },
  };
}
