/**
 * Two kinds of time. `…At` is a UTC instant in epoch milliseconds. `…On` is a business date `YYYY-MM-DD`, decided
 * once, at the edge, by the shop's time zone; after that no code converts it again.
 */
declare const dateBrand: unique symbol;
export type BusinessDate = string & { readonly [dateBrand]: 'BusinessDate' };

/** Stands for every date where nothing depends on one. A date by looking at it: asking a time zone costs a start 30 ms. */
export const anyDate = '1970-01-01' as BusinessDate;

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;

/** `YYYY-MM-DD` that exists in the calendar, else null. */
export function parseBusinessDate(text: string): BusinessDate | null {
  const match = isoDate.exec(text);
  if (!match) return null;
  const at = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  // The one place where checked text becomes a business date: the round trip refuses 2026-02-30.
  return new Date(at).toISOString().slice(0, 10) === text ? (text as BusinessDate) : null;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-CA', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** The business date of a UTC instant in a time zone such as `Europe/London`. */
export function toBusinessDate(at: number, timeZone: string): BusinessDate {
  let format = formatters.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formatters.set(timeZone, format);
  }
  // en-CA writes YYYY-MM-DD; the brand is given by this conversion alone.
  return format.format(at) as BusinessDate;
}

export function addDays(date: BusinessDate, days: number): BusinessDate {
  const at = Date.parse(`${date}T00:00:00Z`) + days * 86_400_000;
  // A date plus whole days is a date.
  return new Date(at).toISOString().slice(0, 10) as BusinessDate;
}

/** The same day so many months earlier, or the last day of that month: 31 May less 3 months is 28 February. */
export function monthsBefore(date: BusinessDate, months: number): BusinessDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  const at = Date.UTC(year, month - 1 - months, Math.min(day, lastOfMonth));
  // A day that exists in its month is a date.
  return new Date(at).toISOString().slice(0, 10) as BusinessDate;
}

/** UTC instant of the first moment of a business date in a time zone (start of the local day). */
export function startOfDay(date: BusinessDate, timeZone: string): number {
  const guess = Date.parse(`${date}T00:00:00Z`);
  const hasReached = (quarter: number) => toBusinessDate(guess + quarter * QUARTER_MS, timeZone) >= date;
  // Most days begin at the hour at which the one before did: two looks instead of seven, for each day of a year.
  const usual = lastBegan.get(timeZone);
  if (usual !== undefined && hasReached(usual) && !hasReached(usual - 1)) return guess + usual * QUARTER_MS;
  // A zone is at most 14 hours away from UTC and changes its clock on a quarter of an hour. Dates never go back, so
  // the first quarter that has reached the date is found by halving.
  let before = -61;
  let reached = 61;
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (hasReached(middle)) reached = middle;
    else before = middle;
  }
  lastBegan.set(timeZone, reached);
  return guess + reached * QUARTER_MS;
}

/** By time zone: in which quarter of an hour, counted from midnight UTC, the day asked for last began. */
const lastBegan = new Map<string, number>();

const QUARTER_MS = 15 * 60_000;
