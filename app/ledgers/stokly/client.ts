import type { z } from 'zod';
import type { ReadName, WriteName } from './endpoints.ts';
import {
  type CallResult,
  done,
  leftAlone,
  noClearAnswer,
  notUnderstood,
  refused,
  tokenRefused,
  tooManyCalls,
  unreachable,
  withheld,
} from './errors.ts';
import type { Grant } from './grant.ts';
import { redact } from './redact.ts';
import { type RetryDeps, sendWithRetry } from './retry.ts';
import type { CallRequest, Exchange, Send } from './transport.ts';
import { createdBody, errorBody } from './wire.ts';

/** Calls with a signed-in account. Never throws; errors are sentences with a kind (ports/ledger.ts). */
export interface StoklyClient {
  /** Tried again where that is safe; the answer is checked against the schema. */
  read<T>(name: ReadName, request: CallRequest, schema: z.ZodType<T>): Promise<CallResult<T>>;
  /** Sent once. The value is the id Stokly gave the new document, customer or item. */
  create(name: WriteName, request: CallRequest): Promise<CallResult<string>>;
  /** Sent once; the value is empty. */
  change(name: WriteName, request: CallRequest): Promise<CallResult<null>>;
}

export function createClient(send: Send, grant: Grant, deps: RetryDeps): StoklyClient {
  /** Runs a call with a token; when the token is refused, once more with a new one. Nothing was processed then. */
  async function signedIn<T>(
    name: ReadName | WriteName,
    call: (token: string) => Promise<CallResult<T>>,
    wasTokenRefused: (result: CallResult<T>) => string | null,
  ): Promise<CallResult<T>> {
    const token = await grant.token();
    if (!token.ok) return token;
    const first = await call(token.value.text);
    if (wasTokenRefused(first) === null) return first;
    const renewed = await grant.renew(token.value.text);
    if (!renewed.ok) return renewed;
    const second = await call(renewed.value.text);
    const detail = wasTokenRefused(second);
    return detail === null ? second : tokenRefused(name, detail);
  }

  function messageOf(status: number, json: unknown): string {
    const said = errorBody.safeParse(json);
    return (said.success && redact(said.data.message, grant.secrets())) || `HTTP ${status}`;
  }

  /** The status of an expired token is not known for certain, its text is (vendors/stokly.md §3.3). */
  function tokenProblem(status: number, json: unknown): string | null {
    const message = messageOf(status, json);
    return status === 401 || (status >= 400 && status < 500 && /\bjwt\b/i.test(message)) ? message : null;
  }

  async function write(name: WriteName, request: CallRequest): Promise<CallResult<unknown>> {
    const sent = await signedIn<Exchange>(
      name,
      async (token) => done(await send(name, request, token)),
      (result) =>
        result.ok && result.value.kind === 'answered'
          ? tokenProblem(result.value.status, jsonOf(result.value))
          : null,
    );
    if (!sent.ok) return sent;
    const exchange = sent.value;
    if (exchange.kind === 'withheld') return withheld(name);
    if (exchange.kind === 'leftAlone') return leftAlone(name, exchange.waitMs);
    if (exchange.kind === 'notSent') return unreachable(name, exchange.reason);
    if (exchange.kind === 'noAnswer') return noClearAnswer(name, exchange.reason);
    const { status } = exchange;
    if (status === 429) return tooManyCalls(name, exchange.retryAfterMs);
    // 408 says that the server gave up waiting, not that it refused.
    if (status >= 400 && status < 500 && status !== 408) {
      return refused(name, messageOf(status, jsonOf(exchange)), status);
    }
    if (status < 200 || status >= 300) return noClearAnswer(name, `HTTP ${status}`, status);
    if (!exchange.body.readable) return noClearAnswer(name, exchange.body.reason, status);
    return done(exchange.body.json);
  }

  return {
    async read(name, request, schema) {
      const answer = await signedIn(
        name,
        (token) => sendWithRetry(name, () => send(name, request, token), deps),
        (result) => (result.ok ? tokenProblem(result.value.status, result.value.json) : null),
      );
      if (!answer.ok) return answer;
      const { status, json } = answer.value;
      if (status >= 400) return refused(name, messageOf(status, json), status);
      const parsed = schema.safeParse(json);
      if (parsed.success) return done(parsed.data);
      const [issue] = parsed.error.issues;
      return notUnderstood(name, `unexpected content at ${issue?.path.join('.') || 'the top'}`, status);
    },
    async create(name, request) {
      const answer = await write(name, request);
      if (!answer.ok) return answer;
      const parsed = createdBody.safeParse(answer.value);
      return parsed.success
        ? done(parsed.data.data.id)
        : noClearAnswer(name, 'the answer holds no id of what was made');
    },
    async change(name, request) {
      const answer = await write(name, request);
      return answer.ok ? done(null) : answer;
    },
  };
}

function jsonOf(exchange: Extract<Exchange, { kind: 'answered' }>): unknown {
  return exchange.body.readable ? exchange.body.json : null;
}
