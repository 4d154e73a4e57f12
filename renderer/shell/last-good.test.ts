import { expect, it } from 'vitest';
import { lastGoodOf } from './last-good.ts';

const error = { code: 'BACKEND_FAILED', message: 'Damaged.', retryable: false } as const;

it('finds the copy that a refusal offers, and nothing in any other', () => {
  const lastGood = { name: 'books.tieout.20261014T080000.000Z.v9.backup', at: 1 };
  expect(lastGoodOf({ ...error, details: { lastGood } })).toEqual(lastGood);
  for (const details of [
    undefined,
    {},
    { lastGood: null },
    { lastGood: { name: 7, at: 1 } },
    { lastGood: 'x' },
  ]) {
    expect(lastGoodOf(details === undefined ? error : { ...error, details })).toBeNull();
  }
});
