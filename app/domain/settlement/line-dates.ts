import type { BusinessDate } from '../dates.ts';
import { codesIn, type Lines } from './cell-table.ts';
import { decideDayOrder, firstYear, isNoDate, lastYear, needsDayOrder, parseFileDate } from './file-dates.ts';
import type { Header } from './find-header.ts';
import { blocking } from './problems.ts';
import { cleanText } from './text.ts';
import type { SettlementProblem } from './types.ts';

const mostListed = 100;

export interface LineDates {
  /** The settled date; null only for the lines listed in `unreadable`. */
  settled(line: number): BusinessDate | null;
  created(line: number): BusinessDate | null;
  readonly unreadable: readonly SettlementProblem[];
}

/**
 * Dates of all lines in one day order, decided by the file itself: by a day above 12 anywhere, else by which reading
 * lies in the period that Reports states. Each distinct text is read once.
 */
export function readLineDates(
  header: Header,
  lines: Lines,
  period: { readonly from: BusinessDate; readonly to: BusinessDate } | null,
): LineDates {
  const settledColumn = header.fields.get('settledOn') ?? header.fields.get('statementOn') ?? -1;
  const createdColumn = header.fields.get('createdOn') ?? -1;
  const { texts } = lines.pool;
  const textsIn = (...columns: number[]) => codesIn(lines, columns).map((code) => texts[code] ?? '');
  const proven = decideDayOrder(textsIn(settledColumn, createdColumn), null);
  const order = proven === 'unclear' ? decideDayOrder(textsIn(settledColumn), period) : proven;

  const known = new Map<number, BusinessDate | null>();
  const read = (code: number): BusinessDate | null => {
    let date = known.get(code);
    if (date === undefined) {
      const text = texts[code] ?? '';
      date = isNoDate(text) ? null : parseFileDate(text, order);
      known.set(code, date);
    }
    return date;
  };
  const unreadable: SettlementProblem[] = [];
  for (let line = 0; line < lines.length && unreadable.length < mostListed; line += 1) {
    if (read(lines.code(line, settledColumn)) !== null) continue;
    const text = lines.text(line, settledColumn);
    const shown = `"${cleanText(text).slice(0, 40)}"`;
    const message = isNoDate(text)
      ? 'The row has no settled date.'
      : needsDayOrder(text)
        ? `${shown} can be read in two ways: the file does not show whether the day or the month comes first.`
        : `${shown} is not a date between ${firstYear} and ${lastYear}.`;
    unreadable.push(blocking(lines.rowNumber(line), header.names[settledColumn] ?? null, message));
  }
  return {
    settled: (line) => read(lines.code(line, settledColumn)),
    created: (line) => (createdColumn < 0 ? null : read(lines.code(line, createdColumn))),
    unreadable,
  };
}
