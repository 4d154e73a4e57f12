/** When a read is tried again, and how long after (vendors/tiktok-shop.md §4.5). All times in milliseconds. */
export const maxAttempts = 6;
const baseMs = 500;
const capMs = 10_000;
const dayMs = 86_400_000;

/** Exponential back-off with full jitter; a `Retry-After` is a floor. `attempt` counts from 1; `random` is in [0, 1). */
export function waitBefore(attempt: number, retryAfterMs: number | undefined, random: () => number): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** (attempt - 1));
  return Math.max(retryAfterMs ?? 0, Math.floor(random() * ceiling));
}

/** `Retry-After` in seconds or as an HTTP date; undefined when absent or unreadable; never more than a day. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const trimmed = header.trim();
  if (/^\d{1,9}$/.test(trimmed)) return Math.min(Number(trimmed) * 1000, dayMs);
  const at = Date.parse(trimmed);
  if (Number.isNaN(at)) return undefined;
  return Math.min(Math.max(at - now, 0), dayMs);
}
