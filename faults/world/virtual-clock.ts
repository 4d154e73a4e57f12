import type { Clock } from '../../app/ports/clock.ts';

/**
 * Time that passes only when nothing else happens: a pause of a minute takes no wall time, and whoever sleeps is woken
 * in the order of the ends of their pauses. Work that is under way on real sockets is announced with `whileBusy`.
 */
export interface VirtualClock extends Clock {
  /** Keeps time still until the work has ended. */
  whileBusy<T>(work: () => Promise<T>): Promise<T>;
  /** Time that passes by itself, such as that of a call. */
  advance(ms: number): void;
  /** The local clock is set by hand, or the laptop slept: pauses do not notice, `now` does. */
  jump(ms: number): void;
  /** The vendors' clocks, which nobody on this machine can set. `jump` with `everywhere` moves them along. */
  vendorNow(): number;
  sleepThrough(ms: number): void;
}

export function createVirtualClock(start: number): VirtualClock {
  let elapsed = 0;
  let skew = 0;
  let vendorSkew = 0;
  let busy = 0;
  let isChecking = false;
  let sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  /** Two turns of the event loop without news: everybody waits for time to pass. */
  const check = (): void => {
    if (isChecking || busy > 0 || sleepers.length === 0) return;
    isChecking = true;
    setImmediate(() =>
      setImmediate(() => {
        isChecking = false;
        if (busy > 0 || sleepers.length === 0) return;
        const next = Math.min(...sleepers.map((one) => one.at));
        elapsed = Math.max(elapsed, next);
        const due = sleepers.filter((one) => one.at <= elapsed);
        sleepers = sleepers.filter((one) => one.at > elapsed);
        for (const one of due) one.wake();
        check();
      }),
    );
  };

  return {
    now: () => start + Math.floor(elapsed) + skew,
    vendorNow: () => start + Math.floor(elapsed) + vendorSkew,
    sleep: (ms) =>
      new Promise((resolve) => {
        sleepers.push({ at: elapsed + Math.max(0, ms), wake: resolve });
        check();
      }),
    async whileBusy(work) {
      busy += 1;
      try {
        return await work();
      } finally {
        busy -= 1;
        check();
      }
    },
    advance(ms) {
      elapsed += ms;
    },
    jump(ms) {
      skew += ms;
    },
    sleepThrough(ms) {
      skew += ms;
      vendorSkew += ms;
    },
  };
}
