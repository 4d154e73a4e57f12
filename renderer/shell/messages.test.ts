import { expect, test } from 'vitest';
import { problemLines } from './messages.ts';

test('problems of a refusal become lines, and what is none is left out', () => {
  const error = {
    code: 'FILE_REFUSED' as const,
    message: 'refused',
    retryable: false,
    details: {
      problems: [
        { row: 12, column: 'Total fees', message: 'does not add up' },
        { row: null, column: null, message: 'no header' },
        'plain',
        17,
        { row: 3 },
      ],
    },
  };
  expect(problemLines(error)).toEqual(['Row 12, Total fees: does not add up', 'no header', 'plain']);
  expect(problemLines({ ...error, details: { problems: 'x' } })).toEqual([]);
});
