import { describe, expect, it } from 'vitest';
import { judge } from './failures.ts';

function kindOf(code: number | null, message = '', httpStatus = 200) {
  return judge({ code, message, httpStatus });
}

describe('36009004 is told apart by its words', () => {
  it.each([
    ['Missing credentials. The request does not include a required signature in the query.', 'credentials'],
    ['Invalid credentials. The `access_token` header is invalid.', 'auth'],
    ['Invalid credentials. Invalid `app_key` query parameter.', 'credentials'],
    ['Invalid timestamp. The value of the `timestamp` query parameter must not be lesser than 0.', 'clock'],
    [
      'Invalid timestamp. The value of the timestamp query parameter must not be earlier than 5 minutes before the current time.',
      'clock',
    ],
    [
      'Invalid timestamp. The value of the timestamp query parameter must not exceed the current time by more than 30 seconds.',
      'clock',
    ],
    ['Unexpected identifier. The shop_cipher query parameter is not required for this request.', 'auth'],
    ['Invalid API version', 'rejected'],
    ['invalid param error', 'rejected'],
  ])('%s → %s', (message, kind) => {
    const verdict = kindOf(36009004, message);
    expect(verdict.failure.kind).toBe(kind);
    expect(verdict.retry).toBe(false);
  });
});

describe('codes', () => {
  it.each([
    [36009002, 'rateLimited', true, false],
    [36009003, 'unavailable', true, false],
    [36009007, 'unavailable', true, false],
    [10037003, 'unavailable', true, false],
    [105002, 'auth', false, true],
    [36009005, 'auth', false, true],
    [105005, 'scope', false, false],
    [101000, 'auth', false, false],
    [106001, 'credentials', false, false],
    [36009033, 'credentials', false, false],
    [36009014, 'rejected', false, false],
    [36004004, 'auth', false, false],
    [36004001, 'auth', false, false],
    [12052180, 'rejected', false, false],
    [98001004, 'rejected', false, false],
  ])('%i → %s', (code, kind, retry, renew) => {
    const verdict = kindOf(code);
    expect(verdict.failure.kind).toBe(kind);
    expect([verdict.retry, verdict.renew]).toEqual([retry, renew]);
  });

  it.each([
    [429, 'rateLimited'],
    [503, 'unavailable'],
    [408, 'unavailable'],
    [401, 'auth'],
    [400, 'rejected'],
  ])('an unknown code under HTTP %i → %s', (status, kind) => {
    expect(kindOf(424242, '', status).failure.kind).toBe(kind);
  });

  it('both caps ask for a shorter window', () => {
    expect(kindOf(12052180).failure.hint).toBe('tooMany');
    expect(kindOf(36009004, 'offset and limit sum must be less than 5000').failure.hint).toBe('tooMany');
  });

  it('the sentence about the clock says what to do', () => {
    const { failure } = kindOf(36009004, 'Invalid timestamp.');
    expect(failure.message).toBe(
      "This computer's clock differs from TikTok Shop's by more than the allowed window (5 minutes slow or 30 seconds fast). Set the clock, then try again.",
    );
  });

  it('an unknown refusal is shown in its own words', () => {
    expect(kindOf(424242, 'Strange thing').failure.message).toContain('"Strange thing" (code 424242)');
  });
});
