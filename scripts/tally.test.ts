import { describe, expect, it } from 'vitest';
import { addTallies, tallyPlaywright, tallyVitest } from './tally.ts';

const vitest = {
  numPassedTests: 10,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
};
const playwright = { errors: [], stats: { expected: 4, unexpected: 0, flaky: 0, skipped: 0 } };

describe('the count of Vitest', () => {
  it.each([
    ['all fine', vitest, true, { passed: 10, failed: 0 }],
    ['a failed test', { ...vitest, numFailedTests: 2 }, false, { passed: 10, failed: 2 }],
    ['a skipped test', { ...vitest, numPendingTests: 1, numTodoTests: 1 }, true, { passed: 10, failed: 2 }],
    [
      'a file that did not load',
      { ...vitest, testResults: [{ status: 'failed', assertionResults: [] }] },
      false,
      { passed: 10, failed: 1 },
    ],
    ['a bad end without a reason', vitest, false, { passed: 10, failed: 1 }],
    ['no tests', { ...vitest, numPassedTests: 0 }, true, { passed: 0, failed: 1 }],
    ['no report', null, true, { passed: 0, failed: 1 }],
  ])('%s', (_what, report, exitedWell, expected) => {
    expect(tallyVitest(report, exitedWell)).toEqual(expected);
  });
});

describe('the count of Playwright', () => {
  const withStats = (changes: Partial<typeof playwright.stats>) => ({
    ...playwright,
    stats: { ...playwright.stats, ...changes },
  });
  it.each([
    ['all fine', playwright, true, { passed: 4, failed: 0 }],
    [
      'failed, flaky and skipped',
      withStats({ unexpected: 1, flaky: 1, skipped: 1 }),
      false,
      { passed: 4, failed: 3 },
    ],
    ['an error outside the tests', { ...playwright, errors: [{}] }, false, { passed: 4, failed: 1 }],
    ['no tests', withStats({ expected: 0 }), true, { passed: 0, failed: 1 }],
    ['no report', undefined, false, { passed: 0, failed: 1 }],
  ])('%s', (_what, report, exitedWell, expected) => {
    expect(tallyPlaywright(report, exitedWell)).toEqual(expected);
  });
});

it('adds up', () => {
  expect(
    addTallies([
      { passed: 1, failed: 2 },
      { passed: 3, failed: 4 },
    ]),
  ).toEqual({ passed: 4, failed: 6 });
});
