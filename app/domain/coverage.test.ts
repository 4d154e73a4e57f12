import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverDays, type FetchedSpan, missingRanges } from './coverage.ts';
import { addDays, type BusinessDate, startOfDay } from './dates.ts';
import { day } from './testing/builders.ts';

const london = 'Europe/London';
const hour = 3_600_000;

function span(from: number, to: number, changes: Partial<FetchedSpan> = {}): FetchedSpan {
  return { from, to, platformCount: null, fetchedAt: to + hour, ...changes };
}

function daySpan(date: string, changes: Partial<FetchedSpan> = {}, zone = london): FetchedSpan {
  return span(startOfDay(day(date), zone), startOfDay(addDays(day(date), 1), zone), changes);
}

const range = (from: string, to: string) => ({ from: day(from), to: day(to) });
const noneStored: ReadonlyMap<BusinessDate, number> = new Map();
const later = Date.UTC(2027, 0, 1);

test('days are fetched, partly fetched, not fetched or still ahead', () => {
  const now = Date.UTC(2026, 4, 4, 12);
  const today = daySpan('2026-05-04', { fetchedAt: now - hour, platformCount: 3 });
  const days = coverDays(
    [daySpan('2026-05-01', { platformCount: 7 }), today],
    new Map([
      [day('2026-05-01'), 7],
      [day('2026-05-04'), 3],
    ]),
    range('2026-05-01', '2026-05-05'),
    london,
    now,
  );
  expect(days.map(({ state }) => state)).toEqual(['fetched', 'notFetched', 'notFetched', 'partly', 'ahead']);
  expect(days[0]).toMatchObject({ platformCount: 7, storedCount: 7 });
  expect(days[3]).toMatchObject({ platformCount: 3, fetchedAt: now - hour });
  expect(missingRanges(days)).toEqual([range('2026-05-02', '2026-05-04')]);
});

test('a day of which the platform counts more than the books hold is not complete; more in the books is fine', () => {
  const spans = [daySpan('2026-05-01', { platformCount: 7 })];
  const stateWith = (count: number) =>
    coverDays(
      spans,
      new Map([[day('2026-05-01'), count]]),
      range('2026-05-01', '2026-05-01'),
      london,
      later,
    )[0]?.state;
  expect([6, 7, 8].map(stateWith)).toEqual(['partly', 'fetched', 'fetched']);
});

test('the newest count of exactly this day stands, an older or wider one does not', () => {
  const older = daySpan('2026-05-01', { platformCount: 7 });
  const wider = span(older.from, older.to + hour, {
    platformCount: 99,
    fetchedAt: older.fetchedAt + 9 * hour,
  });
  const newest = { ...older, platformCount: 8, fetchedAt: older.fetchedAt + hour };
  const [found] = coverDays(
    [newest, wider, older],
    noneStored,
    range('2026-05-01', '2026-05-01'),
    london,
    later,
  );
  expect(found).toMatchObject({ platformCount: 8, fetchedAt: wider.fetchedAt });
});

test.each([
  ['Europe/London', '2026-03-29', 23],
  ['Europe/London', '2026-10-25', 25],
  ['America/Santiago', '2026-09-06', 23],
  ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ['Asia/Kuala_Lumpur', '2026-03-29', 24],
])('%s: a fetch of %s covers all of its %d hours and no hour less', (zone, date, hours) => {
  const whole = daySpan(date, {}, zone);
  expect((whole.to - whole.from) / hour).toBe(hours);
  const state = (one: FetchedSpan) => coverDays([one], noneStored, range(date, date), zone, later)[0]?.state;
  expect(state(whole)).toBe('fetched');
  expect(state({ ...whole, to: whole.to - 1 })).toBe('partly');
  expect(state({ ...whole, from: whole.from + 1 })).toBe('partly');
});

const zones = fc.constantFrom('UTC', london, 'America/Los_Angeles', 'Australia/Lord_Howe', 'Pacific/Chatham');
// Around both changes of the clock in each hemisphere.
const firstDays = fc
  .constantFrom('2026-03-05', '2026-03-26', '2026-04-02', '2026-09-24', '2026-10-22')
  .map(day);

/** Instants in quarters of an hour from the first day: fine enough for every border of a day. */
const someSpans = fc.array(
  fc.record({
    start: fc.integer({ min: -100, max: 800 }),
    length: fc.integer({ min: 1, max: 400 }),
    late: fc.integer({ min: -200, max: 400 }),
  }),
  { maxLength: 8 },
);

test('a day is fetched exactly when every moment of it lies in a span that was fetched after that moment', () => {
  fc.assert(
    fc.property(zones, firstDays, someSpans, (zone, first, parts) => {
      const origin = startOfDay(first, zone);
      const quarter = hour / 4;
      const spans = parts.map(({ start, length, late }) => {
        const to = origin + (start + length) * quarter;
        return span(origin + start * quarter, to, { fetchedAt: to + late * quarter });
      });
      const last = addDays(first, 6);
      const days = coverDays(spans, noneStored, { from: first, to: last }, zone, later);
      expect(days.map(({ on }) => on)).toEqual([0, 1, 2, 3, 4, 5, 6].map((more) => addDays(first, more)));
      for (const { on, state } of days) {
        const moments: boolean[] = [];
        for (let at = startOfDay(on, zone); at < startOfDay(addDays(on, 1), zone); at += quarter) {
          moments.push(spans.some((one) => one.from <= at && at < Math.min(one.to, one.fetchedAt)));
        }
        const expected = moments.every(Boolean) ? 'fetched' : moments.some(Boolean) ? 'partly' : 'notFetched';
        expect(`${on} ${state}`).toBe(`${on} ${expected}`);
      }
    }),
  );
});

test('the order of the spans and more of them never take coverage away', () => {
  const rank = { ahead: 0, notFetched: 0, partly: 1, fetched: 2 } as const;
  fc.assert(
    fc.property(someSpans, someSpans, (parts, more) => {
      const origin = startOfDay(day('2026-03-26'), london);
      const toSpans = (list: typeof parts) =>
        list.map(({ start, length }) => {
          const from = origin + start * (hour / 4);
          return span(from, from + length * (hour / 4));
        });
      const cover = (spans: readonly FetchedSpan[]) =>
        coverDays(spans, noneStored, range('2026-03-26', '2026-04-01'), london, later).map(
          (one) => one.state,
        );
      const some = toSpans(parts);
      const all = [...some, ...toSpans(more)];
      const before = cover(some);
      expect(cover([...some].reverse())).toEqual(before);
      cover(all).forEach((state, index) => {
        expect(rank[state]).toBeGreaterThanOrEqual(rank[before[index] ?? 'notFetched']);
      });
    }),
  );
});

test('missing ranges hold exactly the days that are not complete', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('fetched', 'partly', 'notFetched', 'ahead'), { maxLength: 40 }),
      (states) => {
        const days = states.map((state, index) => ({
          on: addDays(day('2026-02-20'), index),
          state,
          platformCount: null,
          storedCount: 0,
          fetchedAt: null,
        }));
        const named: string[] = [];
        for (const { from, to } of missingRanges(days)) {
          for (let on = from; on <= to; on = addDays(on, 1)) named.push(on);
        }
        expect(named).toEqual(
          days.filter((one) => one.state === 'partly' || one.state === 'notFetched').map((one) => one.on),
        );
      },
    ),
  );
});
