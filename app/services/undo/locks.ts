import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { LockView } from '../../contract/undo.ts';
import { parseBusinessDate } from '../../domain/dates.ts';
import { toLedgerId } from '../../domain/ids.ts';
import { firstOpenDay } from '../../domain/locked-dates.ts';
import type { LedgerLock } from '../../ports/after-posting.ts';
import type { Deps } from '../deps.ts';
import { done, refuse, refuseUnknownLedger } from '../replies.ts';

export async function getLock(deps: Deps, input: Input<'locks.get'>): Promise<Reply<Output<'locks.get'>>> {
  return done({ lock: toLockView(await deps.books.locks.load(toLedgerId(input.ledgerId))) });
}

export async function saveLock(deps: Deps, input: Input<'locks.save'>): Promise<Reply<Output<'locks.save'>>> {
  const ledger = await deps.books.ledgers.load(toLedgerId(input.ledgerId));
  if (!ledger) return refuseUnknownLedger();
  const lockedUntil = input.lockedUntil === null ? null : parseBusinessDate(input.lockedUntil);
  if (input.lockedUntil !== null && lockedUntil === null) {
    return refuse('BAD_INPUT', `${input.lockedUntil} is not a date of the calendar.`);
  }
  await deps.books.locks.save(ledger.ledgerId, lockedUntil, input.reason, deps.clock.now());
  deps.changed(['undo', 'orders', 'payments']);
  return done({ lock: toLockView(await deps.books.locks.load(ledger.ledgerId)) });
}

export function toLockView(lock: LedgerLock | null): LockView | null {
  return lock && { ...lock, firstOpenOn: firstOpenDay(lock.lockedUntil) };
}
