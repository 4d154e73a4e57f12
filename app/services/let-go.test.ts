import { expect, test } from 'vitest';
import { letGo } from './let-go.ts';

test('memory of its own is given back at once, shared memory stays', () => {
  const own = new Uint8Array(1000).fill(7);
  letGo(own);
  expect(own.byteLength).toBe(0);
  const shared = new Uint8Array(1000).fill(7);
  letGo(shared.subarray(10, 20));
  expect(shared[999]).toBe(7);
});
