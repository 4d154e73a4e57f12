import { expect, it } from 'vitest';
import { restartDelay } from './restart-policy.ts';

it('starts again at once, then slower, then leaves it to a person', () => {
  expect(restartDelay([0])).toBe(0);
  expect(restartDelay([0, 10])).toBe(1000);
  expect(restartDelay([0, 10, 2000])).toBe(2000);
  expect(restartDelay([0, 10, 2000, 9000])).toBeNull();
});

it('forgets deaths of long ago', () => {
  expect(restartDelay([0, 1, 2, 100_000])).toBe(0);
});
