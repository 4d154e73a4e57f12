import { setImmediate } from 'node:timers/promises';

/** How often it is looked whether a copy is due, while Tieout stays open. */
const careEveryMs = 3_600_000;

export interface CareClock {
  /** Ends it, after a copy that is being written. */
  stop(): Promise<void>;
}

/**
 * Does `care` (never rejects) every hour, and `atStart` at once. Large books are copied by a thread of its own, for which
 * nobody waits; what needs no thread is done when this returns.
 */
export async function startCare(care: () => Promise<void>, atStart: boolean): Promise<CareClock> {
  let running = Promise.resolve();
  const next = (): Promise<void> => {
    running = running.then(care);
    return running;
  };
  if (atStart) await Promise.race([next(), setImmediate()]);
  const timer = setInterval(next, careEveryMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
