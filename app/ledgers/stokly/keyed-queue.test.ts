import { expect, it } from 'vitest';
import { createKeyedQueue } from './keyed-queue.ts';

it('runs tasks of one key in turn, also after a failure, and other keys meanwhile', async () => {
  const queue = createKeyedQueue();
  const log: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = queue('a', async () => {
    await gate.promise;
    log.push('a1');
    throw new Error('a1 failed');
  });
  const second = queue('a', async () => {
    log.push('a2');
    return 2;
  });
  await queue('b', async () => {
    log.push('b');
  });
  expect(log).toEqual(['b']);
  gate.resolve();
  await expect(first).rejects.toThrow('a1 failed');
  await expect(second).resolves.toBe(2);
  expect(log).toEqual(['b', 'a1', 'a2']);
});
