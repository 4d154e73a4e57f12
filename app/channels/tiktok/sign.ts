import { createHmac } from 'node:crypto';

export interface SignedParts {
  /** Path only, with the leading slash: no host, no query. */
  readonly path: string;
  /** Decoded values, exactly as they are meant before URL encoding; `sign` and `access_token` are left out. */
  readonly query: Readonly<Record<string, string>>;
  /** The very text that is sent; undefined when there is no body. */
  readonly body?: string | undefined;
}

const unsigned = new Set(['sign', 'access_token']);

/**
 * Signature of one request, lower-case hex of 64 characters (vendors/tiktok-shop.md §2.2). Keys are sorted by code
 * unit, as ASCII keys demand, not by locale. Multipart bodies are not signed, and Tieout sends none.
 */
export function sign(parts: SignedParts, appSecret: string): string {
  const pairs = Object.keys(parts.query)
    .filter((key) => !unsigned.has(key))
    .sort()
    .map((key) => `${key}${parts.query[key] ?? ''}`);
  const base = `${parts.path}${pairs.join('')}${parts.body ?? ''}`;
  return createHmac('sha256', appSecret).update(`${appSecret}${base}${appSecret}`, 'utf8').digest('hex');
}
