import { type BusinessDate, parseBusinessDate } from '../dates.ts';

/** How a file writes dates whose day and month are both numbers. */
export type DayOrder = 'day-first' | 'month-first' | 'unclear';

/** No date is longer; it also bounds what a hostile cell can cost. */
const longestDate = 60;
const yearFirst = /^(\d{4})[/.\-年](\d{1,2})[/.\-月](\d{1,2})日?(?:[T\s].*)?$/;
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const yearLast = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[,T\s].*)?$/;
const dayNamed = /^(\d{1,2})[\s-]([a-z]{3,9})[\s-](\d{4})(?:[,\s].*)?$/i;
const monthNamed = /^([a-z]{3,9})\s(\d{1,2}),?\s(\d{4})(?:[,\s].*)?$/i;
const serial = /^(\d{5})(?:\.\d+)?$/;
export const firstYear = 2015;
export const lastYear = 2100;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * TikTok Shop opened in 2021; a year far from that is another calendar's (2569 in Thailand) or no year at all.
 */
function compose(year: string, month: string, day: string): BusinessDate | null {
  if (Number(year) < firstYear || Number(year) > lastYear) return null;
  return parseBusinessDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

function named(year: string, month: string, day: string): BusinessDate | null {
  const index = months.indexOf(month.slice(0, 3).toLowerCase());
  return index === -1 ? null : compose(year, String(index + 1), day);
}

function tidy(text: string): string {
  return text
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .replace(/^'/, '');
}

/** True for `/`, `-` and blank: the export's way of saying that there is no date. */
export function isNoDate(text: string): boolean {
  return /^[/\-–—]*$/.test(tidy(text));
}

/** What one cell proves about the order of day and month; null when nothing. */
function dayOrderEvidence(text: string): 'day-first' | 'month-first' | null {
  const match = yearLast.exec(tidy(text));
  if (!match) return null;
  if (Number(match[1]) > 12) return 'day-first';
  return Number(match[2]) > 12 ? 'month-first' : null;
}

/** True when the cell has day and month as two numbers with the year last, so that a day order is needed. */
export function needsDayOrder(text: string): boolean {
  return text.length <= longestDate && yearLast.test(tidy(text));
}

/**
 * A date cell → business date, the time of day dropped: the export's own form is `YYYY/MM/DD`
 * (vendors/settlement-exports.md §0 fact 8). Accepts ISO, year-last in the file's day order, month names and day
 * numbers of a spreadsheet (1900 system). Null when it is no date, or one that cannot be told for certain.
 */
export function parseFileDate(text: string, order: DayOrder): BusinessDate | null {
  if (text.length > longestDate) return null;
  const cell = tidy(text);
  const first = yearFirst.exec(cell) ?? compact.exec(cell);
  if (first) return compose(first[1] ?? '', first[2] ?? '', first[3] ?? '');
  const last = yearLast.exec(cell);
  if (last) {
    const [, one = '', two = '', year = ''] = last;
    if (order === 'unclear') return one === two ? compose(year, one, two) : null;
    return order === 'day-first' ? compose(year, two, one) : compose(year, one, two);
  }
  const dayWord = dayNamed.exec(cell);
  if (dayWord) return named(dayWord[3] ?? '', dayWord[2] ?? '', dayWord[1] ?? '');
  const monthWord = monthNamed.exec(cell);
  if (monthWord) return named(monthWord[3] ?? '', monthWord[1] ?? '', monthWord[2] ?? '');
  const days = serial.exec(cell);
  if (days) {
    const at = Date.UTC(1899, 11, 30) + Number(days[1]) * 86_400_000;
    const [year = '', month = '', day = ''] = new Date(at).toISOString().slice(0, 10).split('-');
    return compose(year, month, day);
  }
  return null;
}

/** The day order of a column, by what its cells prove and, failing that, by which reading lies in the period. */
export function decideDayOrder(
  texts: Iterable<string>,
  period: { readonly from: BusinessDate; readonly to: BusinessDate } | null,
): DayOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  const open = new Set<string>();
  for (const text of texts) {
    if (!needsDayOrder(text)) continue;
    const evidence = dayOrderEvidence(text);
    if (evidence === 'day-first') dayFirst += 1;
    else if (evidence === 'month-first') monthFirst += 1;
    else if (open.size < 1000) open.add(tidy(text));
  }
  if (dayFirst > 0 || monthFirst > 0) {
    if (dayFirst > 0 && monthFirst > 0) return 'unclear';
    return dayFirst > 0 ? 'day-first' : 'month-first';
  }
  if (open.size === 0 || period === null) return 'unclear';
  const fits = (order: DayOrder) =>
    [...open].every((text) => {
      const date = parseFileDate(text, order);
      return date !== null && date >= period.from && date <= period.to;
    });
  const [asDay, asMonth] = [fits('day-first'), fits('month-first')];
  if (asDay === asMonth) return 'unclear';
  return asDay ? 'day-first' : 'month-first';
}

const anyDate = /\d{4}[/.-]\d{1,2}[/.-]\d{1,2}/g;

/** `2026/02/14-2026/02/16` (Reports, "Time period") → its two dates. */
export function parsePeriod(text: string): { from: BusinessDate; to: BusinessDate } | null {
  const found = text.match(anyDate);
  if (found?.length !== 2) return null;
  const from = parseFileDate(found[0] ?? '', 'unclear');
  const to = parseFileDate(found[1] ?? '', 'unclear');
  return from !== null && to !== null && from <= to ? { from, to } : null;
}
