import { expect, it } from 'vitest';
import { redact } from './redact.ts';

it('hides sign-in values, bearer tokens and anything shaped like a token', () => {
  const text =
    'bad signature 9f8e for s3cret: Authorization: Bearer abc.def-1 and eyJhbGciOi.eyJzdWIi.x_y-z end';
  expect(redact(text, ['s3cret', '9f8e', ''])).toBe(
    'bad signature [hidden] for [hidden]: Authorization: [hidden] and [hidden] end',
  );
});

it('keeps a message on one bounded line', () => {
  expect(redact('one\r\n\ttwo\u0000\u202ethree', [])).toBe('one two three');
  expect(redact('x'.repeat(1000), [])).toHaveLength(301);
});
