import { describe, expect, test } from 'vitest';
import { decideDayOrder, parseFileDate, parsePeriod } from './file-dates.ts';

describe('date cells', () => {
  test.each([
    ['2026/02/14', '2026-02-14'],
    ['2026-02-14', '2026-02-14'],
    ['2026/2/4\t', '2026-02-04'],
    ['2026-02-14 23:59:59', '2026-02-14'],
    ['2026-02-14T23:59:59Z', '2026-02-14'],
    ['2026年2月14日', '2026-02-14'],
    ['20260214', '2026-02-14'],
    ['14 Feb 2026', '2026-02-14'],
    ['Feb 14, 2026', '2026-02-14'],
    ['46067', '2026-02-14'],
    ['46067.5', '2026-02-14'],
    ["'2026/02/14", '2026-02-14'],
    ['05/05/2026', '2026-05-05'],
  ])('%j', (text, date) => {
    expect(parseFileDate(text, 'unclear')).toBe(date);
  });

  test('day and month follow the order of the file', () => {
    expect(parseFileDate('03/04/2026 10:11:12', 'day-first')).toBe('2026-04-03');
    expect(parseFileDate('03/04/2026', 'month-first')).toBe('2026-03-04');
    expect(parseFileDate('03/04/2026', 'unclear')).toBeNull();
  });

  test.each([
    '',
    '/',
    '2026/02/30',
    '2026/13/01',
    'soon',
    '12',
    '576461413038785752',
    '2569/02/14',
    '1026-02-14',
  ])('%j is no date', (text) => {
    expect(parseFileDate(text, 'day-first')).toBeNull();
  });

  test('the order of day and month is proven, or found by the period, or unclear', () => {
    const period = parsePeriod('2026/04/01-2026/04/07');
    expect(period).toEqual({ from: '2026-04-01', to: '2026-04-07' });
    expect(decideDayOrder(['03/04/2026', '13/04/2026'], null)).toBe('day-first');
    expect(decideDayOrder(['03/04/2026', '04/13/2026'], null)).toBe('month-first');
    expect(decideDayOrder(['13/04/2026', '04/13/2026'], null)).toBe('unclear');
    expect(decideDayOrder(['03/04/2026', '04/04/2026'], period)).toBe('day-first');
    expect(decideDayOrder(['04/03/2026', '04/02/2026'], period)).toBe('month-first');
    expect(decideDayOrder(['04/04/2026'], period)).toBe('unclear');
    expect(decideDayOrder(['03/04/2026'], null)).toBe('unclear');
  });
});
