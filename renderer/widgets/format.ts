import { type Currency, formatGrouped, parseCurrency } from '../../app/domain/money.ts';

const symbols: Readonly<Record<string, string>> = {
  GBP: '£',
  EUR: '€',
  USD: '$',
  MYR: 'RM ',
  SGD: 'S$',
  IDR: 'Rp ',
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

/** Minor units → grouped text without a symbol, for columns: `-1,234.50`. A code that is none shows the raw integer. */
export function formatAmount(minor: number, code: string): string {
  const currency = currencyOf(code);
  return currency ? formatGrouped(minor, currency) : String(minor);
}

/** Minor units → text with the currency, for sentences and totals: `-£1,234.50`, `CHF 12.00`. */
export function formatMoney(minor: number, code: string): string {
  const text = formatAmount(minor, code);
  const symbol = symbols[code] ?? `${code} `;
  return text.startsWith('-') ? `-${symbol}${text.slice(1)}` : `${symbol}${text}`;
}

/** Whole numbers with thousands separators, as amounts are grouped. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `3 orders`, `1 order`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** UTC instant → `2026-10-14 09:30` in the zone given (the shop's), else in the zone of the computer. */
export function formatInstant(at: number, timeZone?: string): string {
  const zone = timeZone ? { timeZone } : {};
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

/** `17.5` → 1750 basis points, digit by digit; null when it is no percentage from 0 to 100 with two decimals. */
export function parsePercent(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{0,2}))?$/.exec(text.trim().replace(/\s*%$/, ''));
  if (!match) return null;
  const basisPoints = Number(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`);
  return basisPoints <= 10_000 ? basisPoints : null;
}

/** 1750 basis points → `17.5`. */
export function formatPercent(basisPoints: number): string {
  const digits = String(basisPoints).padStart(3, '0');
  const fraction = digits.slice(-2).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, -2) : `${digits.slice(0, -2)}.${fraction}`;
}
