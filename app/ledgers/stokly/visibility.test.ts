import { expect, it } from 'vitest';
import { createVisibility } from './visibility.ts';

const waits = [20, 70, 170, 370, 870, 1870, 3870];

/** Reads that are made until something that takes `lagMs` is seen. */
function readsFor(visibility: ReturnType<typeof createVisibility>, lagMs: number): number {
  let reads = 0;
  for (const waited of waits) {
    if (!visibility.isWorthReading(waited)) continue;
    reads += 1;
    if (waited >= lagMs) {
      visibility.seen(waited, reads);
      return reads;
    }
  }
  throw new Error('never seen');
}

it('stops asking too early once the lag is known, and finds out when it gets shorter', () => {
  const visibility = createVisibility();
  expect(readsFor(visibility, 1500)).toBe(6);
  expect(readsFor(visibility, 1500)).toBe(1);
  const later = Array.from({ length: 10 }, () => readsFor(visibility, 1500));
  expect(later.reduce((sum, reads) => sum + reads, 0)).toBeLessThan(20);
  Array.from({ length: 20 }, () => readsFor(visibility, 1));
  expect(visibility.isWorthReading(20)).toBe(true);
});
