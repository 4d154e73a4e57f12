import { admitCall, closedCircuit, noteSilence } from '../../domain/circuit.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Cancel, TokenSource } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Fetch } from '../../ports/fetch.ts';
import { maxAttempts, waitBefore } from './backoff.ts';
import { type CallFailure, cancelled, leftAlone } from './failures.ts';
import { pause } from './pause.ts';
import { redactor } from './redact.ts';
import { sign } from './sign.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';
import { type Attempt, attempt, type Transport } from './transport.ts';

/** One read of the API. Every call Tieout makes is a read: a POST is a search. */
export interface ReadCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Name for the rate limit, which counts per shop and endpoint: the path without its ids. */
  readonly endpoint: string;
  readonly query?: Readonly<Record<string, string>>;
  /** At least one field: an empty object is signed differently by different readers (vendors/tiktok-shop.md §2.2). */
  readonly body?: Readonly<Record<string, unknown>>;
  /** Absent on calls that are not about one shop; those refuse it. */
  readonly shopCipher?: string;
}

export interface Client {
  /** `data` of the answer, not yet checked. Retries what can be retried and renews the token once. Never throws. */
  read(call: ReadCall, tokens: TokenSource, cancel?: Cancel): Promise<Result<unknown, CallFailure>>;
  /** Token exchange and refresh: unsigned, on the other host, and never tried twice (a code works once). */
  readTokens(path: string, query: Readonly<Record<string, string>>): Promise<Result<unknown, CallFailure>>;
  /** How far this computer's clock is ahead of the platform's, by its last answer; null before the first. */
  clockOffMs(): number | null;
}

interface ClientConfig {
  readonly apiUrl: string;
  readonly authUrl: string;
  readonly appKey: string;
  readonly appSecret: string;
  readonly timeOutMs: number;
  readonly requestsPerSecond: number;
  /** Most milliseconds spent waiting between the tries of one call. */
  readonly waitBudgetMs: number;
}

interface ClientDeps {
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly random: () => number;
}

export function createClient(config: ClientConfig, deps: ClientDeps): Client {
  const { clock, random } = deps;
  let clockOffMs: number | null = null;
  const transport: Transport = {
    fetch: deps.fetch,
    timeOutMs: config.timeOutMs,
    now: () => clock.now(),
    onClock: (offMs) => {
      clockOffMs = offMs;
    },
  };
  let circuit = closedCircuit;
  const buckets = new Map<string, TokenBucket>();

  function bucketOf(call: ReadCall): TokenBucket {
    const key = `${call.shopCipher ?? ''} ${call.endpoint}`;
    let bucket = buckets.get(key);
    if (!bucket) {
      bucket = createTokenBucket(config.requestsPerSecond, clock);
      buckets.set(key, bucket);
    }
    return bucket;
  }

  /** Signed afresh on every try: the time stamp is part of the signature. */
  function send(call: ReadCall, accessToken: string): Promise<Attempt> {
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    const query: Record<string, string> = {
      ...call.query,
      app_key: config.appKey,
      timestamp: String(Math.floor(clock.now() / 1000)),
      ...(call.shopCipher === undefined ? {} : { shop_cipher: call.shopCipher }),
    };
    query.sign = sign({ path: call.path, query, body }, config.appSecret);
    const url = `${config.apiUrl}${call.path}?${toQueryText(query)}`;
    const headers = { 'content-type': 'application/json', 'x-tts-access-token': accessToken };
    const redact = redactor([config.appSecret, accessToken, query.sign]);
    return attempt(transport, { method: call.method, url, headers, body }, redact);
  }

  return {
    clockOffMs: () => clockOffMs,

    async read(call, tokens, cancel) {
      const bucket = bucketOf(call);
      let token = await tokens.accessToken();
      let renewed = false;
      let waited = 0;
      let tries = 0;
      for (;;) {
        if (!token.ok) return token;
        await bucket.take(cancel);
        if (cancel?.aborted) return err(cancelled);
        const admission = admitCall(circuit, clock.now());
        if (!admission.ok) return err(leftAlone(admission.waitMs));
        circuit = admission.circuit;
        const answer = await send(call, token.value);
        circuit = isSilence(answer) ? noteSilence(circuit, clock.now()) : closedCircuit;
        if (answer.ok) {
          bucket.speedUp();
          return ok(answer.data);
        }
        if (answer.renew) {
          if (renewed) return err(answer.failure);
          renewed = true;
          token = await tokens.renewed(token.value);
          continue;
        }
        if (!answer.retry) return err(answer.failure);
        if (answer.failure.kind === 'rateLimited') bucket.slowDown(answer.failure.retryAfterMs);
        tries += 1;
        const wait = waitBefore(tries, answer.failure.retryAfterMs, random);
        if (tries >= maxAttempts || waited + wait > config.waitBudgetMs) return err(answer.failure);
        waited += wait;
        await pause(clock, wait, cancel);
        if (cancel?.aborted) return err(cancelled);
      }
    },

    async readTokens(path, query) {
      const url = `${config.authUrl}${path}?${toQueryText(query)}`;
      const answer = await attempt(
        transport,
        { method: 'GET', url, headers: { 'content-type': 'application/json' } },
        redactor(Object.values(query)),
      );
      return answer.ok ? ok(answer.data) : err(answer.failure);
    },
  };
}

/** No answer, or one that says nothing but that TikTok Shop, or the way to it, is in trouble. */
function isSilence(answer: Attempt): boolean {
  return !answer.ok && (answer.failure.kind === 'unavailable' || answer.failure.kind === 'badAnswer');
}

function toQueryText(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&');
}
