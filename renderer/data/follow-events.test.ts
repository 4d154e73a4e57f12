import { expect, test } from 'vitest';
import type { JobView } from '../../app/contract/fields.ts';
import { createEventFollower } from './follow-events.ts';

const job: JobView = {
  jobId: 'j1',
  kind: 'orders.post',
  shopId: 's1',
  state: 'running',
  done: 1,
  total: 4,
  message: '',
  result: null,
  error: null,
  startedAt: 0,
  finishedAt: null,
};

function ears() {
  const touched: string[][] = [];
  const jobs: JobView[] = [];
  const asked: string[] = [];
  const pending: (() => void)[] = [];
  const follow = createEventFollower({
    cache: {
      invalidate: (matches) => {
        touched.push(['orders.list', 'shops.list', 'products.list'].filter(matches));
      },
    },
    onJob: (one) => jobs.push(one),
    onHost: (event) => asked.push(event.event),
    later: (run) => pending.push(run),
  });
  const flush = () => {
    for (const run of pending.splice(0)) run();
  };
  return { follow, flush, touched, jobs, asked, pending };
}

test('several changes are answered together, and only what they touch', () => {
  const { follow, flush, touched, pending } = ears();
  follow({ seq: 1, event: 'books.changed', topics: ['orders'] });
  follow({ seq: 2, event: 'books.changed', topics: ['orders'] });
  expect(pending).toHaveLength(1);
  flush();
  expect(touched).toEqual([['orders.list', 'products.list']]);
});

test('a gap, an unknown topic and the end of a job make everything outdated', () => {
  const { follow, flush, touched, jobs } = ears();
  follow({ seq: 1, event: 'jobs.progressed', job });
  flush();
  expect(touched).toEqual([]);
  follow({ seq: 5, event: 'jobs.progressed', job });
  flush();
  follow({ seq: 6, event: 'books.changed', topics: ['weather'] });
  flush();
  follow({ seq: 7, event: 'jobs.finished', job: { ...job, state: 'done' } });
  flush();
  expect(touched).toEqual(Array(3).fill(['orders.list', 'shops.list', 'products.list']));
  expect(jobs).toHaveLength(3);
});

test('what the menu of the desktop asks for makes no answer outdated', () => {
  const { follow, asked, pending } = ears();
  follow({ seq: 1, event: 'host.command', command: 'run:orders.post' });
  follow({ seq: 2, event: 'host.file', fileName: 'a.csv', contentBase64: '' });
  expect(asked).toEqual(['host.command', 'host.file']);
  expect(pending).toEqual([]);
});
