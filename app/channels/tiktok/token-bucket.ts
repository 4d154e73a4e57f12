import { createCallWindow } from '../../domain/call-window.ts';
import type { Cancel } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import { pause } from './pause.ts';

/** Spaces the calls of one shop to one endpoint. Callers are served in the order in which they ask. */
export interface TokenBucket {
  /** Resolves when the call may be made, or at once when cancelled. */
  take(cancel?: Cancel): Promise<void>;
  /** The platform said "too many", perhaps for how long: half the pace, and every slot to come moves back. */
  slowDown(retryAfterMs?: number): void;
  /** A call went through: a small step back to the full pace. */
  speedUp(): void;
  /** Calls per second at present. */
  pace(): number;
}

/** TikTok Shop suggests 3–10 reads per second and warns that bursts count (vendors/tiktok-shop.md §4.5). */
const burst = 5;
const slowest = 0.2;
/** A longer pause than this is for the call that was told, not for all others without a sign of life. */
const longestHoldMs = 60_000;
/** Twenty calls that went through bring the pace back from half to full. */
const recovery = 0.025;

/** A second, and some for calls that take longer on the way than others: they are counted where they arrive. */
const windowMs = 1_050;

/**
 * A burst counts as well: no second sees more than `perSecond` calls (one, where it is less than that). Turns are given out
 * ahead, so callers wait once and in order; on a busy computer several wake late and at once, so they are counted again
 * where they leave.
 */
export function createTokenBucket(perSecond: number, clock: Clock): TokenBucket {
  const most = Math.max(1, Math.floor(perSecond));
  const turns = createCallWindow(most, windowMs);
  const left = createCallWindow(most, windowMs);
  let rate = perSecond;
  /** When the next call would be due if calls came exactly at the pace. */
  let due = 0;

  return {
    async take(cancel) {
      const interval = 1000 / rate;
      const now = clock.now();
      due = Math.max(due, now - (burst - 1) * interval);
      const at = turns.openAt(Math.max(now, due));
      turns.note(at);
      due += interval;
      let wait = at - now;
      do {
        await pause(clock, Math.ceil(wait), cancel);
        if (cancel?.aborted) return;
        wait = left.openAt(clock.now()) - clock.now();
      } while (wait > 0);
      left.note(clock.now());
    },
    slowDown(retryAfterMs = 0) {
      rate = Math.max(Math.min(slowest, perSecond), rate / 2);
      const now = clock.now();
      due = Math.max(Math.max(due, now) + 1000 / rate, now + Math.min(retryAfterMs, longestHoldMs));
    },
    speedUp() {
      rate = Math.min(perSecond, rate + perSecond * recovery);
    },
    pace: () => rate,
  };
}
