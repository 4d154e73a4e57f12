import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, isTimeZone, monthsBefore, parseBusinessDate, startOfDay, toBusinessDate } from './dates.ts';
import { day } from './testing/builders.ts';

const zones = [
  'UTC',
  'Europe/London',
  'Asia/Kuala_Lumpur',
  'Asia/Jakarta',
  'Asia/Kathmandu',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];
const dates = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 86_400_000, max: Date.UTC(2035, 11, 31) / 86_400_000 })
  .map((days) => day(new Date(days * 86_400_000).toISOString().slice(0, 10)));

describe('business dates', () => {
  test.each(['2026-02-28', '2024-02-29', '2026-12-31'])('%s exists', (text) => {
    expect(parseBusinessDate(text)).toBe(text);
  });

  test.each([
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '2026/01/01',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '0050-01-01',
    '',
  ])('%j does not', (text) => {
    expect(parseBusinessDate(text)).toBeNull();
  });

  test('days are added over months, leap days and clock changes', () => {
    expect(addDays(day('2024-02-28'), 2)).toBe('2024-03-01');
    expect(addDays(day('2026-03-28'), 2)).toBe('2026-03-30');
    expect(addDays(day('2026-01-01'), -1)).toBe('2025-12-31');
    fc.assert(
      fc.property(dates, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        expect(addDays(addDays(date, days), -days)).toBe(date);
        expect(parseBusinessDate(addDays(date, days))).not.toBeNull();
      }),
    );
  });
});

describe('a shop’s time zone', () => {
  test('decides the date of an instant', () => {
    const at = Date.UTC(2026, 2, 1, 18, 30);
    expect(toBusinessDate(at, 'UTC')).toBe('2026-03-01');
    expect(toBusinessDate(at, 'Asia/Kuala_Lumpur')).toBe('2026-03-02');
    expect(toBusinessDate(at, 'America/Los_Angeles')).toBe('2026-03-01');
  });

  test('is one that exists', () => {
    expect(isTimeZone('Europe/London')).toBe(true);
    expect(isTimeZone('Europe/Atlantis')).toBe(false);
    expect(isTimeZone('')).toBe(false);
  });

  test.each([
    ['Europe/London', '2026-03-29', '2026-03-29T00:00:00Z'],
    ['Europe/London', '2026-03-30', '2026-03-29T23:00:00Z'],
    ['Europe/London', '2026-10-25', '2026-10-24T23:00:00Z'],
    ['Europe/London', '2026-10-26', '2026-10-26T00:00:00Z'],
    ['America/Los_Angeles', '2026-03-08', '2026-03-08T08:00:00Z'],
    ['America/Los_Angeles', '2026-03-09', '2026-03-09T07:00:00Z'],
    // The clock goes from 24:00 to 01:00: this day has no midnight.
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00Z'],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00Z'],
    ['Asia/Kathmandu', '2026-05-01', '2026-04-30T18:15:00Z'],
    ['Pacific/Kiritimati', '2026-05-01', '2026-04-30T10:00:00Z'],
    ['Pacific/Pago_Pago', '2026-05-01', '2026-05-01T11:00:00Z'],
  ])('%s: %s begins at %s', (zone, date, instant) => {
    expect(new Date(startOfDay(day(date), zone)).toISOString()).toBe(instant.replace('Z', '.000Z'));
  });

  test('a day begins at its first moment and not one millisecond earlier', () => {
    fc.assert(
      fc.property(dates, fc.constantFrom(...zones), (date, zone) => {
        const start = startOfDay(date, zone);
        expect(toBusinessDate(start, zone)).toBe(date);
        expect(toBusinessDate(start - 1, zone)).toBe(addDays(date, -1));
      }),
      { numRuns: 300 },
    );
  });
});

describe('months before', () => {
  test.each([
    ['2026-05-31', 3, '2026-02-28'],
    ['2024-05-31', 3, '2024-02-29'],
    ['2026-01-15', 1, '2025-12-15'],
    ['2026-07-01', 24, '2024-07-01'],
    ['2026-03-31', 1, '2026-02-28'],
  ])('%s less %i months is %s', (date, months, expected) => {
    expect(monthsBefore(day(date), months)).toBe(expected);
  });
});
