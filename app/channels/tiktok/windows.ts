import { ok, type Result } from '../../domain/result.ts';
import type { CallFailure } from './failures.ts';

/** Unix seconds, from inclusive, to exclusive: the unit in which the API filters. */
export interface SecondsWindow {
  readonly from: number;
  readonly to: number;
}

/** Instants in milliseconds → the whole seconds inside them, so that neighbouring windows share none. */
export function toSecondsWindow(from: number, to: number): SecondsWindow {
  return { from: Math.ceil(from / 1000), to: Math.ceil(to / 1000) };
}

/** Two halves that meet; null for a single second. */
export function splitWindow(window: SecondsWindow): readonly [SecondsWindow, SecondsWindow] | null {
  const middle = window.from + Math.floor((window.to - window.from) / 2);
  if (middle <= window.from) return null;
  return [
    { from: window.from, to: middle },
    { from: middle, to: window.to },
  ];
}

/**
 * Reads a window; where the platform (or our own cap) says "too many", reads its halves instead, the earlier first.
 * Each part is handed on exactly once and only when it is complete.
 */
export async function readWindows<Part>(
  window: SecondsWindow,
  read: (window: SecondsWindow) => Promise<Result<Part, CallFailure>>,
): Promise<Result<readonly Part[], CallFailure>> {
  const parts: Part[] = [];
  const waiting = window.from < window.to ? [window] : [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const part = await read(next);
    if (part.ok) {
      parts.push(part.value);
      continue;
    }
    const halves = part.error.hint === 'tooMany' ? splitWindow(next) : null;
    if (!halves) return part;
    waiting.push(halves[1], halves[0]);
  }
  return ok(parts);
}
