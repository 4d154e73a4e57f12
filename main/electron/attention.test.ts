import { expect, it } from 'vitest';
import { createClient } from '../../app/contract/client.ts';
import { countAttention, describeAttention } from './attention.ts';

const clientOf = (totals: Readonly<Record<string, number>>, broken?: string) =>
  createClient({
    listen: () => () => undefined,
    async call(method, input) {
      if (method === broken)
        return { ok: false, error: { code: 'BACKEND_FAILED', message: '', retryable: true } };
      if (method === 'shops.list') {
        return { ok: true, value: { shops: Object.keys(totals).map((shopId) => ({ shopId })) } };
      }
      const { shopId, states } = input as { shopId: string; states: string[] };
      expect(states).toEqual(['unknown', 'rejected']);
      return { ok: true, value: { documents: [], total: totals[shopId] } };
    },
  });

it('counts over all shops', async () => {
  expect(await countAttention(clientOf({ a: 2, b: 0, c: 5 }))).toBe(7);
  expect(await countAttention(clientOf({}))).toBe(0);
});

it('says nothing when the books do not answer', async () => {
  expect(await countAttention(clientOf({ a: 1 }, 'shops.list'))).toBeNull();
  expect(await countAttention(clientOf({ a: 1 }, 'documents.list'))).toBeNull();
});

it('has words for it', () => {
  expect([0, 1, 2].map(describeAttention)).toEqual([
    '',
    '1 document needs attention',
    '2 documents need attention',
  ]);
});
