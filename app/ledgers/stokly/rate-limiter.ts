import { createCallWindow } from '../../domain/call-window.ts';
import type { Clock } from '../../ports/clock.ts';

/** All calls of one ledger pass here, so that several documents in flight share one allowance. */
export interface RateLimiter {
  /**
   * Resolves when a call may leave. First come, first served. Call what it gives when the call does leave: it is counted
   * from there, as what is done before it may take a second on a busy computer.
   */
  take(): Promise<() => void>;
  /** No call leaves for this long (milliseconds), counted from now. */
  hold(ms: number): void;
}

/** A minute, and a second for calls that take longer on the way than others: they are counted where they arrive. */
const windowMs = 61_000;

/**
 * Token bucket over a count of the last minute: a tenth of the allowance may go at once, the rest drips at the full
 * pace, and no minute sees more than the allowance, wherever it begins. One call in a hundred is left over, so that the
 * ledger's own count never comes down to where it is left alone (transport.ts). 0 = unlimited, for a stand-in on this
 * machine; holds apply all the same.
 */
export function createRateLimiter(ratePerMinute: number, clock: Clock): RateLimiter {
  const most = Math.max(1, ratePerMinute - Math.ceil(ratePerMinute / 100));
  const burst = Math.max(1, Math.floor(ratePerMinute / 10));
  const perMs = ratePerMinute / 60_000;
  let tokens = burst;
  let filledAt = clock.now();
  let heldUntil = 0;
  const lastMinute = createCallWindow(most, windowMs);
  let queue: Promise<unknown> = Promise.resolve();

  async function next(): Promise<() => void> {
    for (;;) {
      // A hold may come while a call waits for its turn: it is looked at again after every wait.
      for (let held = heldUntil - clock.now(); held > 0; held = heldUntil - clock.now()) {
        await clock.sleep(held);
      }
      if (ratePerMinute <= 0) return () => undefined;
      const wait = Math.max(refill(), lastMinute.openAt(clock.now()) - clock.now());
      if (wait <= 0) break;
      await clock.sleep(wait);
    }
    tokens -= 1;
    const taken = clock.now();
    lastMinute.note(taken);
    return () => lastMinute.move(taken, clock.now());
  }

  /** Milliseconds until the bucket holds a token. */
  function refill(): number {
    const now = clock.now();
    // A clock set back adds nothing; it must not take tokens away either.
    tokens = Math.min(burst, tokens + Math.max(0, now - filledAt) * perMs);
    filledAt = now;
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs);
  }

  return {
    take() {
      const turn = queue.then(next);
      queue = turn;
      return turn;
    },
    hold(ms) {
      heldUntil = Math.max(heldUntil, clock.now() + ms);
    },
  };
}
