import { badRequest } from './errors.ts';

/** Decimals of each currency the stand-in knows. */
const EXPONENT: Readonly<Record<string, number>> = {
  GBP: 2,
  MYR: 2,
  SGD: 2,
  USD: 2,
  EUR: 2,
  IDR: 0,
  JPY: 0,
  VND: 0,
};

export function exponentOf(currency: string): number {
  const exponent = EXPONENT[currency];
  if (exponent === undefined) throw badRequest(`currency ${currency} is unknown`);
  return exponent;
}

/** Unit prices have at most four decimals. */
const UNIT_DECIMALS = 4;

/** A decimal number of the JSON as ten-thousandths; what float arithmetic left behind is refused. */
export function unitPrice(value: number, name: string): bigint {
  return scaled(value, UNIT_DECIMALS, name);
}

/** A decimal number of the JSON as whole minor units; more decimals than the currency has are refused. */
export function minorAmount(value: number, exponent: number, name: string): number {
  return Number(scaled(value, exponent, name));
}

function scaled(value: number, decimals: number, name: string): bigint {
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(String(value));
  const fraction = match?.[3] ?? '';
  if (match === null || fraction.length > decimals) {
    throw badRequest(`${name} must be a number with at most ${decimals} decimals`);
  }
  const digits = BigInt(`${match[2] ?? '0'}${fraction.padEnd(decimals, '0')}`);
  return match[1] === '-' ? -digits : digits;
}

/** Unit × quantity in minor units, rounded half away from zero. */
export function lineAmount(unit: bigint, quantity: number, exponent: number): number {
  const exact = unit * BigInt(quantity);
  const divisor = 10n ** BigInt(UNIT_DECIMALS - exponent);
  const size = exact < 0n ? -exact : exact;
  const rounded = Number((size * 2n + divisor) / (divisor * 2n));
  return exact < 0n ? 0 - rounded : rounded;
}

/** Minor units as the decimal number the API shows. */
export function toDecimal(minor: number, exponent: number): number {
  return minor / 10 ** exponent;
}

/** Ten-thousandths as the decimal number the API shows. */
export function unitToDecimal(unit: bigint): number {
  return Number(unit) / 10 ** UNIT_DECIMALS;
}
