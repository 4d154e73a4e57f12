/** Whole minor units (pence, sen); every currency of the sample company has two decimals. */
export type Minor = number;

/** `-1234` → `-12.34`: the way the Open API writes money, always with two decimals. */
export function toApiMoney(minor: Minor): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `-1230` → `-12.3`: the way settlement exports write money, without padding (settlement-exports.md §1). */
export function toExportMoney(minor: Minor): string {
  const padded = toApiMoney(minor);
  return padded.endsWith('.00') ? padded.slice(0, -3) : padded.replace(/0$/, '');
}

/** A share of an amount in basis points (900 = 9 %), half away from zero. Amounts stay far below 2^53. */
export function share(amount: Minor, basisPoints: number): Minor {
  const scaled = Math.abs(amount) * basisPoints;
  const rounded = Math.floor((scaled + 5_000) / 10_000);
  return amount < 0 ? 0 - rounded : rounded;
}

/** Splits `amount` by weights with the largest remainder; the parts always sum to the whole. */
export function allocate(amount: Minor, weights: readonly number[]): Minor[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const even = sum === 0;
  const total = even ? weights.length : sum;
  const sign = amount < 0 ? -1 : 1;
  const parts = weights.map((weight, index) => {
    const scaled = Math.abs(amount) * (even ? 1 : weight);
    return { index, whole: Math.floor(scaled / total), rest: scaled % total };
  });
  let left = Math.abs(amount) - parts.reduce((a, part) => a + part.whole, 0);
  for (const part of [...parts].sort((a, b) => b.rest - a.rest || a.index - b.index)) {
    if (left === 0) break;
    part.whole += 1;
    left -= 1;
  }
  return parts.map((part) => (part.whole === 0 ? 0 : sign * part.whole));
}

/** Adds up. */
export function total(amounts: Iterable<Minor>): Minor {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}
