import type { Clock } from '../../ports/clock.ts';
import type { Crowd } from './crowd.ts';
import type { CallResult } from './errors.ts';
import type { Visibility } from './visibility.ts';

/** `row` is null when it was not visible at the last read, `waitedMs` after it was accepted. */
export interface SeenBack<Row> {
  readonly row: Row | null;
  readonly waitedMs: number;
}

export interface ReadBack<Made, Row> {
  /** Inside `Crowd.join`, when the 202 is there: reads until it is visible. */
  see(made: Made): Promise<CallResult<SeenBack<Row>>>;
}

interface ReadBackDeps {
  readonly clock: Clock;
  readonly crowd: Crowd;
  readonly visibility: Visibility;
  /** Waits before each attempt. Milliseconds. */
  readonly pollDelaysMs: readonly number[];
}

interface Waiting<Made, Row> {
  readonly made: Made;
  readonly acceptedAt: number;
  readonly answer: (result: CallResult<SeenBack<Row>>) => void;
  readonly fail: (defect: unknown) => void;
  /** Until it is worth being read again; null before it was waited for at all. */
  leftMs: number | null;
  waitedMs: number;
  /** Place of its next delay. */
  next: number;
  reads: number;
}

/**
 * A 202 says "accepted", not "saved". What several documents have made is read together, in as many rounds as one would
 * need alone: each round is one call for all that are still out. `read` tells of each what it sees, null = nothing yet.
 */
export function createReadBack<Made, Row>(
  { clock, crowd, visibility, pollDelaysMs }: ReadBackDeps,
  read: (made: readonly Made[]) => Promise<CallResult<(made: Made) => Row | null>>,
): ReadBack<Made, Row> {
  let waiting: Waiting<Made, Row>[] = [];
  let isReading = false;

  /** The wait before a first read: the delays that are sure to come too early are taken as one. */
  function firstWait(one: Waiting<Made, Row>): number {
    let ms = 0;
    do {
      ms += pollDelaysMs[one.next] ?? 0;
      one.next += 1;
    } while (one.next < pollDelaysMs.length && !visibility.isWorthReading(ms));
    // What the others took to get here counts; a clock that was set does not, beyond the wait itself.
    const passed = Math.min(ms, Math.max(0, clock.now() - one.acceptedAt));
    one.waitedMs = passed;
    return ms - passed;
  }

  async function sleep(): Promise<void> {
    for (const one of waiting) one.leftMs ??= firstWait(one);
    const fresh = waiting.filter(({ reads }) => reads === 0);
    // All that are new go in one read. What was read in vain before does not keep them waiting.
    const ms =
      fresh.length > 0
        ? Math.max(...fresh.map(({ leftMs }) => leftMs ?? 0))
        : Math.min(...waiting.map(({ leftMs }) => leftMs ?? 0));
    const sleepers = waiting;
    if (ms > 0) await clock.sleep(ms);
    for (const one of sleepers) {
      one.leftMs = (one.leftMs ?? 0) - ms;
      one.waitedMs += ms;
    }
  }

  async function readOnce(): Promise<void> {
    const asked = waiting;
    // Some came while the others slept.
    for (const one of asked) one.leftMs ??= firstWait(one);
    const found = await read(asked.map(({ made }) => made));
    const open: Waiting<Made, Row>[] = [];
    let last: Waiting<Made, Row> | null = null;
    for (const one of asked) {
      const isDue = (one.leftMs ?? 0) <= 0;
      if (isDue) one.reads += 1;
      const row = found.ok ? found.value(one.made) : null;
      if (!found.ok) one.answer(found);
      else if (row !== null || (isDue && one.next >= pollDelaysMs.length)) {
        if (row !== null && (last === null || one.waitedMs < last.waitedMs)) last = one;
        one.answer({ ok: true, value: { row, waitedMs: one.waitedMs } });
      } else {
        if (isDue) {
          one.leftMs = pollDelaysMs[one.next] ?? 0;
          one.next += 1;
        }
        open.push(one);
      }
    }
    if (last !== null) visibility.seen(last.waitedMs, Math.max(1, last.reads));
    // Who came while it was read waits for the next round.
    waiting = [...open, ...waiting.slice(asked.length)];
  }

  async function round(): Promise<void> {
    try {
      await sleep();
      if (crowd.isQuiet()) await readOnce();
    } catch (defect) {
      for (const { fail } of waiting) fail(defect);
      waiting = [];
    }
    isReading = false;
    // Whoever was answered moves first; the next round begins when all wait again.
    crowd.look();
  }

  crowd.onQuiet(() => {
    if (isReading || waiting.length === 0) return;
    isReading = true;
    void round();
  });

  return {
    see: (made) =>
      crowd.wait(
        new Promise((answer, fail) => {
          const entry = {
            made,
            answer,
            fail,
            acceptedAt: clock.now(),
            leftMs: null,
            waitedMs: 0,
            next: 0,
            reads: 0,
          };
          waiting = [...waiting, entry];
        }),
      ),
  };
}
