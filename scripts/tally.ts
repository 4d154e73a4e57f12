import { z } from 'zod';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }),
    {
      passed: 0,
      failed: 0,
    },
  );
}

const VitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/**
 * Counts Vitest's JSON report. A test that did not run counts as failed, and so does a file that could not be loaded:
 * it has no tests that could fail.
 */
export function tallyVitest(report: unknown, exitedWell: boolean): Tally {
  const read = VitestReport.safeParse(report);
  if (!read.success) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = read.data;
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return honest(numPassedTests, numFailedTests + numPendingTests + numTodoTests + broken.length, exitedWell);
}

const PlaywrightReport = z.object({
  errors: z.array(z.unknown()),
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
});

/** Counts Playwright's JSON report. What was skipped, or passed only at the second try, counts as failed. */
export function tallyPlaywright(report: unknown, exitedWell: boolean): Tally {
  const read = PlaywrightReport.safeParse(report);
  if (!read.success) return { passed: 0, failed: 1 };
  const { stats, errors } = read.data;
  return honest(stats.expected, stats.unexpected + stats.flaky + stats.skipped + errors.length, exitedWell);
}

/** No tests at all, or a tool that ended badly without saying why, is a failure. */
function honest(passed: number, failed: number, exitedWell: boolean): Tally {
  const unexplained = failed === 0 && (passed === 0 || !exitedWell);
  return { passed, failed: unexplained ? 1 : failed };
}
