import { firstOpenDay } from '../../domain/locked-dates.ts';
import type { LedgerLock } from '../../ports/after-posting.ts';

/** Why a document waits, and the two ways out. */
export function describeLock(lock: LedgerLock): string {
  return `${whatIsLocked(lock)} Post it with the date ${firstOpenDay(lock.lockedUntil)}, or open the period.`;
}

/** The same for new lines of an invoice, which have no date of their own. */
export function describeLockedLines(lock: LedgerLock): string {
  return `${whatIsLocked(lock)} Its invoice is of such a date and cannot get new lines. Open the period first.`;
}

function whatIsLocked({ lockedUntil, reason }: LedgerLock): string {
  return `Dates up to ${lockedUntil} are locked${reason === '' ? '' : ` (${reason})`}.`;
}

/** What a preview says about the lock and the dated alternative. */
export function toLockedView(lock: LedgerLock | null, documents: number) {
  if (!lock || documents === 0) return null;
  const { lockedUntil, reason } = lock;
  return { documents, lockedUntil, reason, firstOpenOn: firstOpenDay(lockedUntil) };
}
