import { addDays, type BusinessDate } from './dates.ts';
import type { LedgerDocument } from './documents.ts';

/** The day after the lock: the first on which a document may stand. */
export function firstOpenDay(lockedUntil: BusinessDate): BusinessDate {
  return addDays(lockedUntil, 1);
}

/** Nothing dated up to the lock is sent. */
export function isLocked(
  document: Pick<LedgerDocument, 'issuedOn'>,
  lockedUntil: BusinessDate | null,
): boolean {
  return lockedUntil !== null && document.issuedOn <= lockedUntil;
}

/**
 * The same document on the first open day when its own date is locked. A document of a settled date keeps that date
 * (`settledOn`): its money still belongs to it. The sale order under an invoice keeps the time of the order and takes
 * the invoice's date.
 */
export function toOpenDate<Document extends LedgerDocument>(
  document: Document,
  lockedUntil: BusinessDate | null,
): Document {
  if (lockedUntil === null || document.issuedOn > lockedUntil) return document;
  const issuedOn = firstOpenDay(lockedUntil);
  const dated = { ...document, issuedOn, settledOn: document.settledOn ?? document.issuedOn };
  return dated.kind === 'invoice' ? { ...dated, order: { ...dated.order, issuedOn } } : dated;
}
