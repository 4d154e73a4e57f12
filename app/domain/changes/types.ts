import type { BusinessDate } from '../dates.ts';
import type { DocumentKind } from '../documents.ts';
import { fingerprint } from '../fingerprint.ts';
import type { OrderId, Reference, RowKey } from '../ids.ts';
import type { Currency } from '../money.ts';

/**
 * What differs from what was posted. `rowChanged`: a later export shows a booked row with other values. The orders'
 * causes: after posting its goods changed, or it was cancelled, or refunded. The documents': its total was edited in
 * the ledger, something was paid or credited on it there, or it was deleted there.
 */
export const changeCauses = [
  'rowChanged',
  'orderChanged',
  'orderCancelled',
  'documentEdited',
  'documentTouched',
  'documentGone',
] as const;
export type ChangeCause = (typeof changeCauses)[number];

/** `postDelta`: by how much a changed row differs from the booked one is posted beside what was posted. */
export type ChangeAction = 'postDelta' | 'creditNote' | 'accept' | 'ignore';

/** A difference with both values, minor units of `currency`; null = not there. */
export interface Change {
  /** The same for the same difference: another value of either side makes another one. */
  readonly changeId: string;
  readonly cause: ChangeCause;
  /** The date whose figures it touches. */
  readonly on: BusinessDate;
  readonly currency: Currency;
  readonly booksMinor: number | null;
  readonly nowMinor: number | null;
  /** Completes "What differs: …" for a person. */
  readonly message: string;
  readonly orderId: OrderId | null;
  readonly rowKey: RowKey | null;
  readonly document: {
    readonly kind: DocumentKind;
    readonly reference: Reference;
    readonly number: string | null;
  } | null;
  /** The one step that settles it; `ignore` with a reason is always possible too. */
  readonly offer: ChangeAction;
}

export function toChange(facts: Omit<Change, 'changeId'>): Change {
  const { cause, on, booksMinor, nowMinor, orderId, rowKey, document } = facts;
  const subject = [orderId, rowKey, document?.kind, document?.reference];
  const identity = JSON.stringify([cause, on, booksMinor, nowMinor, ...subject.map((one) => one ?? null)]);
  return { ...facts, changeId: fingerprint(identity).slice(0, 24) };
}
