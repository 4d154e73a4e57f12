import { expect, it } from 'vitest';
import { createLaunchCodes } from './launch-codes.ts';

it('a code is good once, and others are not touched by it', () => {
  const codes = createLaunchCodes(() => 0);
  const [one, other] = [codes.issue(), codes.issue()];
  expect([one, one, 'made up', '', '__proto__', other].map((code) => codes.redeem(code))).toEqual([
    true,
    false,
    false,
    false,
    false,
    true,
  ]);
});

it('a code with a time limit is over when its time is', () => {
  let now = 1000;
  const codes = createLaunchCodes(() => now);
  const [early, late] = [codes.issue(60_000), codes.issue(60_000)];
  now += 59_999;
  expect(codes.redeem(early)).toBe(true);
  now += 1;
  expect(codes.redeem(late)).toBe(false);
});

it('keeps no more codes than windows that anyone opens', () => {
  const codes = createLaunchCodes(() => 0);
  const issued = Array.from({ length: 100 }, () => codes.issue());
  expect(issued.filter((code) => codes.redeem(code))).toEqual(issued.slice(-16));
});
