import type { BusinessDate } from '../dates.ts';
import { fingerprint } from '../fingerprint.ts';
import { type Reference, type RowKey, toReference } from '../ids.ts';

/**
 * References are made from what a document books, so that planning the same rows again gives the same reference and
 * the ledger can be asked whether it has it. At most 64 characters: the ledger stores and searches them.
 */
export function dayReference(
  prefix: string,
  kind: 'PAY' | 'ADJ',
  settledOn: BusinessDate,
  rowKeys: readonly RowKey[],
): Reference {
  return toReference(`${prefix}TT-${kind}-${settledOn.replaceAll('-', '')}-${hashKeys(rowKeys)}`);
}

/** `CN` credit note, `FEES` amendment, `S` invoice born at settlement. */
export function orderReference(
  invoice: string,
  kind: 'CN' | 'FEES' | 'S',
  rowKeys: readonly RowKey[],
): Reference {
  return toReference(`${invoice}-${kind}-${hashKeys(rowKeys)}`);
}

function hashKeys(rowKeys: readonly RowKey[]): string {
  return fingerprint([...rowKeys].sort().join('\n')).slice(0, 12);
}
