import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from './client.ts';
import { createGrant } from './grant.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import {
  answer,
  cut,
  cutInBody,
  type Handler,
  html,
  inTurn,
  list,
  type StubServer,
  startStub,
} from './testing/stub-server.ts';
import { createTransport } from './transport.ts';
import { itemRow, listOf } from './wire.ts';

const stubs: StubServer[] = [];
afterEach(async () => {
  await Promise.all(stubs.splice(0).map((stub) => stub.close()));
});

async function setUp(
  handlers: Readonly<Record<string, Handler>>,
  timeoutMs?: number,
  through?: typeof fetch,
) {
  const stub = await startStub(handlers);
  stubs.push(stub);
  return { stub, ...clientOf(stub.apiUrl, timeoutMs, through) };
}

function clientOf(apiUrl: string, timeoutMs = 5_000, through: typeof fetch = fetch) {
  const clock = createFakeClock(Date.now());
  const deps = { clock, random: () => 0.5 };
  const limiter = createRateLimiter(0, clock);
  const send = createTransport({ apiUrl, timeoutMs, fetch: through, limiter, now: () => clock.now() });
  const grant = createGrant({ accountKey: 'acme', clientId: 'client', secretKey: 'shh' }, send, deps);
  const client = createClient(send, grant, deps);
  return {
    clock,
    read: () => client.read('listItems', {}, listOf(itemRow)),
    write: () => client.create('createOrder', { body: { stage: 'order' } }),
  };
}

const items = 'GET /v0/items';
const orders = 'POST /v2/saleorders';
const never: Handler = () => new Promise(() => {});
const created = answer(202, { data: { id: 'order-1' } });

describe('a write', () => {
  it('gives the id of what was made', async () => {
    const { write, stub } = await setUp({ [orders]: created });
    expect(await write()).toEqual({ ok: true, value: 'order-1' });
    expect(stub.to(orders)[0]).toMatchObject({ authorization: 'Bearer token-1', body: { stage: 'order' } });
  });

  it.each([
    ['no answer in time', never, 'no answer in time'],
    ['a cut connection', cut, 'UND_ERR_SOCKET'],
    ['half an answer', cutInBody, 'cut off'],
    ['HTTP 500', answer(500, { message: 'boom' }), 'HTTP 500'],
    ['HTTP 503 with Retry-After', answer(503, {}, { 'retry-after': '1' }), 'HTTP 503'],
    ['HTTP 408', answer(408, { message: 'slow' }), 'HTTP 408'],
    ['a page of a hotel network', html, 'readable JSON'],
    ['a redirect', answer(302, {}, { location: 'http://127.0.0.1:1/' }), 'HTTP 302'],
    ['an answer without an id', answer(202, { data: {} }), 'no id'],
  ])('with %s may have been made, and is sent once', async (_name, handler, words) => {
    const { write, stub } = await setUp({ [orders]: handler }, 300);
    const result = await write();
    expect(result).toMatchObject({ ok: false, error: { kind: 'unknownOutcome' } });
    expect(result.ok ? '' : result.error.message).toContain(words);
    expect(stub.to(orders)).toHaveLength(1);
  });

  it('that cannot reach the server was not made', async () => {
    const { stub, write: signIn } = await setUp({ [orders]: created });
    await signIn();
    await stub.close();
    const { write } = clientOf(stub.apiUrl);
    const result = await write();
    expect(result).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(result.ok ? '' : result.error.message).toContain('ECONNREFUSED');
  });

  it('that finds nobody listening after signing in was not made', async () => {
    const gone = await startStub({});
    await gone.close();
    const { stub, write } = await setUp({ [orders]: created }, 5_000, (url, init) =>
      fetch(String(url).endsWith('/grant') ? url : String(url).replace(stub.apiUrl, gone.apiUrl), init),
    );
    expect(await write()).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(stub.to('POST /v1/grant')).toHaveLength(1);
  });

  it('is refused with Stokly’s own words, without secrets', async () => {
    const { write } = await setUp({ [orders]: answer(400, { message: 'quantity of shh must not be 0' }) });
    expect(await write()).toEqual({
      ok: false,
      error: {
        kind: 'rejected',
        status: 400,
        message:
          'Stokly refused to make a sale order: “quantity of [hidden] must not be 0”. Nothing was made.',
      },
    });
  });

  it.each([
    [{}, undefined],
    [{ 'retry-after': '7' }, 7_000],
  ])('met by 429 %j was not made and is not sent again', async (headers, retryAfterMs) => {
    const { write, stub } = await setUp({ [orders]: answer(429, { message: 'slow down' }, headers) });
    const result = await write();
    expect(result).toMatchObject({ ok: false, error: { kind: 'rateLimited' } });
    expect(result.ok ? null : result.error.retryAfterMs).toBe(retryAfterMs);
    expect(stub.to(orders)).toHaveLength(1);
  });

  it.each([401, 400])('whose token has run out (HTTP %i) is sent again with a new one', async (status) => {
    const { write, stub } = await setUp({
      [orders]: inTurn(answer(status, { message: 'jwt expired' }), created),
    });
    expect(await write()).toEqual({ ok: true, value: 'order-1' });
    expect(stub.to(orders).map((request) => request.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('whose fresh token is refused too asks for a new link', async () => {
    const { write, stub } = await setUp({ [orders]: answer(401, { message: 'jwt expired' }) });
    expect(await write()).toMatchObject({ ok: false, error: { kind: 'auth' } });
    expect(stub.to(orders)).toHaveLength(2);
    expect(stub.to('POST /v1/grant')).toHaveLength(2);
  });
});

describe('a read', () => {
  const good = answer(200, list());

  it.each([
    ['a cut connection', cut],
    ['half an answer', cutInBody],
    ['HTTP 500', answer(500, {})],
    ['a page of a hotel network', html],
    ['HTTP 429', answer(429, { message: 'slow down' })],
  ])('is tried again after %s', async (_name, handler) => {
    const { read, stub, clock } = await setUp({ [items]: inTurn(handler, handler, good) });
    expect((await read()).ok).toBe(true);
    expect(stub.to(items)).toHaveLength(3);
    // Half of 300 and of 600 milliseconds: full jitter at 0.5.
    expect(clock.slept).toEqual([150, 300]);
  });

  it('waits as long as Retry-After says', async () => {
    const { read, clock } = await setUp({ [items]: inTurn(answer(429, {}, { 'retry-after': '20' }), good) });
    expect((await read()).ok).toBe(true);
    expect(clock.slept).toEqual([20_150]);
  });

  it('leaves a long Retry-After to the caller', async () => {
    const { read, stub } = await setUp({ [items]: answer(429, {}, { 'retry-after': '600' }) });
    expect(await read()).toMatchObject({ ok: false, error: { kind: 'rateLimited', retryAfterMs: 600_000 } });
    expect(stub.to(items)).toHaveLength(1);
  });

  it.each([
    ['a cut connection', cut, 'unavailable'],
    ['HTTP 500', answer(500, {}), 'unavailable'],
    ['HTML', html, 'badAnswer'],
    ['HTTP 429', answer(429, {}), 'rateLimited'],
  ])('gives up after four times %s', async (_name, handler, kind) => {
    const { read, stub } = await setUp({ [items]: handler });
    expect(await read()).toMatchObject({ ok: false, error: { kind } });
    expect(stub.to(items)).toHaveLength(4);
  });

  it('never waits for more than a minute in all', async () => {
    const { read, clock } = await setUp({ [items]: answer(429, {}, { 'retry-after': '25' }) });
    expect(await read()).toMatchObject({ ok: false, error: { kind: 'rateLimited' } });
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(60_000);
  });

  it.each([
    ['another shape', answer(200, { data: [{ sku: 'A' }] }), 'badAnswer'],
    ['a refusal', answer(403, { message: 'not yours' }), 'rejected'],
    ['a redirect', answer(301, {}, { location: 'http://127.0.0.1:1/' }), 'badAnswer'],
  ])('is not tried again after %s', async (_name, handler, kind) => {
    const { read, stub } = await setUp({ [items]: handler });
    expect(await read()).toMatchObject({ ok: false, error: { kind } });
    expect(stub.to(items)).toHaveLength(1);
  });

  it('signs in again once when the token has run out', async () => {
    const { read, stub } = await setUp({ [items]: inTurn(answer(401, { message: 'jwt expired' }), good) });
    expect((await read()).ok).toBe(true);
    expect(stub.to('POST /v1/grant')).toHaveLength(2);
  });

  it.each([
    ['4', 0],
    ['3', 15_000],
    ['0', 60_000],
    ['junk', 0],
  ])('with %s calls left makes the next one wait %i ms', async (remaining, wait) => {
    const { read, clock } = await setUp({
      [items]: answer(200, list(), { 'x-ratelimit-remaining': remaining }),
    });
    await read();
    expect(clock.slept).toEqual([]);
    await read();
    expect(clock.slept).toEqual(wait === 0 ? [] : [wait]);
  });
});

describe('after eight calls in a row without an answer', () => {
  async function silence(then: Handler) {
    const handlers: [Handler, ...Handler[]] = [cut, ...Array.from({ length: 7 }, () => cut), then];
    const set = await setUp({ [items]: inTurn(...handlers) });
    await set.read();
    await set.read();
    return set;
  }

  it('nothing leaves for a while, neither reads nor writes, and the message says so', async () => {
    const { read, write, stub } = await silence(answer(200, list()));
    const refused = await read();
    expect(refused).toMatchObject({ ok: false, error: { kind: 'unavailable', retryAfterMs: 15_000 } });
    expect(refused.ok ? '' : refused.error.message).toContain('left alone for 15 seconds');
    expect(await write()).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect([stub.to(items).length, stub.to(orders).length]).toEqual([8, 0]);
  });

  it('one call finds out when the time is over, and its answer lets all through again', async () => {
    const { read, clock } = await silence(answer(200, list()));
    await clock.sleep(15_000);
    expect((await read()).ok).toBe(true);
    expect((await read()).ok).toBe(true);
  });
});
