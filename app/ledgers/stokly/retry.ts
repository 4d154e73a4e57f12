import type { Clock } from '../../ports/clock.ts';
import type { EndpointName } from './endpoints.ts';
import {
  type CallResult,
  done,
  leftAlone,
  notUnderstood,
  tooManyCalls,
  unreachable,
  withheld,
} from './errors.ts';
import type { Exchange } from './transport.ts';

/** An answer that another try would not change: JSON of a 2xx, or a refusal. */
export interface Answer {
  readonly status: number;
  readonly json: unknown;
}

export interface RetryDeps {
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
}

const tries = 4;
const firstDelayMs = 300;
const longestDelayMs = 10_000;
/** All waits of one call together; a longer one asked for by the server is the caller's to decide about. */
const waitBudgetMs = 60_000;

/**
 * For calls that change nothing: tried again on no answer, 429, 5xx and unreadable text, after a random part of a
 * doubling delay (full jitter). Writes never come here (vendors/stokly.md §8.3 rule 4).
 */
export async function sendWithRetry(
  name: EndpointName,
  send: () => Promise<Exchange>,
  deps: RetryDeps,
): Promise<CallResult<Answer>> {
  let waited = 0;
  for (let attempt = 1; ; attempt += 1) {
    const exchange = await send();
    const outcome = judge(name, exchange);
    if (outcome.ok || !mayChange(exchange) || attempt === tries) return outcome;
    const asked = exchange.kind === 'answered' ? exchange.retryAfterMs : null;
    const cap = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
    const wait = (asked ?? 0) + deps.random() * cap;
    if (waited + wait > waitBudgetMs) return outcome;
    waited += wait;
    await deps.clock.sleep(wait);
  }
}

function judge(name: EndpointName, exchange: Exchange): CallResult<Answer> {
  if (exchange.kind === 'withheld') return withheld(name);
  if (exchange.kind === 'leftAlone') return leftAlone(name, exchange.waitMs);
  if (exchange.kind !== 'answered') return unreachable(name, exchange.reason);
  const { status, body } = exchange;
  if (status === 429) return tooManyCalls(name, exchange.retryAfterMs);
  if (status >= 500) return unreachable(name, `HTTP ${status}`);
  if (status >= 400) return done({ status, json: body.readable ? body.json : null });
  if (status >= 300) return notUnderstood(name, `HTTP ${status}, a redirect`, status);
  if (!body.readable) return notUnderstood(name, body.reason, status);
  return done({ status, json: body.json });
}

function mayChange(exchange: Exchange): boolean {
  if (exchange.kind !== 'answered') return exchange.kind === 'notSent' || exchange.kind === 'noAnswer';
  return exchange.status === 429 || exchange.status >= 500 || exchange.status < 300;
}
