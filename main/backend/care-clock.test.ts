import { expect, it } from 'vitest';
import { startCare } from './care-clock.ts';

it('has done what needs no thread when it returns, and waits for nothing longer', async () => {
  const done: string[] = [];
  const quick = await startCare(async () => {
    await Promise.resolve();
    done.push('quick');
  }, true);
  expect(done).toEqual(['quick']);
  await quick.stop();

  const thread = Promise.withResolvers<void>();
  const slow = await startCare(async () => {
    await thread.promise;
    done.push('slow');
  }, true);
  expect(done).toEqual(['quick']);
  const stopped = slow.stop().then(() => done.push('stopped'));
  thread.resolve();
  await stopped;
  expect(done).toEqual(['quick', 'slow', 'stopped']);
});

it('does nothing at the start of new books', async () => {
  let count = 0;
  const clock = await startCare(async () => {
    count += 1;
  }, false);
  await clock.stop();
  expect(count).toBe(0);
});
