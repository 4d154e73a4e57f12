import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import type { TokenSource } from '../../../ports/channel.ts';
import type { Clock } from '../../../ports/clock.ts';
import { type Client, createClient } from '../client.ts';

/** What a test's server saw of one call. */
export interface SeenCall {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly token: string;
}

export type Answer = (call: SeenCall, reply: FastifyReply) => unknown;

export interface StubServer {
  readonly url: string;
  readonly calls: SeenCall[];
  close(): Promise<void>;
}

/** A real HTTP server on the loopback that answers every call by the function given. */
export async function startStub(answer: Answer): Promise<StubServer> {
  const app = Fastify({ forceCloseConnections: true });
  const calls: SeenCall[] = [];
  app.all('/*', async (request: FastifyRequest, reply: FastifyReply) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    const token = request.headers['x-tts-access-token'];
    const call: SeenCall = {
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: request.body,
      token: typeof token === 'string' ? token : '',
    };
    calls.push(call);
    return answer(call, reply);
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, calls, close: () => app.close() };
}

export function envelope(data: unknown): object {
  return { code: 0, message: 'Success', data, request_id: '202611200000000000000000000000000A' };
}

export function refusal(code: number, message: string): object {
  return { code, message, data: null, request_id: '202611200000000000000000000000000B' };
}

/** A clock that starts at the real time, moves on by what is slept, and never waits. */
export interface TestClock extends Clock {
  readonly slept: number[];
}

export function createTestClock(offsetMs = 0): TestClock {
  const slept: number[] = [];
  let skipped = offsetMs;
  return {
    slept,
    now: () => Date.now() + skipped,
    sleep: async (ms) => {
      slept.push(ms);
      skipped += ms;
    },
  };
}

/** Tokens `first`, then `second` once renewed. */
export function createTestTokens(): TokenSource & { readonly renewals: string[] } {
  const renewals: string[] = [];
  return {
    renewals,
    accessToken: async () => ({ ok: true, value: renewals.length === 0 ? 'first-token' : 'second-token' }),
    renewed: async (rejected) => {
      renewals.push(rejected);
      return { ok: true, value: 'second-token' };
    },
  };
}

export const testSecret = 'app-secret-of-the-test';

export function createTestClient(url: string, clock: Clock, overrides: { timeOutMs?: number } = {}): Client {
  return createClient(
    {
      apiUrl: url,
      authUrl: url,
      appKey: 'key-of-the-test',
      appSecret: testSecret,
      timeOutMs: overrides.timeOutMs ?? 5_000,
      requestsPerSecond: 1_000,
      waitBudgetMs: 60_000,
    },
    { clock, fetch: globalThis.fetch, random: () => 0.5 },
  );
}
