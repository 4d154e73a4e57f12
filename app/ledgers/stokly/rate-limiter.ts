import type { Clock } from '../../ports/clock.ts';

/** All calls of one ledger pass here, so that several documents in flight share one allowance. */
export interface RateLimiter {
  /** Resolves when a call may leave. First come, first served. */
  take(): Promise<void>;
  /** No call leaves for this long (milliseconds), counted from now. */
  hold(ms: number): void;
}

/**
 * Token bucket. A tenth of the allowance may go at once and the rest drips, so no minute sees more than
 * `ratePerMinute` calls. 0 = unlimited, for a stand-in on this machine; holds apply all the same.
 */
export function createRateLimiter(ratePerMinute: number, clock: Clock): RateLimiter {
  const burst = Math.max(1, Math.floor(ratePerMinute / 10));
  const perMs = Math.max(ratePerMinute - burst, 1) / 60_000;
  let tokens = burst;
  let filledAt = clock.now();
  let heldUntil = 0;
  let queue: Promise<void> = Promise.resolve();

  async function next(): Promise<void> {
    for (;;) {
      // A hold may come while a call waits for its turn: it is looked at again after every wait.
      for (let held = heldUntil - clock.now(); held > 0; held = heldUntil - clock.now()) {
        await clock.sleep(held);
      }
      if (ratePerMinute <= 0) return;
      refill();
      if (tokens >= 1) break;
      await clock.sleep(Math.ceil((1 - tokens) / perMs));
    }
    tokens -= 1;
  }

  function refill(): void {
    const now = clock.now();
    // A clock set back adds nothing; it must not take tokens away either.
    tokens = Math.min(burst, tokens + Math.max(0, now - filledAt) * perMs);
    filledAt = now;
  }

  return {
    take() {
      queue = queue.then(next);
      return queue;
    },
    hold(ms) {
      heldUntil = Math.max(heldUntil, clock.now() + ms);
    },
  };
}
