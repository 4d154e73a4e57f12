import { type Currency, exponentOf, formatMinor, parseCurrency } from '../../app/domain/money.ts';
import { currentStyle, toLocale } from './format-style.ts';

export {
  datePattern,
  formatDate,
  formatInstant,
  formatTime,
  localDates,
  parseDateInput,
} from './format-dates.ts';

/** As bookkeepers of these countries write them; a dollar says whose it is. */
const symbols: Readonly<Record<string, string>> = {
  GBP: '£',
  EUR: '€',
  USD: '$',
  MYR: 'RM',
  SGD: 'S$',
  IDR: 'Rp',
  PHP: '₱',
  THB: '฿',
  VND: '₫',
  JPY: '¥',
};

const known = new Map<string, Currency | null>();

function currencyOf(code: string): Currency | null {
  const found = known.get(code);
  if (found !== undefined) return found;
  const currency = parseCurrency(code);
  known.set(code, currency);
  return currency;
}

const formats = new Map<string, Intl.NumberFormat>();

/** `as`: figures alone, or with the place of the currency. Fraction digits are ours: ISO gives IDR two (domain/money.ts). */
function numberFormat(digits: number, as: 'figures' | Currency): Intl.NumberFormat {
  const { locale } = currentStyle();
  const key = `${locale} ${digits} ${as}`;
  const found = formats.get(key);
  if (found) return found;
  const format = new Intl.NumberFormat(toLocale(locale), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: true,
    ...(as === 'figures' ? {} : { style: 'currency', currency: as, currencyDisplay: 'code' }),
  });
  formats.set(key, format);
  return format;
}

/** Decimal text is given to `Intl` as it is: no float ever holds the amount. */
function decimalOf(minor: number, currency: Currency): Intl.StringNumericLiteral {
  // formatMinor writes a plain decimal number and nothing else.
  return formatMinor(minor, currency) as Intl.StringNumericLiteral;
}

/** Minor units → grouped text without a symbol, for columns: `-1,234.50`. A code that is none shows the raw integer. */
export function formatAmount(minor: number, code: string): string {
  const currency = currencyOf(code);
  if (!currency) return String(minor);
  return numberFormat(exponentOf(currency), 'figures').format(decimalOf(minor, currency));
}

/** Minor units → text with the currency, for sentences and totals: `-£1,234.50`, `CHF 12.00`, `1.234,50 €`. */
export function formatMoney(minor: number, code: string): string {
  const currency = currencyOf(code);
  if (!currency) return `${minor} ${code}`;
  const symbol = symbols[code] ?? code;
  const parts = numberFormat(exponentOf(currency), currency).formatToParts(decimalOf(minor, currency));
  return parts
    .map(({ type, value }, index) => {
      if (type === 'currency') return symbol;
      // A letter keeps its distance from the figures, a sign in front does not.
      const isBehindSign = parts[index - 1]?.type === 'currency' && type === 'literal' && value.trim() === '';
      if (isBehindSign) return /\p{L}$/u.test(symbol) ? ' ' : '';
      return type === 'literal' && value.trim() === '' ? ' ' : value;
    })
    .join('');
}

/** Whole numbers with thousands separators, as amounts are grouped. */
export function formatCount(count: number): string {
  return numberFormat(0, 'figures').format(count);
}

/** 1750 basis points → `17.50 %`, for columns: all have as many decimals. */
export function formatShare(basisPoints: number): string {
  return `${numberFormat(2, 'figures').format(basisPoints / 100)} %`;
}

/** `3 orders`, `1 order`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** The decimal sign of the locale. */
export function decimalSign(): string {
  return (
    numberFormat(1, 'figures')
      .formatToParts(0.5)
      .find(({ type }) => type === 'decimal')?.value ?? '.'
  );
}

/** `17.5` or `17,5` → 1750 basis points, digit by digit; null when it is no percentage from 0 to 100 with two decimals. */
export function parsePercent(text: string): number | null {
  const typed = text.trim().replace(/\s*%$/, '');
  const match = /^(\d{1,3})(?:[.,](\d{0,2}))?$/.exec(typed);
  if (!match) return null;
  const basisPoints = Number(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`);
  return basisPoints <= 10_000 ? basisPoints : null;
}

/** 1750 basis points → `17.5`, with the decimal sign of the locale. */
export function formatPercent(basisPoints: number): string {
  const digits = String(basisPoints).padStart(3, '0');
  const fraction = digits.slice(-2).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, -2) : `${digits.slice(0, -2)}${decimalSign()}${fraction}`;
}

/**
 * What `formatAmount` and `formatCount` write → the same without grouping and with a point: `-1.234,50` → `-1234.50`.
 * Text that they would not write stays as it is.
 */
export function toPlainFigures(text: string): string {
  const decimal = decimalSign();
  const plain = [...text]
    .map((sign) => (sign === decimal ? '.' : sign === '\u2212' ? '-' : /[\d-]/.test(sign) ? sign : ''))
    .join('');
  const [, decimals = ''] = /^-?\d+(?:\.(\d+))?$/.exec(plain) ?? ['', null];
  if (decimals === null || decimals.length > 20) return text;
  // The pattern above is that of a decimal number.
  const written = numberFormat(decimals.length, 'figures').format(plain as Intl.StringNumericLiteral);
  return written === text ? plain : text;
}
