import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JobView } from '../../app/contract/fields.ts';
import { closingQuestion, mustStayAwake, newsOf, progressBar, titles } from './job-signs.ts';

const job = (part: Partial<JobView>): JobView => ({
  jobId: 'j',
  kind: 'orders.post',
  shopId: 's',
  state: 'running',
  done: 1,
  total: 4,
  message: 'Order 578 of Jane Doe',
  result: null,
  error: null,
  startedAt: 0,
  finishedAt: null,
  ...part,
});

it('knows every kind of job that the services start', () => {
  const services = join(import.meta.dirname, '..', '..', 'app', 'services');
  const kinds = readdirSync(services, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => [...readFileSync(join(services, file), 'utf8').matchAll(/jobs\.start\('([\w.]+)'/g)])
    .map(([, kind]) => kind);
  expect(kinds.length).toBeGreaterThan(8);
  expect(Object.keys(titles).toSorted()).toEqual([...new Set(kinds)].toSorted());
});

it('shows how far the slowest job is', () => {
  expect(progressBar([])).toBe(-1);
  expect(progressBar([job({})])).toBe(0.25);
  expect(progressBar([job({}), job({ done: 9 })])).toBe(0.25);
  expect(progressBar([job({ total: null })])).toBe(2);
  expect(progressBar([job({ total: 0 })])).toBe(2);
});

it('keeps the computer awake while documents are on their way, not for reading', () => {
  expect(mustStayAwake([])).toBe(false);
  expect(mustStayAwake([job({ kind: 'orders.fetch' })])).toBe(false);
  const writing = ['orders.post', 'payments.post', 'payments.fetchMissing', 'documents.resolve', 'undo.run'];
  for (const kind of [...writing, 'changes.creditNote']) {
    expect(mustStayAwake([job({ kind: 'orders.fetch' }), job({ kind })])).toBe(true);
  }
});

describe('a notification', () => {
  const ended = job({ state: 'done', finishedAt: 60_000 });

  it('tells of a long job that ended while nobody looked, without names and figures', () => {
    expect(newsOf(ended, false)).toEqual({
      title: 'Posting orders: done',
      body: 'The result is in the window of Tieout.',
    });
    const failed = newsOf(job({ state: 'failed', finishedAt: 60_000 }), false);
    expect(failed?.title).toBe('Posting orders: stopped');
    expect(JSON.stringify(failed)).not.toContain('Jane');
  });

  it.each([
    ['the window is looked at', ended, true],
    ['the job was short', job({ state: 'done', finishedAt: 9_999 }), false],
    ['a person cancelled it', job({ state: 'cancelled', finishedAt: 60_000 }), false],
    ['it goes on by itself', job({ state: 'interrupted', finishedAt: 60_000 }), false],
    ['nobody waits for it', job({ kind: 'unheard.of', state: 'done', finishedAt: 60_000 }), false],
  ])('is left out when %s', (_why, one, isLookedAt) => {
    expect(newsOf(one, isLookedAt)).toBeNull();
  });
});

it('asks before closing only while something runs', () => {
  expect(closingQuestion([])).toBeNull();
  expect(closingQuestion([job({}), job({})])?.message).toBe('Posting orders is not finished (and 1 more).');
});
