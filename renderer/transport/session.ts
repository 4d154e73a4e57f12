import type { Reply } from '../../app/contract/errors.ts';
import { isReply, lineBroken } from './line-broken.ts';

const key = 'tieout.token';

type SessionWindow = Pick<Window, 'location' | 'history' | 'sessionStorage'>;

/** Gives the token of the launch, asking the host for it at most once; a broken line is tried again at the next call. */
export type TakeToken = () => Promise<Reply<string>>;

/**
 * The start address carries a code that is good once (`#code=…`). It is swapped for the token, which is kept in the
 * session storage of this tab, so that a reload stays signed in; the code is removed from the address, so that it is in
 * no history and no copied link.
 */
export function createSession(window: SessionWindow, fetch: typeof globalThis.fetch): TakeToken {
  const code = takeCode(window);
  let swapped: Promise<Reply<string>> | null = null;
  return async () => {
    if (code === null) return keptToken(window);
    swapped ??= swapCode(code, fetch);
    const reply = await swapped;
    if (reply.ok) window.sessionStorage.setItem(key, reply.value);
    else if (reply.error.retryable) swapped = null;
    // An old address that is opened in a tab that is signed in leaves it signed in.
    else return keptToken(window, reply);
    return reply;
  };
}

function takeCode(window: SessionWindow): string | null {
  const code = /(?:^#|&)code=([^&]+)/.exec(window.location.hash)?.[1];
  if (code === undefined) return null;
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  return code;
}

function keptToken(window: SessionWindow, otherwise: Reply<string> = notSignedIn): Reply<string> {
  const token = window.sessionStorage.getItem(key);
  return token === null ? otherwise : { ok: true, value: token };
}

const notSignedIn: Reply<string> = {
  ok: false,
  error: {
    code: 'BAD_CREDENTIALS',
    message: 'This window does not belong to a running Tieout. Open the newest address that Tieout printed.',
    retryable: false,
  },
};

async function swapCode(code: string, fetch: typeof globalThis.fetch): Promise<Reply<string>> {
  try {
    const response = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    const reply: unknown = await response.json();
    if (!isReply(reply)) return lineBroken();
    if (!reply.ok) return reply;
    const { value } = reply;
    return typeof value === 'object' && value !== null && 'token' in value && typeof value.token === 'string'
      ? { ok: true, value: value.token }
      : lineBroken();
  } catch {
    return lineBroken();
  }
}
