import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ColumnKind,
  type ColumnTest,
  joinChoices,
  matchesColumn,
  parseColumnFilter,
} from './column-filter.ts';
import { describeColumnTest } from './column-filter-words.ts';
import { formatGrouped, formatMinor } from './money.ts';
import { currency } from './testing/builders.ts';

const gbp = currency('GBP');
const idr = currency('IDR');
const kinds: readonly ColumnKind[] = ['text', 'id', 'money', 'count', 'date', 'choice'];

function read(kind: ColumnKind, text: string, money = gbp): ColumnTest | null {
  const parsed = parseColumnFilter(kind, text, money);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
}

function whyNot(kind: ColumnKind, text: string, money: typeof gbp | null = gbp): string {
  const parsed = parseColumnFilter(kind, text, money);
  return parsed.ok ? 'read' : parsed.message;
}

describe('what is typed', () => {
  test.each(kinds)(
    'an empty box of %s filters nothing, = and != ask for a value that is (not) there',
    (kind) => {
      expect(read(kind, '  ')).toBeNull();
      expect(read(kind, '=')).toEqual({ test: 'isEmpty', negated: false });
      expect(read(kind, '! =')).toEqual({ test: 'isEmpty', negated: true });
      expect(whyNot(kind, '!')).toContain('behind “!”');
    },
  );

  test.each([
    ['abc', { test: 'contains', text: 'abc', negated: false }],
    ['!abc', { test: 'contains', text: 'abc', negated: true }],
    ['= a b ', { test: 'equals', text: 'a b', negated: false }],
    ['57*', { test: 'startsWith', text: '57', negated: false }],
    ['*', { test: 'contains', text: '*', negated: false }],
  ])('text %s', (text, expected) => {
    expect(read('text', text)).toEqual(expected);
    expect(read('id', text)).toEqual(expected);
  });

  test.each([
    ['12.50', 1250, 1250],
    ['1,234.5', 123_450, 123_450],
    ['=12', 1200, 1200],
    ['>12', 1201, null],
    ['>= 12', 1200, null],
    ['<0', null, -1],
    ['<=-1', null, -100],
    ['10..20', 1000, 2000],
    ['-5 .. ', -500, null],
    ['..20', null, 2000],
  ])('amount %s', (text, from, to) => {
    expect(read('money', text)).toEqual({ test: 'between', from, to, negated: false });
  });

  test.each([
    ['2026-05-03', '2026-05-03', '2026-05-03'],
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2026', '2026-01-01', '2026-12-31'],
    ['>2026-05', '2026-06-01', null],
    ['<2026-05', null, '2026-04-30'],
    ['2026-05-01..2026-05-15', '2026-05-01', '2026-05-15'],
    ['2026-11..2026-12', '2026-11-01', '2026-12-31'],
  ])('date %s', (text, from, to) => {
    expect(read('date', text)).toEqual({ test: 'dates', from, to, negated: false });
  });

  test('choices are joined by bars, whatever is in them', () => {
    expect(read('choice', 'held| ready')).toEqual({
      test: 'oneOf',
      values: ['held', 'ready'],
      negated: false,
    });
    const values = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() === text);
    fc.assert(
      fc.property(fc.uniqueArray(values, { minLength: 1, maxLength: 8 }), (chosen) => {
        expect(read('choice', joinChoices(chosen))).toEqual({
          test: 'oneOf',
          values: chosen,
          negated: false,
        });
        expect(read('choice', `!${joinChoices(chosen)}`)).toMatchObject({ values: chosen, negated: true });
      }),
    );
  });

  test('what cannot be read is told in a sentence', () => {
    expect(whyNot('money', '12.505')).toBe('“12.505” has more than the 2 decimals of GBP.');
    expect(whyNot('money', '1.5', idr)).toContain('0 decimals of IDR');
    expect(whyNot('money', 'twelve')).toContain('not an amount');
    expect(whyNot('money', '1,2')).toContain('not an amount');
    expect(whyNot('money', '12', null)).toContain('several currencies');
    expect(whyNot('money', '20..10')).toBe('20 is behind 10: nothing is between.');
    expect(whyNot('money', '>')).toContain('behind “>”');
    expect(whyNot('count', '2.5')).toContain('not a whole number');
    expect(whyNot('date', '2026-02-30')).toContain('not a date');
    expect(whyNot('date', '03/05/2026')).toContain('not a date');
    expect(whyNot('date', '..')).toContain('two dots');
  });

  test('whatever is typed, the answer is a test or a sentence', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.string({ unit: 'binary', maxLength: 60 }), (kind, text) => {
        const parsed = parseColumnFilter(kind, text, gbp);
        if (!parsed.ok) expect(parsed.message).toMatch(/\.$/);
        else if (parsed.value) expect(describeColumnTest('Column', parsed.value)).toMatch(/^Column /);
      }),
    );
  });
});

describe('what passes', () => {
  test('text in whatever case, in every script', () => {
    const passes = (text: string, value: string) => matchesColumn(read('text', text) ?? never(), value);
    expect(passes('đỏ', 'ÁO ĐỎ')).toBe(true);
    expect(passes('=tote', 'Tote')).toBe(true);
    expect(passes('=tote', 'Tote bag')).toBe(false);
    expect(passes('bag*', 'Tote bag')).toBe(false);
    expect(passes('!bag', 'Tote')).toBe(true);
  });

  test('a value that is not there passes no test but "empty" and the opposites', () => {
    for (const [kind, text] of [
      ['text', 'a'],
      ['money', '<5'],
      ['date', '..2026-05-01'],
      ['choice', 'held'],
    ] as const) {
      for (const value of [null, ''] as const) {
        expect(matchesColumn(read(kind, text) ?? never(), value)).toBe(false);
        expect(matchesColumn(read(kind, `!${text}`) ?? never(), value)).toBe(true);
      }
      expect(matchesColumn(read(kind, '=') ?? never(), null)).toBe(true);
      expect(matchesColumn(read(kind, '!=') ?? never(), null)).toBe(false);
    }
  });

  test('an amount copied from the grid finds itself; limits split all amounts in two', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        (minor, limit) => {
          expect(matchesColumn(read('money', formatGrouped(minor, gbp)) ?? never(), minor)).toBe(true);
          const text = formatMinor(limit, gbp);
          const above = matchesColumn(read('money', `>${text}`) ?? never(), minor);
          expect(above).toBe(minor > limit);
          expect(matchesColumn(read('money', `<=${text}`) ?? never(), minor)).toBe(!above);
          expect(matchesColumn(read('money', `!>${text}`) ?? never(), minor)).toBe(!above);
        },
      ),
    );
  });
});

test('half a character, as a cut text leaves it, is a sign like any other', () => {
  const cut = '🧵'.slice(1);
  expect(read('text', cut)).toEqual({ test: 'contains', text: '\ufffd', negated: false });
  expect(read('text', `=${cut}`)).toEqual({ test: 'equals', text: '\ufffd', negated: false });
});

test('a filter in words', () => {
  const words = {
    figure: (minor: number) => formatMinor(minor, gbp),
    choice: (value: string) => value.toUpperCase(),
  };
  const say = (kind: ColumnKind, text: string) =>
    describeColumnTest('Total', read(kind, text) ?? never(), words);
  expect(say('money', '10..20')).toBe('Total from 10.00 to 20.00');
  expect(say('money', '12.5')).toBe('Total 12.50');
  expect(say('money', '!<0')).toBe('Total not up to -0.01');
  expect(say('choice', 'a|b')).toBe('Total is A or B');
  expect(say('choice', '!a|b')).toBe('Total is not A nor B');
  expect(say('text', 'x')).toBe('Total contains “x”');
  expect(say('text', '!=')).toBe('Total is not empty');
  expect(say('date', '2026-05')).toBe('Total from 2026-05-01 to 2026-05-31');
});

function never(): never {
  throw new Error('The text stands for no test.');
}
