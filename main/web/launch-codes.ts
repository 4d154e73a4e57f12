import { makeToken } from './token.ts';

/**
 * Codes that a start address carries instead of the token. Each is good once, and is swapped for the token of the
 * launch: an address that was read out of the process list, a terminal's scrollback or a browser's history opens nothing
 * once the window it was made for is open.
 */
export interface LaunchCodes {
  /** A new code: 256 random bits, base64url. `forMs`: how long it is good, milliseconds; without it until it is used. */
  issue(forMs?: number): string;
  /** True once for each code that was issued and is not over. */
  redeem(code: string): boolean;
}

/** Nobody opens so many windows at once; the oldest codes go first. */
const keptCodes = 16;

export function createLaunchCodes(now: () => number): LaunchCodes {
  const endsAt = new Map<string, number>();
  return {
    issue(forMs = Number.POSITIVE_INFINITY) {
      const [oldest] = endsAt.keys();
      if (endsAt.size >= keptCodes && oldest !== undefined) endsAt.delete(oldest);
      const code = makeToken();
      endsAt.set(code, now() + forMs);
      return code;
    },
    redeem(code) {
      const end = endsAt.get(code);
      endsAt.delete(code);
      return end !== undefined && now() < end;
    },
  };
}
