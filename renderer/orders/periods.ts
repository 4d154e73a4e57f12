import { addDays, type BusinessDate, toBusinessDate } from '../../app/domain/dates.ts';

/** Business dates, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface NamedPeriod extends Period {
  readonly name: string;
}

/** First day of the month of a date, or of the month before it. */
function firstOfMonth(date: BusinessDate): BusinessDate {
  return addDays(date, 1 - Number(date.slice(8)));
}

/**
 * Periods a bookkeeper works in, counted in the computer's zone. Only proposals: the dates chosen are sent as they
 * stand.
 */
export function periods(now: number, timeZone = localZone()): readonly [NamedPeriod, ...NamedPeriod[]] {
  const today = toBusinessDate(now, timeZone);
  const thisMonth = firstOfMonth(today);
  const endOfLast = addDays(thisMonth, -1);
  const lastMonth = firstOfMonth(endOfLast);
  return [
    { name: 'Last month and this', from: lastMonth, to: today },
    { name: 'This month', from: thisMonth, to: today },
    { name: 'Last month', from: lastMonth, to: endOfLast },
    { name: 'Last 7 days', from: addDays(today, -6), to: today },
    { name: 'Last 30 days', from: addDays(today, -29), to: today },
  ];
}

/** The first proposal: the open month and the one that is being closed. */
export function usualPeriod(now: number): Period {
  const [{ from, to }] = periods(now);
  return { from, to };
}

function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
