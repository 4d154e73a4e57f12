import { afterEach, describe, expect, it } from 'vitest';
import type { ReadCall } from './client.ts';
import { sign } from './sign.ts';
import {
  type Answer,
  createTestClient,
  createTestClock,
  createTestTokens,
  envelope,
  refusal,
  type StubServer,
  startStub,
  testSecret,
} from './testing/stub-server.ts';

const call: ReadCall = {
  method: 'POST',
  endpoint: 'orders/search',
  path: '/order/202309/orders/search',
  query: { page_size: '100', page_token: 'a+b/c==' },
  body: { create_time_ge: 1 },
  shopCipher: 'GCP_1',
};

let server: StubServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function run(answer: Answer, options: { timeOutMs?: number } = {}) {
  server = await startStub(answer);
  const clock = createTestClock();
  const tokens = createTestTokens();
  const client = createTestClient(server.url, clock, options);
  return { result: await client.read(call, tokens), calls: server.calls, clock, tokens };
}

/** Answers by turn; the last answer repeats. */
function inTurn(...answers: Answer[]): Answer {
  let turn = 0;
  return (seen, reply) => answers[Math.min(turn++, answers.length - 1)]?.(seen, reply);
}

const good: Answer = () => envelope({ fine: true });

describe('a read', () => {
  it('is signed over what the server decodes, with cipher, token and time', async () => {
    const { result, calls } = await run(good);
    expect(result).toEqual({ ok: true, value: { fine: true } });
    const seen = calls[0];
    expect(seen?.token).toBe('first-token');
    expect(seen?.query).toMatchObject({
      shop_cipher: 'GCP_1',
      page_token: 'a+b/c==',
      app_key: 'key-of-the-test',
    });
    const signature = sign(
      { path: call.path, query: seen?.query ?? {}, body: JSON.stringify(seen?.body) },
      testSecret,
    );
    expect(seen?.query.sign).toBe(signature);
  });

  it('waits as long as Retry-After asks, then goes on', async () => {
    const { result, calls, clock } = await run(
      inTurn(
        (_, reply) =>
          reply.code(429).header('retry-after', '7').send(refusal(36009002, 'Too many requests.')),
        good,
      ),
    );
    expect(result.ok).toBe(true);
    expect(calls).toHaveLength(2);
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(7_000);
    const [first, second] = calls.map((seen) => Number(seen.query.timestamp));
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(7);
  });

  it('knows the rate limit under HTTP 200 as well', async () => {
    const { result, calls } = await run(inTurn(() => refusal(36009002, 'Too many requests.'), good));
    expect(result.ok).toBe(true);
    expect(calls).toHaveLength(2);
  });

  it('does not wait for longer than its budget, and says how long it would have been', async () => {
    const { result, calls, clock } = await run((_, reply) =>
      reply.code(429).header('retry-after', '3600').send(refusal(36009002, 'Too many requests.')),
    );
    expect(result).toMatchObject({ ok: false, error: { kind: 'rateLimited', retryAfterMs: 3_600_000 } });
    expect(calls).toHaveLength(1);
    expect(clock.slept).toEqual([]);
  });

  it('tries again after an internal error, each time signed for the moment', async () => {
    const { result, calls } = await run(
      inTurn(
        (_, reply) => reply.code(500).send(refusal(36009003, 'Internal error.')),
        (_, reply) => reply.code(503).send('overloaded'),
        good,
      ),
    );
    expect(result.ok).toBe(true);
    expect(calls).toHaveLength(3);
    for (const seen of calls) {
      const body = JSON.stringify(seen.body);
      expect(seen.query.sign).toBe(sign({ path: call.path, query: seen.query, body }, testSecret));
    }
  });

  it('gives up after six tries with growing pauses', async () => {
    const { result, calls, clock } = await run((_, reply) =>
      reply.code(502).send('<html>Bad gateway</html>'),
    );
    expect(result).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(calls).toHaveLength(6);
    expect(clock.slept).toEqual([250, 500, 1000, 2000, 4000]);
  });

  it('takes a page of HTML for something in between', async () => {
    const { result } = await run((_, reply) =>
      reply.type('text/html').send('<html>Sign in to the network</html>'),
    );
    expect(result).toMatchObject({ ok: false, error: { kind: 'badAnswer' } });
    expect(result.ok ? '' : result.error.message).toContain('sign-in page of the network');
  });

  it('reads again when the JSON was cut short', async () => {
    const { result, calls } = await run(
      inTurn((_, reply) => reply.type('application/json').send('{"code":0,"data":{"ord'), good),
    );
    expect(result.ok).toBe(true);
    expect(calls).toHaveLength(2);
  });

  it('reads again when the connection is cut', async () => {
    const { result, calls } = await run(
      inTurn((_, reply) => {
        reply.hijack();
        reply.raw.destroy();
      }, good),
    );
    expect(result.ok).toBe(true);
    expect(calls).toHaveLength(2);
  });

  it('reads again when the body is cut in the middle', async () => {
    const { result } = await run(
      inTurn((_, reply) => {
        reply.hijack();
        reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        reply.raw.write('{"code":0,', () => reply.raw.destroy());
      }, good),
    );
    expect(result.ok).toBe(true);
  });

  it('stops waiting for an answer that does not come', async () => {
    const { result } = await run(() => new Promise(() => undefined), { timeOutMs: 30 });
    expect(result).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(result.ok ? '' : result.error.message).toContain('did not answer');
  });

  it('does not follow a redirect to another address', async () => {
    const { result, calls } = await run((_, reply) => reply.redirect('/elsewhere'));
    expect(result).toMatchObject({ ok: false, error: { kind: 'badAnswer' } });
    expect(calls.some((seen) => seen.path === '/elsewhere')).toBe(false);
  });

  it.each([
    [105002, 'Expired credentials. The access_token or x-tts-access-token header has expired.', 200],
    [36009005, 'Invalid credentials. The x-tts-access-token header is invalid.', 401],
    [36009004, 'Invalid credentials. The `x-tts-access-token` header is invalid.', 200],
  ])('renews the token once on %i and goes on', async (code, message, status) => {
    const { result, calls, tokens } = await run((seen, reply) =>
      seen.token === 'second-token'
        ? envelope({ fine: true })
        : reply.code(status).send(refusal(code, message)),
    );
    expect(result.ok).toBe(true);
    expect(tokens.renewals).toEqual(['first-token']);
    expect(calls.map((seen) => seen.token)).toEqual(['first-token', 'second-token']);
  });

  it('says that the link has ended when the renewed token is refused too', async () => {
    const { result, calls, tokens } = await run(() => refusal(105002, 'Expired credentials.'));
    expect(result).toMatchObject({ ok: false, error: { kind: 'auth' } });
    expect(tokens.renewals).toHaveLength(1);
    expect(calls).toHaveLength(2);
  });

  it('passes on why there is no token, without calling', async () => {
    server = await startStub(good);
    const client = createTestClient(server.url, createTestClock());
    const gone = { ok: false, error: { kind: 'auth', message: 'Link the shop again.' } } as const;
    const result = await client.read(call, { accessToken: async () => gone, renewed: async () => gone });
    expect(result).toEqual(gone);
    expect(server.calls).toHaveLength(0);
  });

  it('never repeats secrets that an answer echoes', async () => {
    const { result } = await run((seen) =>
      refusal(98001004, `bad ${testSecret} ${seen.token} ${seen.query.sign}`),
    );
    const message = result.ok ? '' : result.error.message;
    expect(message).toContain('98001004');
    expect(message).not.toContain(testSecret);
    expect(message).not.toContain('first-token');
    expect(message).not.toMatch(/[0-9a-f]{64}/);
  });

  it('stops between tries when cancelled', async () => {
    const cancel = { aborted: false };
    server = await startStub((_, reply) => {
      cancel.aborted = true;
      return reply.code(500).send(refusal(36009003, 'Internal error.'));
    });
    const client = createTestClient(server.url, createTestClock());
    const result = await client.read(call, createTestTokens(), cancel);
    expect(result).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(server.calls).toHaveLength(1);
  });
});

describe('after eight reads in a row without an answer', () => {
  async function silence(then: Answer) {
    const broken: Answer = (_seen, reply) => reply.code(503).send({});
    server = await startStub(inTurn(...Array.from({ length: 8 }, () => broken), then));
    const clock = createTestClock();
    const tokens = createTestTokens();
    const client = createTestClient(server.url, clock);
    const read = () => client.read(call, tokens);
    // Six tries of the first read and two of the second: then the line is closed.
    await read();
    return { second: await read(), read, clock, calls: server.calls };
  }

  it('nothing leaves for a while, and the message says so', async () => {
    const { second, read, calls } = await silence(good);
    for (const result of [second, await read()]) {
      expect(result).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
      expect(result.ok ? '' : result.error.message).toContain('left alone');
    }
    expect(calls).toHaveLength(8);
  });

  it('one read finds out when the time is over, and its answer lets all through again', async () => {
    const { read, clock } = await silence(good);
    await clock.sleep(15_000);
    expect((await read()).ok).toBe(true);
    expect((await read()).ok).toBe(true);
  });
});

describe('the token calls', () => {
  it('are sent once, whatever happens, and keep the secret to themselves', async () => {
    server = await startStub((_, reply) =>
      reply.code(500).send(refusal(36009003, `Internal error ${testSecret}`)),
    );
    const client = createTestClient(server.url, createTestClock());
    const result = await client.readTokens('/api/v2/token/get', {
      app_secret: testSecret,
      auth_code: 'code',
    });
    expect(result).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(JSON.stringify(result)).not.toContain(testSecret);
    expect(server.calls).toHaveLength(1);
  });

  it('name no address when nothing listens there', async () => {
    const stub = await startStub(good);
    await stub.close();
    const client = createTestClient(stub.url, createTestClock());
    const result = await client.readTokens('/api/v2/token/get', { app_secret: testSecret });
    expect(result).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(JSON.stringify(result)).not.toContain('127.0.0.1');
  });
});
