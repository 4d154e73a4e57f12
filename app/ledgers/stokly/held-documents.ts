import { type Currency, formatMinor, parseCurrency } from '../../domain/money.ts';
import { fromDecimal } from './amounts.ts';
import type { EndpointName } from './endpoints.ts';
import { type CallResult, done, failed, notUnderstood } from './errors.ts';

/** Words seen or likely on documents that are no longer in force; a document under them counts as not there. */
const goneWords = new Set(['removed', 'deleted', 'void', 'voided', 'cancelled', 'canceled']);

export function isGone(statusOrStage: string): boolean {
  return goneWords.has(statusOrStage.trim().toLowerCase());
}

/** The oldest by running number: `INV-9` before `INV-10`. */
export function byNumber(a: { readonly niceId: string }, b: { readonly niceId: string }): number {
  return a.niceId.localeCompare(b.niceId, 'en', { numeric: true });
}

/** Two living documents under one reference of ours: adding a third, or choosing one, would be a guess. */
export function severalHeld(words: string, reference: string, numbers: readonly string[]) {
  return failed(
    'rejected',
    `Stokly holds ${numbers.length} ${words} with the reference ${reference}: ${numbers.join(', ')}. Nothing was sent. Delete in Stokly those that are not wanted, then try again.`,
  );
}

export function readCurrency(name: EndpointName, text: string): CallResult<Currency> {
  const currency = parseCurrency(text);
  return currency ? done(currency) : notUnderstood(name, 'the currency is not a three-letter code');
}

/** A figure on the wire → minor units. */
export function readMoney(
  name: EndpointName,
  value: number | string,
  currency: Currency,
): CallResult<number> {
  const minor = fromDecimal(value, currency);
  return minor.ok
    ? done(minor.value)
    : notUnderstood(name, `the amount ${String(value).slice(0, 30)} is ${minor.error}`);
}

export function showMoney(minor: number, currency: Currency): string {
  return `${formatMinor(minor, currency)} ${currency}`;
}
