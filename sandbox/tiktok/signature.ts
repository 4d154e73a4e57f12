import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The signature of tiktok-shop.md §2.2: HMAC-SHA256, hex, over
 * `secret + path + sorted(key + value) + body + secret`, with decoded values and without `sign` and `access_token`.
 */
export function signRequest(
  secret: string,
  path: string,
  query: Iterable<readonly [string, string]>,
  body: string,
): string {
  const parameters = [...query]
    .filter(([key]) => key !== 'sign' && key !== 'access_token')
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, value]) => key + value)
    .join('');
  return createHmac('sha256', secret)
    .update(secret + path + parameters + body + secret)
    .digest('hex');
}

/** Compares without leaking where two signatures differ. */
export function sameSignature(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
