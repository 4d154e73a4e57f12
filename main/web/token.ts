import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The key of one launch: 256 random bits as base64url text. It lives in memory and in the start address only. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in a time that tells nothing about where the two differ, nor about their lengths. */
export function sameToken(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
