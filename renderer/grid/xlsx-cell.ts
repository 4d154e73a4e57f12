import { parseBusinessDate } from '../../app/domain/dates.ts';
import { parseDateInput, toPlainFigures } from '../widgets/format.ts';
import type { Column } from './columns.ts';

/** The looks of cells, as `cellXfs` of xlsx-parts.ts lists them in this order, plain and then bold. */
export const cellStyles = ['text', 'whole', 'two', 'three', 'date', 'instant'] as const;
export type CellStyle = (typeof cellStyles)[number];

/** What a cell holds: text as it stands, or digits for `<v>`, which no binary fraction has touched. */
export interface CellContent {
  readonly style: CellStyle;
  readonly value: string;
}

const figure = /^-?\d+(?:\.(\d+))?$/;
/** More digits than a spreadsheet keeps: such a figure stays text. */
const mostDigits = 15;

/**
 * The text of a cell as a spreadsheet can reckon with it: amounts and counts become numbers with the decimals they are
 * shown with, business dates become dates. Everything else, ids above all, is text and stays it when it is edited.
 */
export function toCellContent(kind: Column<never>['kind'], text: string): CellContent {
  if (kind === 'money' || kind === 'number') {
    const digits = toPlainFigures(text);
    const [, decimals = ''] = figure.exec(digits) ?? [undefined];
    const style = ({ 0: 'whole', 2: 'two', 3: 'three' } as const)[decimals.length];
    if (figure.test(digits) && style && digits.replaceAll(/\D/g, '').length <= mostDigits)
      return { style, value: digits };
  }
  if (kind === 'date') {
    const [, written = '', time] = /^(.+?)(?: (\d{2}:\d{2}))?$/.exec(text) ?? [];
    const date = parseDateInput(written);
    const serial = date && toSerial(date, time ?? '00:00');
    if (serial) return { style: time ? 'instant' : 'date', value: serial };
  }
  return { style: 'text', value: text };
}

/** Days since 1899-12-30, where spreadsheets begin to count (right for every date from March 1900). */
function toSerial(date: string, time: string): string | null {
  const at = parseBusinessDate(date) ? Date.parse(`${date}T${time}Z`) : Number.NaN;
  const days = (at - Date.UTC(1899, 11, 30)) / 86_400_000;
  return days > 60 ? String(Number(days.toFixed(8))) : null;
}

/** Text as XML takes it: control characters go, and a cell holds at most 32,767. */
export function toXmlText(text: string): string {
  return text
    .slice(0, 32_767)
    .toWellFormed()
    .replaceAll(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
