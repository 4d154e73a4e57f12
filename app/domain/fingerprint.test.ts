import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

test('is the SHA-256 of the text in UTF-8', () => {
  // FIPS 180-2, appendix B.1.
  expect(fingerprint('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(fingerprint('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(fingerprint('é')).not.toBe(fingerprint('e\u0301'));
});
