import type { Clock } from '../app/ports/clock.ts';

/**
 * A clock for what waits for others: a pause or a call on its way takes no time of this machine, work takes the CPU time
 * of this thread. So an hour of waiting is measured in seconds, and other users of the machine do not count.
 */
export interface BenchClock extends Clock {
  /** Keeps time still, but for our own work, until a call on a real socket has ended. */
  whileBusy<T>(work: () => Promise<T>): Promise<T>;
  /** Whether our own work takes time from now on. Without it, only what waits for others is measured. */
  countWork(isCounted: boolean): void;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** `tell` hears every instant, for servers in another thread. */
export function createBenchClock(start: number, tell: (now: number) => void): BenchClock {
  let skipped = 0;
  let worked = 0;
  let seen = cpuOfThread();
  let isCounted = true;
  let busy = 0;
  let isChecking = false;
  let sleepers: Sleeper[] = [];

  const now = (): number => {
    const cpu = cpuOfThread();
    if (isCounted) worked += cpu - seen;
    seen = cpu;
    return start + skipped + worked;
  };

  /** Two turns of the event loop without news: everybody waits for time to pass. */
  function check(): void {
    if (isChecking || busy > 0 || sleepers.length === 0) return;
    isChecking = true;
    setImmediate(() =>
      setImmediate(() => {
        isChecking = false;
        if (busy > 0 || sleepers.length === 0) return;
        const next = Math.min(...sleepers.map((one) => one.at));
        skipped += Math.max(0, next - now());
        const at = now();
        tell(at);
        const due = sleepers.filter((one) => one.at <= at).sort((a, b) => a.at - b.at);
        sleepers = sleepers.filter((one) => one.at > at);
        for (const one of due) one.wake();
        check();
      }),
    );
  }

  return {
    now: () => Math.floor(now()),
    countWork(counted) {
      now();
      isCounted = counted;
    },
    sleep: (ms) =>
      new Promise((wake) => {
        sleepers.push({ at: now() + Math.max(0, ms), wake });
        check();
      }),
    async whileBusy(work) {
      busy += 1;
      tell(now());
      try {
        return await work();
      } finally {
        busy -= 1;
        check();
      }
    },
  };
}

function cpuOfThread(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
