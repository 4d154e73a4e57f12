import { expect, it } from 'vitest';
import { makeToken, sameToken } from './token.ts';

it('has 256 bits, another one each time', () => {
  const tokens = Array.from({ length: 100 }, makeToken);
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
});

it('is equal to itself only', () => {
  const token = makeToken();
  expect(sameToken(token, token)).toBe(true);
  for (const other of ['', token.slice(0, -1), `${token}x`, token.toUpperCase(), makeToken()]) {
    expect(sameToken(other, token)).toBe(false);
  }
});
