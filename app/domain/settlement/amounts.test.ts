import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Currency, formatGrouped, formatMinor, parseCurrency } from '../money.ts';
import { type DecimalMark, decimalEvidence, parseCellAmount } from './amounts.ts';

function currency(code: string): Currency {
  const parsed = parseCurrency(code);
  if (parsed === null) throw new Error(code);
  return parsed;
}

const myr = currency('MYR');
const idr = currency('IDR');

describe('amount cells', () => {
  test.each<[text: string, minor: number, code?: string, mark?: DecimalMark]>([
    ['73.41', 7341],
    ['-517.6', -51760],
    ['0', 0],
    ['/', 0],
    ['/\t', 0],
    ['-', 0],
    ['--', 0],
    ['RM-', 0],
    [' RM -   ', 0],
    ['- €', 0, 'EUR'],
    ['', 0],
    ['  ', 0],
    ['(5.00)', -500],
    ['(RM 5.00)', -500],
    ['-RM12.00', -1200],
    ['RM -12.00', -1200],
    ['RM 12.00', 1200],
    ['12.00 MYR', 1200],
    ['$1,234.56', 123456],
    ['1,234,567.5', 123456750],
    ['1.234,56', 123456],
    ['1.234.567,89', 123456789],
    ['1,234', 123400],
    ['12,5', 1250],
    ['1.234', 123400, 'MYR', ','],
    ['−5.10', -510],
    ['5.10-', -510],
    ['+5.10', 510],
    ['\u20115.10', -510],
    ["1'234.50", 123450],
    ["'7.00", 700],
    ['1\u00a0234.50', 123450],
    ['.5', 50],
    ['5.', 500],
    ['218640', 218640, 'IDR'],
    ['IDR 218.640', 218640, 'IDR'],
    ['Rp1.218.640', 1218640, 'IDR'],
    ['1.218.640 đ', 1218640, 'VND'],
    ['S$5.10', 510, 'SGD'],
    ['218,640', 218640, 'IDR'],
    ['218640.00', 218640, 'IDR'],
    ['1.2E-1', 12],
    ['9.9999999999999995E-3', 1],
  ])('%j is %d', (text, minor, code = 'MYR', mark = 'unclear') => {
    expect(parseCellAmount(text, currency(code), mark)).toMatchObject({ ok: true, value: { minor } });
  });

  test.each([
    ['73.410000000000006', 7341],
    ['73.409999999999999', 7341],
    ['-0.30000000000000004', -30],
    ['0.9999999999999999', 100],
    ['1.4210854715202004E-14', 0],
  ])('binary noise of %s is repaired and said', (text, minor) => {
    expect(parseCellAmount(text, myr, 'unclear')).toEqual({ ok: true, value: { minor, repaired: true } });
  });

  test.each([
    ['73.411', 'too-many-decimals', 'MYR', '.'],
    ['73.5', 'too-many-decimals', 'IDR', 'unclear'],
    ['1.234', 'too-many-decimals', 'MYR', 'unclear'],
    ['1.234', 'ambiguous', 'KWD', 'unclear'],
    ['1,23,456', 'not-a-number', 'MYR', 'unclear'],
    ['1.2.3', 'not-a-number', 'MYR', 'unclear'],
    ['12 apples', 'not-a-number', 'MYR', 'unclear'],
    ['TRUE', 'not-a-number', 'MYR', 'unclear'],
    ['#REF!', 'not-a-number', 'MYR', 'unclear'],
    ['--5', 'not-a-number', 'MYR', 'unclear'],
    ['(-5)', 'not-a-number', 'MYR', 'unclear'],
    ['2026/02/14', 'not-a-number', 'MYR', 'unclear'],
    ['1.5E+12', 'rounded', 'MYR', 'unclear'],
    ['USD 5.00', 'other-currency', 'MYR', '.'],
    ['5.00 SGD', 'other-currency', 'MYR', '.'],
    ['-RM5.00', 'other-currency', 'SGD', '.'],
    ['€5', 'other-currency', 'MYR', '.'],
    ['USD -', 'other-currency', 'MYR', '.'],
    ['est -', 'not-a-number', 'MYR', '.'],
    ['est 5', 'not-a-number', 'MYR', '.'],
    ['12 34', 'not-a-number', 'MYR', '.'],
    ['5.10 7', 'not-a-number', 'MYR', '.'],
    ['99999999999999999999', 'too-large', 'MYR', 'unclear'],
  ] as const)('%j is refused as %s', (text, problem, code, mark) => {
    expect(parseCellAmount(text, currency(code), mark)).toEqual({ ok: false, error: problem });
  });

  test.each([
    ['73.41', '.'],
    ['73,41', ','],
    ['1,234.56', '.'],
    ['1.234,56', ','],
    ['1.234.567', ','],
    ['1,234', null],
    ['1234', null],
    ['none', null],
  ])('%j proves the mark %j', (text, mark) => {
    expect(decimalEvidence(text)).toBe(mark);
  });

  test('whatever is written plainly, grouped or in brackets is read back', () => {
    const minor = fc.integer({ min: -10_000_000_000, max: 10_000_000_000 });
    fc.assert(
      fc.property(minor, fc.constantFrom(myr, idr, currency('KWD')), (amount, code) => {
        const texts = [
          formatMinor(amount, code),
          formatGrouped(amount, code),
          `${code} ${formatMinor(amount, code)}`,
        ];
        if (amount < 0) texts.push(`(${formatMinor(-amount, code)})`);
        for (const text of texts) {
          expect(parseCellAmount(text, code, '.')).toEqual({
            ok: true,
            value: { minor: amount, repaired: false },
          });
        }
      }),
    );
  });

  test('the binary neighbours of an amount are that amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        fc.integer({ min: 1, max: 9 }),
        (minor, steps) => {
          // A spreadsheet adds the same number several times and keeps the sum in binary.
          let sum = 0;
          for (let step = 0; step < steps; step += 1) sum += minor / 100;
          expect(parseCellAmount(String(sum), myr, '.')).toMatchObject({
            ok: true,
            value: { minor: minor * steps },
          });
        },
      ),
    );
  });
});
