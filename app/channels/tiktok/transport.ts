import type { Fetch, FetchAnswer } from '../../ports/fetch.ts';
import { parseRetryAfter } from './backoff.ts';
import {
  type CallFailure,
  judge,
  notReached,
  notUnderstood,
  type Refusal,
  type Verdict,
  wrongClock,
} from './failures.ts';
import { parseLosslessJson } from './lossless-json.ts';
import type { Redact } from './redact.ts';
import { envelopeSchema } from './wire.ts';

interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export type Attempt = { readonly ok: true; readonly data: unknown } | ({ readonly ok: false } & Verdict);

/** A page of 100 orders is below 1 MB; what is far larger is not TikTok Shop. */
const maxBytes = 32 * 1024 * 1024;

export interface Transport {
  readonly fetch: Fetch;
  readonly timeOutMs: number;
  /** UTC instant, for a `Retry-After` that is a date, and to compare clocks. */
  readonly now: () => number;
  /** Hears after each answer how far this computer's clock is ahead of the server's `Date`. */
  readonly onClock?: (offMs: number) => void;
}

/** One request, one answer, no retry. Never throws; the address is in no message. */
export async function attempt(transport: Transport, request: HttpRequest, redact: Redact): Promise<Attempt> {
  const signal = AbortSignal.timeout(transport.timeOutMs);
  let status: number;
  let retryAfter: string | null;
  let clockOffMs: number | null;
  let text: string | null;
  try {
    const response = await transport.fetch(request.url, {
      method: request.method,
      headers: request.headers,
      // Secrets ride in the query of the token calls: they are not carried on to another address.
      redirect: 'manual',
      signal,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    status = response.status;
    retryAfter = response.headers.get('retry-after');
    clockOffMs = readClockOff(response.headers.get('date'), transport.now());
    if (clockOffMs !== null) transport.onClock?.(clockOffMs);
    text = await readText(response);
  } catch {
    return failed(notReached(signal.aborted ? 'timeOut' : 'network', transport.timeOutMs), true);
  }
  const answer = read(status, text, parseRetryAfter(retryAfter, transport.now()), redact);
  if (answer.ok || answer.failure.kind !== 'clock' || clockOffMs === null) return answer;
  return { ...answer, failure: wrongClock(clockOffMs) };
}

/** Null where the server gave no date that can be read. The header is whole seconds: half of one is its middle. */
export function readClockOff(date: string | null, now: number): number | null {
  const at = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? null : Math.round(now - (at + 500));
}

/** vendors/tiktok-shop.md §4.4: JSON is read whatever the status; what is not JSON is a failure of the transport. */
function read(
  status: number,
  text: string | null,
  retryAfterMs: number | undefined,
  redact: Redact,
): Attempt {
  const envelope = text === null ? null : parseEnvelope(text);
  if (envelope?.code === 0) return { ok: true, data: envelope.data };
  const refusal: Refusal = {
    httpStatus: status,
    code: envelope?.code ?? null,
    message: redact(envelope?.message ?? ''),
  };
  if (!envelope && !speaks(status)) return failed(notUnderstood(status), status < 400);
  return { ok: false, ...judge(refusal, retryAfterMs) };
}

/** Statuses that say enough without an envelope; a bare 403 or 404 may come from anything in between. */
function speaks(status: number): boolean {
  return status === 401 || status === 408 || status === 429 || status >= 500;
}

function parseEnvelope(text: string) {
  try {
    const parsed = envelopeSchema.safeParse(parseLosslessJson(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The body as text; null when it is larger than any real answer. */
async function readText(response: FetchAnswer): Promise<string | null> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    pieces.push(decoder.decode(chunk, { stream: true }));
  }
  pieces.push(decoder.decode());
  return pieces.join('');
}

function failed(failure: CallFailure, retry: boolean): Attempt {
  return { ok: false, failure, retry, renew: false };
}
