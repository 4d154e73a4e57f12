import { expect, test } from 'vitest';
import type { JobView } from '../../app/contract/fields.ts';
import { describeJob } from './job-results.ts';

function job(kind: string, result: unknown, over: Partial<JobView> = {}): JobView {
  return {
    jobId: 'j',
    kind,
    shopId: 's',
    state: 'done',
    done: 3,
    total: 3,
    message: 'Finished',
    result,
    error: null,
    startedAt: 0,
    finishedAt: 1,
    ...over,
  };
}

test('a posting is told in one sentence, and what was held is in the details', () => {
  const message = describeJob(
    job('orders.post', {
      posted: 405,
      alreadyPosted: 0,
      held: [{ orderId: '57', code: 'missing-item', reason: 'No item' }],
      rejected: [],
      unknown: [],
    }),
  );
  expect(message).toEqual({ tone: 'done', text: '405 orders posted, 1 held.', details: ['57: No item'] });
});

test('fewer orders than TikTok counts is not told as a success', () => {
  const message = describeJob(
    job('orders.fetch', { fetched: 10, added: 10, changed: 0, platformCount: 12, unreadable: [] }),
  );
  expect(message.tone).toBe('info');
  expect(message.text).toContain('TikTok Shop counts 12');
});

test('days that were held back are named', () => {
  const message = describeJob(
    job('payments.post', {
      days: 1,
      payments: 1,
      creditNotes: 2,
      adjustmentDocuments: 1,
      invoices: 0,
      rejected: [],
      unknown: [],
      blocked: [{ settledOn: '2026-10-14', reason: 'An order is not posted' }],
      left: [],
    }),
  );
  expect(message.text).toBe('1 day posted, 1 payment, 2 credit notes, 1 adjustment, 1 day held back.');
  expect(message.details).toEqual(['2026-10-14: An order is not posted']);
});

test('errors, cancelled jobs and results of another shape have their own words', () => {
  const error = { code: 'UNREACHABLE', message: 'Stokly cannot be reached.' };
  expect(describeJob(job('orders.post', null, { state: 'failed', error }))).toMatchObject({
    tone: 'error',
    text: 'Stokly cannot be reached.',
  });
  expect(describeJob(job('orders.post', null, { state: 'cancelled' })).text).toContain('3 documents');
  expect(describeJob(job('orders.post', { odd: true }))).toMatchObject({ tone: 'done', text: 'Finished' });
});
