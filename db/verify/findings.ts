import type { VerifyCheck, VerifyCheckId, VerifyFailure } from '../../app/ports/safety.ts';

/** More would be noise: damage of one page can fail thousands of rows. */
const keptFailures = 100;

const titles: Readonly<Record<VerifyCheckId, string>> = {
  file: 'Every page of the file can be read',
  links: 'Every row points to rows that are there',
  chain: 'Each line of the history continues the line before',
  orders: 'Totals and lines of each order = the order as it was fetched',
  settlements: 'Each settlement row = its key, its raw row and its file',
  documents: 'Totals of each document = its lines, and what it settles',
  knockOffs: 'Knock-offs = the documents that make them, and consume no more than there is',
  bookings: 'Each booked row stands in a living document',
  trail: 'Each document is as the history says',
  payouts: 'Each settled date that is posted: settlement = posted',
};

/** Counts what was recomputed and collects what did not fit. */
export interface Findings {
  /** Counts one check and, unless it holds, a failure. `message` is only made when it is needed. */
  expect(check: VerifyCheckId, holds: boolean, subject: string, message: () => string): void;
  /** The same for two figures that have to be equal. */
  expectEqual(
    check: VerifyCheckId,
    subject: string,
    what: string,
    stored: unknown,
    recomputed: unknown,
  ): void;
  checks(): readonly VerifyCheck[];
  failures(): readonly VerifyFailure[];
}

export function createFindings(): Findings {
  const counts = new Map<VerifyCheckId, { checked: number; failed: number }>();
  const failures: VerifyFailure[] = [];
  const expect: Findings['expect'] = (check, holds, subject, message) => {
    const count = counts.get(check) ?? { checked: 0, failed: 0 };
    counts.set(check, count);
    count.checked += 1;
    if (holds) return;
    count.failed += 1;
    if (failures.length < keptFailures) failures.push({ check, subject, message: message() });
  };
  return {
    expect,
    expectEqual: (check, subject, what, stored, recomputed) =>
      expect(
        check,
        stored === recomputed,
        subject,
        () => `${what}: stored ${String(stored)}, recomputed ${String(recomputed)}.`,
      ),
    // In the order of the titles, with checks that found nothing to look at.
    checks: () =>
      checkIds.map((id) => ({ id, title: titles[id], ...(counts.get(id) ?? { checked: 0, failed: 0 }) })),
    failures: () => failures,
  };
}

// Object.keys of the table above, whose keys are the ids.
const checkIds = Object.keys(titles) as VerifyCheckId[];
