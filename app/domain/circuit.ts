/**
 * Whether a vendor that gave no answer several times in a row is left alone for a while. Pure: the state goes in and
 * comes out; instants are UTC milliseconds. Refusals are answers, so are "too many calls": only silence, broken answers
 * and internal errors of the vendor count.
 */
export interface Circuit {
  /** Calls in a row without an answer. */
  readonly failures: number;
  /** Nothing leaves before this instant; null while calls go through. */
  readonly openUntil: number | null;
  /** How long it was opened the last time. */
  readonly pauseMs: number;
  /** The pause is over and one call is out to see whether the vendor answers again. */
  readonly isTrying: boolean;
}

const threshold = 8;
const firstPauseMs = 15_000;
const longestPauseMs = 60_000;

export const closedCircuit: Circuit = { failures: 0, openUntil: null, pauseMs: 0, isTrying: false };

export type Admission =
  | { readonly ok: true; readonly circuit: Circuit }
  /** Milliseconds until a call is let through again. */
  | { readonly ok: false; readonly waitMs: number };

/** May a call leave? When the pause is over a single one may, to find out; the others wait for what it tells. */
export function admitCall(circuit: Circuit, now: number): Admission {
  if (circuit.openUntil === null) return { ok: true, circuit };
  const waitMs = circuit.openUntil - now;
  // A clock that was set back must not make a pause of hours.
  if (waitMs > 0 && waitMs <= longestPauseMs) return { ok: false, waitMs };
  return { ok: true, circuit: { ...circuit, openUntil: now + circuit.pauseMs, isTrying: true } };
}

/** No answer came, or one that only says that the vendor is in trouble. */
export function noteSilence(circuit: Circuit, now: number): Circuit {
  const failures = circuit.failures + 1;
  const isOpen = circuit.openUntil !== null;
  // Calls that left together with the one that opened it fail after it: they do not make the pause longer.
  if (failures < threshold || (isOpen && !circuit.isTrying)) return { ...circuit, failures };
  const pauseMs = isOpen ? Math.min(circuit.pauseMs * 2, longestPauseMs) : firstPauseMs;
  return { failures, pauseMs, openUntil: now + pauseMs, isTrying: false };
}
