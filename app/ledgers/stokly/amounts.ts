import { type Currency, exponentOf, formatMinor, parseMinor } from '../../domain/money.ts';
import { err, ok, type Result } from '../../domain/result.ts';

/**
 * Money on Stokly's wire is a decimal JSON number (vendors/stokly.md §4.4); in the books it is an integer of minor
 * units. Both ways go through text, digit by digit: a double of at most 15 significant digits prints the very
 * decimal it was made from, so nothing is computed in floating point.
 */
const mostMinor = 999_999_999_999_999;
/** Unit prices carry up to 4 decimals, payment totals up to 6 (§4.4 "Rounding"); what lies behind is float noise. */
const wireDecimals = 6;

export type DecimalProblem = 'not a decimal' | 'not whole minor units' | 'too large';

/** Minor units → decimal for JSON: `-1250` in GBP → `-12.5`. Throws RangeError past 15 digits: no shop has them. */
export function toDecimal(minor: number, currency: Currency): number {
  if (!Number.isSafeInteger(minor) || Math.abs(minor) > mostMinor) {
    throw new RangeError(`Amount outside what Stokly can be told: ${minor}`);
  }
  const value = Number(formatMinor(minor, currency));
  return value === 0 ? 0 : value;
}

/** What Stokly says → minor units. Half a cent is refused, never rounded away. */
export function fromDecimal(value: number | string, currency: Currency): Result<number, DecimalProblem> {
  const scaled = toScaled(value);
  if (!scaled.ok) return scaled;
  const digits = scaled.value < 0n ? -scaled.value : scaled.value;
  const padded = digits.toString().padStart(wireDecimals + 1, '0');
  const cut = padded.length - wireDecimals;
  const text = `${scaled.value < 0n ? '-' : ''}${padded.slice(0, cut)}.${padded.slice(cut)}`;
  const minor = parseMinor(text, currency);
  if (minor.ok) return minor;
  return err(minor.error === 'too-large' ? 'too large' : 'not whole minor units');
}

/**
 * unit × quantity as Stokly books it: rounded half away from zero to minor units. `quantity` is a whole number.
 * Used for reading lines back; lines that are sent are whole minor units by the piece (`splitLine`).
 */
export function lineMinor(
  unit: number | string,
  quantity: number,
  currency: Currency,
): Result<number, DecimalProblem> {
  const scaled = toScaled(unit);
  if (!scaled.ok) return scaled;
  if (!Number.isSafeInteger(quantity)) return err('not a decimal');
  const product = scaled.value * BigInt(quantity);
  const divisor = 10n ** BigInt(wireDecimals - exponentOf(currency));
  const size = product < 0n ? -product : product;
  const rounded = Number((2n * size + divisor) / (2n * divisor));
  if (!Number.isSafeInteger(rounded)) return err('too large');
  return ok(product < 0n && rounded !== 0 ? -rounded : rounded);
}

const plainDecimal = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/** Decimal text or JSON number → integer of millionths, noise behind the 6th decimal rounded off. */
function toScaled(value: number | string): Result<bigint, DecimalProblem> {
  const match = plainDecimal.exec(typeof value === 'number' ? plainText(value) : value.trim());
  if (!match) return err('not a decimal');
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole.length > 16) return err('too large');
  const kept = fraction.slice(0, wireDecimals).padEnd(wireDecimals, '0');
  const up = (fraction[wireDecimals] ?? '0') >= '5' ? 1n : 0n;
  const scaled = BigInt(`${whole}${kept}`) + up;
  return ok(sign === '-' ? -scaled : scaled);
}

/** A tiny residue prints as `5e-15`; written out it is the zero it stands for. Large exponents stay unreadable. */
function plainText(value: number): string {
  const text = String(value);
  return /^-?\d(?:\.\d+)?e-\d+$/.test(text) && Math.abs(value) < 1e-6 ? '0' : text;
}
