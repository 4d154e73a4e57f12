import type { Clock } from '../../../ports/clock.ts';

/** A clock that only moves when something sleeps; `slept` lists for how long (milliseconds). */
export interface FakeClock extends Clock {
  readonly slept: readonly number[];
  /** Lets time pass without anyone sleeping. */
  advance(ms: number): void;
}

export function createFakeClock(startAt = Date.UTC(2026, 9, 1)): FakeClock {
  let at = startAt;
  const slept: number[] = [];
  return {
    slept,
    now: () => at,
    async sleep(ms) {
      slept.push(ms);
      at += ms;
    },
    advance(ms) {
      at += ms;
    },
  };
}
