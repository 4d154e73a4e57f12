import { err, ok, type Result } from './result.ts';

/**
 * Money is an integer of minor units together with its currency. No float ever holds money: amounts are
 * parsed from text digit by digit, added as safe integers and divided by one rounding rule.
 */
declare const currencyBrand: unique symbol;
/** ISO 4217 code, upper case. */
export type Currency = string & { readonly [currencyBrand]: 'Currency' };

/**
 * Currencies without minor units as TikTok Shop writes them. IDR has a nominal 1/100 in ISO 4217, but no export
 * ever carries it (vendors/settlement-exports.md §1, "IDR has no decimals"), and neither do ledgers there.
 */
const zeroDecimal = new Set([
  'IDR',
  'JPY',
  'KRW',
  'VND',
  'CLP',
  'ISK',
  'UGX',
  'XAF',
  'XOF',
  'XPF',
  'PYG',
  'RWF',
]);
const threeDecimal = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

export function parseCurrency(text: string): Currency | null {
  const code = text.trim().toUpperCase();
  // The one place where checked text becomes a currency.
  return /^[A-Z]{3}$/.test(code) ? (code as Currency) : null;
}

/** Number of decimals of the currency: 0, 2 or 3. */
export function exponentOf(currency: Currency): number {
  if (zeroDecimal.has(currency)) return 0;
  return threeDecimal.has(currency) ? 3 : 2;
}

export type AmountProblem = 'empty' | 'not-a-number' | 'too-many-decimals' | 'too-large';

const plainAmount = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/**
 * Plain decimal text (`-12.5`, `1250`) → minor units. Refuses thousands separators, exponents and decimals the
 * currency does not have (trailing zeros are fine): what does not fit is a problem, never a rounding.
 */
export function parseMinor(text: string, currency: Currency): Result<number, AmountProblem> {
  const trimmed = text.trim();
  if (trimmed === '') return err('empty');
  const match = plainAmount.exec(trimmed);
  if (!match) return err('not-a-number');
  const [, sign = '', whole = '', fraction = ''] = match;
  const exponent = exponentOf(currency);
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > exponent) return err('too-many-decimals');
  const digits = `${whole}${kept.padEnd(exponent, '0')}`;
  const minor = Number(digits);
  if (!Number.isSafeInteger(minor)) return err('too-large');
  return ok(sign === '-' && minor !== 0 ? -minor : minor);
}

/** Minor units → plain decimal text with the currency's decimals: `-1250`, GBP → `-12.50`. */
export function formatMinor(minor: number, currency: Currency): string {
  const exponent = exponentOf(currency);
  const sign = minor < 0 ? '-' : '';
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  const cut = digits.length - exponent;
  return `${sign}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

/** The same with thousands separators, for people: `-1,234.50`. */
export function formatGrouped(minor: number, currency: Currency): string {
  const [whole = '0', fraction] = formatMinor(minor, currency).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Sum of minor units. Throws only on a programming error: a value that is not a safe integer. */
export function sumMinor(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) {
    total += value;
    if (!Number.isSafeInteger(total)) throw new RangeError(`Money sum left the safe range at ${value}`);
  }
  return total;
}

/** The same of one figure of each thing, without a list of the figures: sums over 100,000 rows are made so. */
export function sumOf<Thing>(things: readonly Thing[], minorOf: (thing: Thing) => number): number {
  let total = 0;
  for (const thing of things) {
    total += minorOf(thing);
    if (!Number.isSafeInteger(total)) throw new RangeError('Money sum left the safe range');
  }
  return total;
}

/** numerator × minor ÷ denominator, rounded half away from zero: the one rounding rule of the books. */
export function scaleMinor(minor: number, numerator: number, denominator: number): number {
  const product = BigInt(minor) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const negative = product < 0n !== divisor < 0n;
  const top = product < 0n ? -product : product;
  const bottom = divisor < 0n ? -divisor : divisor;
  const rounded = Number((2n * top + bottom) / (2n * bottom));
  return negative && rounded !== 0 ? -rounded : rounded;
}

/**
 * Splits a total by weights so that the parts always sum to the total (largest remainder; ties go to the earlier
 * part). Weights are non-negative integers; when all are zero every part weighs the same. The parts have the
 * sign of the total.
 */
export function allocateMinor(total: number, weights: readonly number[]): number[] {
  if (weights.length === 0) {
    if (total === 0) return [];
    throw new RangeError('Money cannot be allocated to nothing');
  }
  if (weights.some((weight) => weight < 0 || !Number.isSafeInteger(weight))) {
    throw new RangeError('Weights are whole and not negative');
  }
  const used = weights.every((weight) => weight === 0) ? weights.map(() => 1) : weights;
  const sum = used.reduce((all, weight) => all + BigInt(weight), 0n);
  const sign = total < 0 ? -1 : 1;
  const whole = BigInt(Math.abs(total));
  const shares = used.map((weight, index) => {
    const exact = whole * BigInt(weight);
    return { index, floor: Number(exact / sum), remainder: exact % sum };
  });
  const missing = Math.abs(total) - shares.reduce((all, share) => all + share.floor, 0);
  const order = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const share of order.slice(0, missing)) share.floor += 1;
  return shares.map((share) => (share.floor === 0 ? 0 : sign * share.floor));
}
