import { expect, test } from 'vitest';
import { runPool } from './run-pool.ts';

test('when work throws, what is under way is waited for and nothing more is begun', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  let settled = false;
  const pool = runPool([1, 2, 3, 4], 2, async (item) => {
    begun.push(item);
    if (item === 1) throw new Error('defect');
    await slow;
    ended.push(item);
  }).finally(() => {
    settled = true;
  });
  const outcome = expect(pool).rejects.toThrow('defect');
  await new Promise((resolve) => setImmediate(resolve));
  expect(settled).toBe(false);
  release();
  await outcome;
  expect([begun, ended]).toEqual([[1, 2], [2]]);
});
