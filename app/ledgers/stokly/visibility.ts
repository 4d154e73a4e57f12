/**
 * How long what was accepted takes to be seen. Working clients wait between one and five seconds (vendors/stokly.md
 * §3.3), the sandbox milliseconds: reads that are sure to come too early are left out, as each takes one of the few
 * calls a minute.
 */
export interface Visibility {
  /** Whether reading back after this wait (milliseconds since the 202) may find something. */
  isWorthReading(waitedMs: number): boolean;
  /** It was seen after this wait, at the n-th read (from 1). */
  seen(waitedMs: number, reads: number): void;
}

/** Reads start a little before the usual lag; a first read that finds something moves the start forward. */
const earliness = 0.8;

export function createVisibility(): Visibility {
  let startMs = 0;
  return {
    isWorthReading: (waitedMs) => waitedMs >= startMs,
    seen(waitedMs, reads) {
      startMs = reads > 1 ? waitedMs * earliness : Math.min(startMs, waitedMs) * earliness;
    },
  };
}
