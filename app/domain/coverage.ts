import { addDays, type BusinessDate, startOfDay } from './dates.ts';

/** A fetch of the orders created in `from` (inclusive) to `to` (exclusive), UTC instants. */
export interface FetchedSpan {
  readonly from: number;
  readonly to: number;
  /** The channel's own count for the span; null when it gave none. */
  readonly platformCount: number | null;
  readonly fetchedAt: number;
}

/**
 * `fetched`: the whole day was asked for after it was over, and no order is missing. `partly`: a part of the day was
 * asked for, or the channel counts more orders than the books hold. `ahead`: the day has not begun.
 */
export type DayState = 'fetched' | 'partly' | 'notFetched' | 'ahead';

export interface DayCoverage {
  readonly on: BusinessDate;
  readonly state: DayState;
  /** The channel's count when exactly this day was asked for last; null otherwise. */
  readonly platformCount: number | null;
  /** Orders of this day in the books. */
  readonly storedCount: number;
  /** The latest fetch that touched the day. */
  readonly fetchedAt: number | null;
}

export interface DateRange {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

/**
 * What is known of each day of a range (both dates included) in the shop's zone. A span counts no further than the
 * moment it was fetched: a day that was fetched at noon has its afternoon still to come. Days are as long as the zone
 * makes them (23 to 25 hours when clocks change).
 */
export function coverDays(
  spans: readonly FetchedSpan[],
  stored: ReadonlyMap<BusinessDate, number>,
  range: DateRange,
  timeZone: string,
  now: number,
): DayCoverage[] {
  const ordered = [...spans].sort((a, b) => a.from - b.from || a.to - b.to);
  const days: DayCoverage[] = [];
  let start = startOfDay(range.from, timeZone);
  for (let on = range.from; on <= range.to; on = addDays(on, 1)) {
    const end = startOfDay(addDays(on, 1), timeZone);
    days.push(coverDay(ordered, { on, start, end }, stored.get(on) ?? 0, now));
    start = end;
  }
  return days;
}

function coverDay(
  ordered: readonly FetchedSpan[],
  day: { readonly on: BusinessDate; readonly start: number; readonly end: number },
  storedCount: number,
  now: number,
): DayCoverage {
  const { on, start, end } = day;
  let reached = start;
  let isTouched = false;
  let fetchedAt: number | null = null;
  let exact: FetchedSpan | null = null;
  for (const span of ordered) {
    if (span.from >= end || span.to <= start) continue;
    const until = Math.min(span.to, span.fetchedAt);
    if (until <= Math.max(start, span.from)) continue;
    isTouched = true;
    fetchedAt = Math.max(fetchedAt ?? span.fetchedAt, span.fetchedAt);
    if (span.from === start && span.to === end && span.fetchedAt >= (exact?.fetchedAt ?? 0)) exact = span;
    if (span.from <= reached) reached = Math.max(reached, until);
  }
  const platformCount = exact?.platformCount ?? null;
  const isShort = platformCount !== null && platformCount > storedCount;
  const state = ((): DayState => {
    if (isTouched) return reached >= end && !isShort ? 'fetched' : 'partly';
    return start > now ? 'ahead' : 'notFetched';
  })();
  return { on, state, platformCount, storedCount, fetchedAt };
}

/** The days that a fetch would complete, as ranges without a day between them that is complete. */
export function missingRanges(days: readonly DayCoverage[]): DateRange[] {
  const ranges: { from: BusinessDate; to: BusinessDate }[] = [];
  for (const { on, state } of days) {
    if (state === 'fetched' || state === 'ahead') continue;
    const last = ranges.at(-1);
    if (last && addDays(last.to, 1) === on) last.to = on;
    else ranges.push({ from: on, to: on });
  }
  return ranges;
}
