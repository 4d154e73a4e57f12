import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { monthsBefore, parseBusinessDate, toBusinessDate } from '../../domain/dates.ts';
import type { Books } from '../../ports/books.ts';
import type { Deps } from '../deps.ts';
import { done, refuse } from '../replies.ts';

const dayMs = 86_400_000;

export async function getCare({ books }: Deps): Promise<Reply<Output<'care.get'>>> {
  const settings = await books.care.loadSettings();
  return done({ settings, backups: [...(await books.care.listBackups())] });
}

export async function saveCare(deps: Deps, input: Input<'care.save'>): Promise<Reply<Output<'care.save'>>> {
  await deps.books.care.saveSettings(input.settings, deps.clock.now());
  deps.changed(['care']);
  return done({ settings: await deps.books.care.loadSettings() });
}

export async function backUpBooks(deps: Deps): Promise<Reply<Output<'books.backUp'>>> {
  try {
    const backup = await deps.books.care.backUp(deps.clock.now());
    deps.changed(['care']);
    return done({ backup });
  } catch {
    return refuse(
      'NO_BOOKS',
      'The copy could not be written. The books are as they were. Free some disk space and try again.',
    );
  }
}

export async function verifyBooks({ books }: Deps): Promise<Reply<Output<'books.verify'>>> {
  const report = await books.care.verify();
  return done({ ...report, checks: [...report.checks], failures: [...report.failures] });
}

export async function forgetBuyers(
  deps: Deps,
  input: Input<'buyers.forget'>,
): Promise<Reply<Output<'buyers.forget'>>> {
  const before = parseBusinessDate(input.before);
  if (before === null) return refuse('BAD_INPUT', `${input.before} is not a date.`);
  const forgotten = await deps.books.care.forgetBuyers(before, deps.clock.now());
  deps.changed(['orders', 'documents']);
  return done(forgotten);
}

/** What is due is done: a copy when the newest is too old, and buyers that have been kept long enough. */
export async function takeCare(books: Books, now: number): Promise<void> {
  const { backupEveryDays, forgetBuyersAfterMonths } = await books.care.loadSettings();
  const [newest] = await books.care.listBackups();
  const isDue = backupEveryDays > 0 && (newest === undefined || now - newest.at >= backupEveryDays * dayMs);
  if (isDue) await books.care.backUp(now);
  if (forgetBuyersAfterMonths === null) return;
  await books.care.forgetBuyers(monthsBefore(toBusinessDate(now, 'UTC'), forgetBuyersAfterMonths), now);
}
