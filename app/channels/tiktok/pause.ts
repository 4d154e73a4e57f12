import type { Cancel } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';

const sliceMs = 200;

/** Waits; with a cancel, in slices, so that a long pause does not outlive the wish to stop. */
export async function pause(clock: Clock, ms: number, cancel?: Cancel): Promise<void> {
  if (!cancel) {
    if (ms > 0) await clock.sleep(ms);
    return;
  }
  for (let left = ms; left > 0 && !cancel.aborted; left -= sliceMs) {
    await clock.sleep(Math.min(left, sliceMs));
  }
}
