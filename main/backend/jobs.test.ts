import { expect, it } from 'vitest';
import { createJobs } from '../../app/services/jobs/jobs.ts';
import { done } from '../../app/services/replies.ts';
import { openBooks } from '../../db/open.ts';
import { must } from './testing/sample-backend.ts';

/** Jobs over books whose `save` may fail, as it does on a full disk. */
function openJobs(options: { readonly saveFails: boolean }) {
  const opened = openBooks(':memory:', { now: Date.now });
  if (!opened.ok) throw new Error(opened.error.message);
  const books = opened.value;
  const defects: unknown[] = [];
  let ids = 0;
  const save: typeof books.jobs.save = async (job) => {
    if (options.saveFails) throw new Error('disk full');
    await books.jobs.save(job);
  };
  const jobs = createJobs({
    books: { ...books, jobs: { ...books.jobs, save } },
    clock: { now: Date.now, sleep: async () => {} },
    randomId: () => {
      ids += 1;
      return `job-${ids}`;
    },
    emit: () => {},
    onDefect: (_kind, defect) => defects.push(defect),
  });
  return { jobs, books, defects };
}

it('a job that cannot be noted down ends all the same, and its lane is free again', async () => {
  const { jobs, books, defects } = openJobs({ saveFails: true });
  const { jobId } = must(jobs.start('kind', null, 'lane', async () => done('value')));
  expect(await jobs.wait(jobId)).toMatchObject({ state: 'done', result: 'value' });
  expect(defects.length).toBe(2);
  expect(jobs.start('kind', null, 'lane', async () => done(1)).ok).toBe(true);
  await jobs.close();
  await books.close();
});

it('an error thrown inside a job, even at once, is told and ends the job', async () => {
  const { jobs, books, defects } = openJobs({ saveFails: false });
  const work = () => {
    throw new Error('at once');
  };
  const { jobId } = must(jobs.start('kind', null, 'lane', work));
  expect(await jobs.wait(jobId)).toMatchObject({ state: 'failed', error: { code: 'BACKEND_FAILED' } });
  expect(defects).toEqual([new Error('at once')]);
  await books.close();
});

it('closing waits for what runs, and takes nothing new', async () => {
  const { jobs, books } = openJobs({ saveFails: false });
  let stopped = false;
  must(
    jobs.start('kind', null, 'lane', async ({ cancel }) => {
      while (!cancel.aborted) await new Promise((resolve) => setImmediate(resolve));
      stopped = true;
      return done(null);
    }),
  );
  await jobs.close();
  expect(stopped).toBe(true);
  expect(jobs.start('kind', null, 'lane', async () => done(1))).toMatchObject({
    ok: false,
    error: { code: 'BUSY' },
  });
  await books.close();
});

it('a job that is cancelled before it told anything says so', async () => {
  const { jobs, books } = openJobs({ saveFails: false });
  const { jobId } = must(jobs.start('kind', null, 'lane', async () => done(null)));
  jobs.cancel(jobId);
  const view = await jobs.wait(jobId);
  expect(view).toMatchObject({ state: 'cancelled', message: 'Cancelled before anything was done.' });
  await books.close();
});
