import { badRequest } from './errors.ts';

/** The last date (`YYYY-MM-DD`) that bookkeeping is closed for; `until: null` = every date is open. */
export interface PeriodLock {
  until: string | null;
}

/** Assumed: no document is made, changed or removed on a date up to the lock. Sale orders book nothing and are free. */
export function refuseLocked({ until }: PeriodLock, date: string): void {
  if (until !== null && date <= until) throw badRequest(`the period is locked until ${until}`);
}
