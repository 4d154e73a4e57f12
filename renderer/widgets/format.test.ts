import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { formatMinor, parseCurrency } from '../../app/domain/money.ts';
import {
  datePattern,
  formatAmount,
  formatCount,
  formatDate,
  formatInstant,
  formatMoney,
  formatPercent,
  localDates,
  parseDateInput,
  parsePercent,
  plural,
  toPlainFigures,
} from './format.ts';
import { type LocaleChoice, locales, setStyle, usualStyle } from './format-style.ts';

function inLocale(locale: LocaleChoice, isoDates = false): void {
  setStyle({ locale, isoDates });
}

afterEach(() => setStyle(usualStyle));

test('money carries its symbol or its code, and the sign in front', () => {
  expect(formatMoney(931_020, 'GBP')).toBe('£9,310.20');
  expect(formatMoney(-4578, 'GBP')).toBe('-£45.78');
  expect(formatMoney(123_456, 'MYR')).toBe('RM 1,234.56');
  expect(formatMoney(-123_456, 'SGD')).toBe('-S$1,234.56');
  expect(formatMoney(5, 'CHF')).toBe('CHF 0.05');
  expect(formatAmount(-100, 'GBP')).toBe('-1.00');
  expect(formatAmount(12, 'nonsense')).toBe('12');
});

test.each<[LocaleChoice, string, string]>([
  ['en-US', '-£1,234.50', '-1,234.50'],
  ['ms-MY', '-£1,234.50', '-1,234.50'],
  ['de-DE', '-1.234,50 £', '-1.234,50'],
  ['id-ID', '-£1.234,50', '-1.234,50'],
  ['vi-VN', '-1.234,50 £', '-1.234,50'],
  ['th-TH', '-£1,234.50', '-1,234.50'],
])('%s writes amounts its own way', (locale, money, amount) => {
  inLocale(locale);
  expect(formatMoney(-123_450, 'GBP')).toBe(money);
  expect(formatAmount(-123_450, 'GBP')).toBe(amount);
});

test.each([
  ['IDR', 'Rp 1,250,000', '1.250.000 Rp'],
  ['VND', '₫1,250,000', '1.250.000 ₫'],
  ['JPY', '¥1,250,000', '1.250.000 ¥'],
])('%s has no decimals in any locale', (code, british, german) => {
  expect(formatMoney(1_250_000, code)).toBe(british);
  expect(formatAmount(-1_250_000, code)).toBe('-1,250,000');
  inLocale('de-DE');
  expect(formatMoney(1_250_000, code)).toBe(german);
});

test('every amount keeps every digit, in every locale', () => {
  const digitsOf = (text: string) => text.replace(/[^\d-]/g, '');
  fc.assert(
    fc.property(
      fc.constantFrom(...locales),
      fc.constantFrom('GBP', 'IDR', 'JPY', 'KWD', 'MYR', 'VND'),
      fc.maxSafeInteger(),
      (locale, code, minor) => {
        inLocale(locale);
        const currency = parseCurrency(code);
        if (!currency) throw new Error(code);
        expect(digitsOf(formatAmount(minor, code))).toBe(digitsOf(formatMinor(minor, currency)));
        expect(digitsOf(formatMoney(minor, code))).toBe(digitsOf(formatMinor(minor, currency)));
        // What an export writes is the decimal number itself, wherever it is read.
        expect(toPlainFigures(formatAmount(minor, code))).toBe(formatMinor(minor, currency));
      },
    ),
  );
});

test('counts are grouped and named', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
  expect(plural(1, 'order')).toBe('1 order');
  expect(plural(412, 'order')).toBe('412 orders');
  expect(plural(0, 'entry', 'entries')).toBe('0 entries');
  inLocale('de-DE');
  expect(plural(1_234, 'order')).toBe('1.234 orders');
});

describe('dates', () => {
  test.each<[LocaleChoice, string, string]>([
    ['en-GB', '04/10/2026', 'DD/MM/YYYY'],
    ['en-US', '10/04/2026', 'MM/DD/YYYY'],
    ['ms-MY', '04/10/2026', 'DD/MM/YYYY'],
    ['de-DE', '04.10.2026', 'DD.MM.YYYY'],
    ['id-ID', '04/10/2026', 'DD/MM/YYYY'],
    ['vi-VN', '04/10/2026', 'DD/MM/YYYY'],
    // Thailand counts other years; books do not.
    ['th-TH', '04/10/2026', 'DD/MM/YYYY'],
  ])('%s writes and reads its own form, and ISO always', (locale, text, pattern) => {
    inLocale(locale);
    expect(formatDate('2026-10-04')).toBe(text);
    expect(datePattern()).toBe(pattern);
    expect(parseDateInput(text)).toBe('2026-10-04');
    expect(parseDateInput(' 2026-10-04 ')).toBe('2026-10-04');
  });

  test('ISO is a choice of its own', () => {
    inLocale('en-GB', true);
    expect(formatDate('2026-10-04')).toBe('2026-10-04');
    expect(datePattern()).toBe('YYYY-MM-DD');
    expect(parseDateInput('4/10/2026')).toBe('2026-10-04');
  });

  test.each(['', '4/10', '4/10/26', '31/02/2026', '2026-13-01', '2026-1', 'today', '1/2/3/2026'])(
    '"%s" is no date',
    (text) => {
      inLocale('en-GB');
      expect(parseDateInput(text)).toBeNull();
    },
  );

  test('every date that is written is read again, in every locale', () => {
    const dates = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...locales), fc.boolean(), dates, (locale, isoDates, date) => {
        inLocale(locale, isoDates);
        const on = date.toISOString().slice(0, 10);
        expect(parseDateInput(formatDate(on))).toBe(on);
      }),
    );
  });

  test('dates in a sentence of the backend are written as everywhere; ids and file names are no dates', () => {
    inLocale('en-GB');
    expect(localDates('The order is of 2026-10-03; posting starts on 2026-10-05.')).toBe(
      'The order is of 03/10/2026; posting starts on 05/10/2026.',
    );
    const same = 'TT-2026-10-03, income_2026-10-03.xlsx, 2026-13-45 and 12026-10-03';
    expect(localDates(same)).toBe(same);
    inLocale('en-GB', true);
    expect(localDates('Posting 2026-10-13')).toBe('Posting 2026-10-13');
  });

  test('instants are shown in the zone asked for', () => {
    const at = Date.UTC(2026, 9, 14, 23, 5);
    expect(formatInstant(at, 'Europe/London')).toBe('15/10/2026 00:05');
    inLocale('en-GB', true);
    expect(formatInstant(at, 'Asia/Kuala_Lumpur')).toBe('2026-10-15 07:05');
  });
});

test('a percentage survives the way to basis points and back, in every locale', () => {
  expect(parsePercent('20')).toBe(2000);
  expect(parsePercent(' 17.5 %')).toBe(1750);
  expect(parsePercent('17,5')).toBe(1750);
  expect(parsePercent('0.25')).toBe(25);
  for (const bad of ['', '-1', '101', '1.234', 'abc', '1e2']) expect(parsePercent(bad)).toBeNull();
  fc.assert(
    fc.property(fc.constantFrom(...locales), fc.integer({ min: 0, max: 10_000 }), (locale, points) => {
      inLocale(locale);
      expect(parsePercent(formatPercent(points))).toBe(points);
    }),
  );
});
