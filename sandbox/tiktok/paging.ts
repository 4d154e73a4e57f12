import { createHash } from 'node:crypto';
import { invalidParam } from './errors.ts';

export interface Page<T> {
  readonly rows: readonly T[];
  /** Empty on the last page (§8.4). */
  readonly next: string;
}

/** These bytes are `++//` in base64: every token carries the characters that go wrong in a URL. */
const AWKWARD = Buffer.from([0xfb, 0xef, 0xff]);

/**
 * Cuts one page out of `items`. Tokens are opaque and belong to one query: `key` must be equal for all pages.
 * With `repeat` the answer's token leads to this very page again, as seen in the field (§7 no. 14).
 */
export function pageOf<T>(
  items: readonly T[],
  size: number,
  token: string | null,
  key: string,
  repeat: boolean,
): Page<T> {
  const from = token === null || token === '' ? 0 : offsetOf(token, key);
  const next = from + size;
  const rows = items.slice(from, next);
  if (repeat) return { rows, next: tokenFor(from, key) };
  return { rows, next: next < items.length ? tokenFor(next, key) : '' };
}

const digest = (key: string): string => createHash('sha256').update(key).digest('base64').slice(0, 12);

function tokenFor(offset: number, key: string): string {
  let text = `${offset}|${digest(key)}`;
  // Whatever the length, leave one byte over, so that the token ends in `==`.
  while ((AWKWARD.length + text.length) % 3 !== 1) text += ' ';
  return Buffer.concat([AWKWARD, Buffer.from(text)]).toString('base64');
}

function offsetOf(token: string, key: string): number {
  const bytes = Buffer.from(token, 'base64');
  const [offset, signed] = bytes.subarray(AWKWARD.length).toString().trim().split('|');
  const known = bytes.subarray(0, AWKWARD.length).equals(AWKWARD) && bytes.toString('base64') === token;
  if (!known || signed !== digest(key) || offset === undefined || !/^\d+$/.test(offset)) {
    throw invalidParam('page_token is invalid');
  }
  return Number(offset);
}
