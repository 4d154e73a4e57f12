import { describe, expect, it } from 'vitest';
import { createGrant, signClientId } from './grant.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { grantAnswer } from './testing/stub-server.ts';
import type { CallRequest, Exchange } from './transport.ts';

const credentials = { accountKey: 'acme', clientId: 'client-1', secretKey: 'shh' };

function setUp(lifeMs: number, answer?: (n: number) => Exchange) {
  const clock = createFakeClock();
  const bodies: unknown[] = [];
  const send = async (_name: unknown, request: CallRequest): Promise<Exchange> => {
    bodies.push(request.body);
    if (answer) return answer(bodies.length);
    const json = grantAnswer(`token-${bodies.length}`, clock.now() + lifeMs);
    return { kind: 'answered', status: 200, body: { readable: true, json }, retryAfterMs: null };
  };
  return { clock, bodies, grant: createGrant(credentials, send, { clock, random: () => 0.5 }) };
}

const textOf = async (token: Promise<{ ok: boolean; value?: { text: string } }>) => (await token).value?.text;

describe('signing in', () => {
  it('signs as RFC 4231, test case 2', () => {
    expect(signClientId('what do ya want for nothing?', 'Jefe')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('sends the three values and never the secret key', async () => {
    const { bodies, grant } = setUp(3_600_000);
    await grant.token();
    expect(bodies).toEqual([
      { accountkey: 'acme', clientId: 'client-1', signature: signClientId('client-1', 'shh') },
    ]);
    expect(grant.secrets()).toEqual(['shh', signClientId('client-1', 'shh'), 'token-1']);
  });

  it('is done once, however many calls wait', async () => {
    const { bodies, grant } = setUp(3_600_000);
    const tokens = await Promise.all(Array.from({ length: 20 }, () => textOf(grant.token())));
    expect(new Set(tokens)).toEqual(new Set(['token-1']));
    const renewed = await Promise.all(Array.from({ length: 20 }, () => textOf(grant.renew('token-1'))));
    expect(new Set(renewed)).toEqual(new Set(['token-2']));
    expect(bodies).toHaveLength(2);
  });

  it('does not renew a token that another call has renewed already', async () => {
    const { bodies, grant } = setUp(3_600_000);
    await grant.token();
    await grant.renew('token-1');
    expect(await textOf(grant.renew('token-1'))).toBe('token-2');
    expect(bodies).toHaveLength(2);
  });

  it('is done again a minute before the token ends', async () => {
    const { clock, grant } = setUp(3_600_000);
    await grant.token();
    clock.advance(3_539_000);
    expect(await textOf(grant.token())).toBe('token-1');
    clock.advance(2_000);
    expect(await textOf(grant.token())).toBe('token-2');
  });

  it('is not done before every call when the clocks disagree', async () => {
    const { bodies, grant } = setUp(-7_200_000);
    await grant.token();
    await grant.token();
    expect(bodies).toHaveLength(1);
  });

  it('is tried again on a hiccup and refused with the server’s words', async () => {
    const { bodies, grant } = setUp(0, (n) =>
      n === 1
        ? { kind: 'answered', status: 503, body: { readable: false, reason: 'html' }, retryAfterMs: null }
        : {
            kind: 'answered',
            status: 401,
            body: { readable: true, json: { message: 'unknown client, signature shh' } },
            retryAfterMs: null,
          },
    );
    const token = await grant.token();
    expect(bodies).toHaveLength(2);
    expect(token).toMatchObject({ ok: false, error: { kind: 'auth' } });
    expect(token.ok ? '' : token.error.message).toContain('unknown client, signature [hidden]');
  });
});
