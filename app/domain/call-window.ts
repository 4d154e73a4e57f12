/**
 * The calls of the last while, so that no such while sees more of them than a vendor allows, wherever it begins. Knows no
 * clock: instants are UTC milliseconds, given in rising order.
 */
export interface CallWindow {
  /** The earliest instant at which one more call may leave. */
  openAt(now: number): number;
  /** A call leaves, or will leave, at this instant. */
  note(at: number): void;
  /** A call that was noted for one instant leaves at this later one. */
  move(from: number, to: number): void;
}

export function createCallWindow(most: number, windowMs: number): CallWindow {
  let left: number[] = [];
  return {
    openAt(now) {
      const [oldest] = left;
      if (left.length < most || oldest === undefined) return now;
      // The clock was set back: what was noted by it says nothing any more.
      if (now < oldest - windowMs) left = [];
      return left.length < most ? now : Math.max(now, oldest + windowMs);
    },
    note(at) {
      left.push(at);
      if (left.length > most) left.shift();
    },
    move(from, to) {
      const index = left.indexOf(from);
      if (index < 0 || to < from) return;
      left.splice(index, 1);
      left.push(to);
    },
  };
}
