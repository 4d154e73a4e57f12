import { afterEach, expect, test } from 'vitest';
import { type Currency, parseCurrency } from '../../app/domain/money.ts';
import { setStyle, usualStyle } from '../widgets/format-style.ts';
import { parseTypedAmount } from './typed-amount.ts';

function currency(code: string): Currency {
  const found = parseCurrency(code);
  if (!found) throw new Error(`${code} is no currency`);
  return found;
}

afterEach(() => setStyle(usualStyle));

test.each([
  ['1,234.50', 123450],
  ['1234.5', 123450],
  ['-20', -2000],
  [' 0 ', 0],
  ['1,23', null],
  ['12.345', null],
  ['', null],
  ['1e3', null],
  ['=1+1', null],
])('%s in British English', (text, minor) => {
  expect(parseTypedAmount(text, currency('GBP'))).toBe(minor);
});

test('a sign of another locale is no amount, never a hundredfold', () => {
  setStyle({ locale: 'de-DE', isoDates: false });
  expect(parseTypedAmount('1.234,50', currency('EUR'))).toBe(123450);
  expect(parseTypedAmount('12.50', currency('EUR'))).toBeNull();
});

test('a currency without decimals takes none', () => {
  expect(parseTypedAmount('12,500', currency('IDR'))).toBe(12500);
  expect(parseTypedAmount('12.5', currency('IDR'))).toBeNull();
});
