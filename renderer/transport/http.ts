import type { Transport } from '../../app/contract/client.ts';
import { EventSchema, type TieoutEvent } from '../../app/contract/jobs.ts';
import { createEventReader } from './event-stream.ts';
import { isReply, lineBroken } from './line-broken.ts';
import type { TakeToken } from './session.ts';

/** Told how the line to the backend is. */
export interface LineEars {
  /** The event stream is open again after it was lost: what happened in between is unknown. */
  readonly onRestored: () => void;
  /** It could not be opened. `ended`: what answers is another run of Tieout and does not know this window. */
  readonly onLost: (how: 'lost' | 'ended') => void;
}

export interface HttpTransportOptions {
  /** The key of this launch, or why there is none. */
  readonly token: TakeToken;
  readonly fetch: typeof globalThis.fetch;
  /** Waits between attempts to open the event stream again; a test passes its own. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly onRestored: LineEars['onRestored'];
  readonly onLost: LineEars['onLost'];
}

const longestPause = 10_000;

/** Carries calls to the web host: `POST /api/<method>` and the stream `GET /events`. */
export function createHttpTransport(options: HttpTransportOptions): Transport {
  return {
    call: async (method, input) => {
      const token = await options.token();
      if (!token.ok) return token;
      try {
        const response = await options.fetch(`/api/${method}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token.value}` },
          body: JSON.stringify(input ?? {}),
        });
        const reply: unknown = await response.json();
        return isReply(reply) ? reply : lineBroken();
      } catch {
        return lineBroken();
      }
    },
    listen: (listener) => {
      const stop = new AbortController();
      void follow(options, listener, stop.signal);
      return () => stop.abort();
    },
  };
}

async function follow(
  options: HttpTransportOptions,
  listener: (event: TieoutEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  let wait = 250;
  let lost = false;
  const push = createReader(listener);
  while (!signal.aborted) {
    let isOpen = false;
    try {
      const token = await options.token();
      // Not signed in: every call says so, and there is nothing to follow.
      if (!token.ok && !token.error.retryable) return;
      const authorization = `Bearer ${token.ok ? token.value : ''}`;
      const response = await options.fetch('/events', { headers: { authorization }, signal });
      if (response.ok && response.body) {
        isOpen = true;
        if (lost) options.onRestored();
        wait = 250;
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let part = await reader.read(); !part.done; part = await reader.read()) push(part.value);
      } else options.onLost(response.status === 401 ? 'ended' : 'lost');
    } catch {
      // The line is down or was closed: the pause below, then another attempt.
      if (!signal.aborted && !isOpen) options.onLost('lost');
    }
    lost = true;
    if (signal.aborted) return;
    await options.pause(wait);
    wait = Math.min(wait * 2, longestPause);
  }
}

function createReader(listener: (event: TieoutEvent) => void): (piece: string) => void {
  return createEventReader((data) => {
    const event = EventSchema.safeParse(readJson(data));
    if (event.success) listener(event.data);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
