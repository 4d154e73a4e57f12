import type { BusinessDate } from '../dates.ts';
import { decideDayOrder, firstYear, isNoDate, lastYear, needsDayOrder, parseFileDate } from './file-dates.ts';
import type { Header } from './find-header.ts';
import { blocking } from './problems.ts';
import type { RawRow } from './report-tree.ts';
import { cleanText } from './text.ts';
import type { SettlementProblem } from './types.ts';

const mostListed = 100;

export interface LineDates {
  /** The settled date; null only for the lines listed in `unreadable`. */
  settled(line: RawRow): BusinessDate | null;
  created(line: RawRow): BusinessDate | null;
  readonly unreadable: readonly SettlementProblem[];
}

/**
 * Dates of all lines in one day order, decided by the file itself: by a day above 12 anywhere, else by which reading
 * lies in the period that Reports states.
 */
export function readLineDates(
  header: Header,
  lines: readonly RawRow[],
  period: { readonly from: BusinessDate; readonly to: BusinessDate } | null,
): LineDates {
  const settledColumn = header.fields.get('settledOn') ?? header.fields.get('statementOn') ?? -1;
  const createdColumn = header.fields.get('createdOn') ?? -1;
  const cell = (line: RawRow, column: number) => line.cells[column] ?? '';
  const bothColumns = (function* () {
    for (const line of lines) {
      yield cell(line, settledColumn);
      yield cell(line, createdColumn);
    }
  })();
  const settledTexts = (function* () {
    for (const line of lines) yield cell(line, settledColumn);
  })();
  const proven = decideDayOrder(bothColumns, null);
  const order = proven === 'unclear' ? decideDayOrder(settledTexts, period) : proven;

  const known = new Map<string, BusinessDate | null>();
  const read = (text: string): BusinessDate | null => {
    let date = known.get(text);
    if (date === undefined) {
      date = isNoDate(text) ? null : parseFileDate(text, order);
      if (known.size < 100_000) known.set(text, date);
    }
    return date;
  };
  const unreadable: SettlementProblem[] = [];
  for (const line of lines) {
    const text = cell(line, settledColumn);
    if (unreadable.length >= mostListed || read(text) !== null) continue;
    const shown = `"${cleanText(text).slice(0, 40)}"`;
    const message = isNoDate(text)
      ? 'The row has no settled date.'
      : needsDayOrder(text)
        ? `${shown} can be read in two ways: the file does not show whether the day or the month comes first.`
        : `${shown} is not a date between ${firstYear} and ${lastYear}.`;
    unreadable.push(blocking(line.rowNumber, header.names[settledColumn] ?? null, message));
  }
  return {
    settled: (line) => read(cell(line, settledColumn)),
    created: (line) => (createdColumn < 0 ? null : read(cell(line, createdColumn))),
    unreadable,
  };
}
