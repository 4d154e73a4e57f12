import { type AmountProblem, type Currency, formatMinor, parseMinor } from '../../domain/money.ts';

/** Reads the amounts of one order and remembers what could not be read, so that the first problem can be told. */
export interface AmountReader {
  /** Minor units; 0, and a problem, when it is not an amount ≥ 0. `label` names the field to the user. */
  required(text: string, label: string): number;
  /** The same, but an absent amount is 0. */
  optional(text: string, label: string): number;
  /** For people: `12.50 GBP`. */
  show(minor: number): string;
  readonly problems: readonly string[];
}

const words: Readonly<Record<AmountProblem, string>> = {
  empty: 'is missing',
  'not-a-number': 'is not an amount',
  'too-many-decimals': 'has more decimals than the currency',
  'too-large': 'is too large',
};

export function createAmountReader(currency: Currency): AmountReader {
  const problems: string[] = [];

  function read(text: string, label: string): number {
    const amount = parseMinor(text, currency);
    if (!amount.ok) {
      const shown = amount.error === 'empty' ? '' : ` "${text.slice(0, 40)}"`;
      problems.push(`${label}${shown} ${words[amount.error]} (${currency})`);
      return 0;
    }
    if (amount.value < 0) problems.push(`${label} "${text.slice(0, 40)}" is negative`);
    return amount.value;
  }

  return {
    problems,
    required: read,
    optional: (text, label) => (text.trim() === '' ? 0 : read(text, label)),
    show: (minor) => `${formatMinor(minor, currency)} ${currency}`,
  };
}
