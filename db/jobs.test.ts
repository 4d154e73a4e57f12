import { expect, test } from 'vitest';
import type { StoredJob } from '../app/ports/records.ts';
import { someBooks } from './testing/books.ts';
import { at, shopId } from './testing/builders.ts';

function aJob(changes: Partial<StoredJob> = {}): StoredJob {
  return {
    jobId: 'job-1',
    kind: 'orders.fetch',
    shopId,
    state: 'running',
    done: 3,
    total: null,
    message: 'Fetching orders',
    result: null,
    startedAt: at,
    finishedAt: null,
    ...changes,
  };
}

test('a job is kept as it was saved last', async () => {
  const books = await someBooks();
  await books.jobs.save(aJob());
  const done = aJob({ state: 'done', total: 3, result: { orders: ['1', '2'] }, finishedAt: at + 1 });
  await books.jobs.save(done);
  expect(await books.jobs.load('job-1')).toEqual(done);
  expect(await books.jobs.load('job-2')).toBeNull();
});

test('a result of undefined is null when it is read', async () => {
  const books = await someBooks();
  await books.jobs.save(aJob({ result: undefined }));
  expect((await books.jobs.load('job-1'))?.result).toBeNull();
});

test('jobs are listed newest first', async () => {
  const books = await someBooks();
  for (const number of [1, 2, 3])
    await books.jobs.save(aJob({ jobId: `job-${number}`, startedAt: at + number }));
  expect((await books.jobs.list(2)).map((job) => job.jobId)).toEqual(['job-3', 'job-2']);
});

test('what was running when the app ended is interrupted, the rest stays', async () => {
  const books = await someBooks();
  await books.jobs.save(aJob());
  await books.jobs.save(aJob({ jobId: 'job-2', state: 'failed', finishedAt: at }));
  expect(await books.jobs.markInterrupted(at + 9)).toBe(1);
  expect(await books.jobs.load('job-1')).toMatchObject({ state: 'interrupted', finishedAt: at + 9 });
  expect(await books.jobs.load('job-2')).toMatchObject({ state: 'failed', finishedAt: at });
  expect(await books.jobs.markInterrupted(at + 10)).toBe(0);
});
