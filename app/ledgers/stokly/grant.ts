import { createHmac } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import { type CallResult, done, notUnderstood, signInRefused } from './errors.ts';
import { redact } from './redact.ts';
import { type RetryDeps, sendWithRetry } from './retry.ts';
import type { Send } from './transport.ts';
import { errorBody, grantBody } from './wire.ts';

export interface Credentials {
  readonly accountKey: string;
  readonly clientId: string;
  readonly secretKey: string;
}

interface Token {
  readonly text: string;
  /** UTC instant by Stokly's word; null when it gave none that can be read. */
  readonly expiresAt: number | null;
}

/** Keeps one token for all calls of a ledger. */
export interface Grant {
  /** The cached token, or a new one shortly before the old one runs out. */
  token(): Promise<CallResult<Token>>;
  /** A new token, because `refusedToken` was refused; when another call has renewed it meanwhile, that one. */
  renew(refusedToken: string): Promise<CallResult<Token>>;
  /** Values that must never reach a person or a log. */
  secrets(): readonly string[];
}

/** Lower-case hex HMAC-SHA-256 of the client id, keyed with the secret key (vendors/stokly.md §3.2). */
export function signClientId(clientId: string, secretKey: string): string {
  return createHmac('sha256', secretKey).update(clientId, 'utf8').digest('hex');
}

/** Renewed this long before the end, or in the last tenth of a short life. */
const mostMarginMs = 60_000;

export function createGrant(credentials: Credentials, send: Send, deps: RetryDeps): Grant {
  const signature = signClientId(credentials.clientId, credentials.secretKey);
  let current: (Token & { readonly renewAt: number | null }) | null = null;
  let underWay: Promise<CallResult<Token>> | null = null;

  /** However many calls wait, one sign-in is made. */
  function signIn(): Promise<CallResult<Token>> {
    underWay ??= requestToken().finally(() => {
      underWay = null;
    });
    return underWay;
  }

  async function requestToken(): Promise<CallResult<Token>> {
    const body = { accountkey: credentials.accountKey, clientId: credentials.clientId, signature };
    const answer = await sendWithRetry('grant', () => send('grant', { body }, null), deps);
    if (!answer.ok) return answer;
    const { status, json } = answer.value;
    if (status >= 400) {
      const said = errorBody.safeParse(json);
      const detail = said.success ? redact(said.data.message, secrets()) : `HTTP ${status}`;
      return signInRefused(detail, status);
    }
    const parsed = grantBody.safeParse(json);
    if (!parsed.success) return notUnderstood('grant', 'it holds no access token');
    const { accessToken, expiry } = parsed.data.data.authenticationResult;
    if (/[^\x21-\x7e]/.test(accessToken)) return notUnderstood('grant', 'the access token is not plain text');
    const expiresAt = Date.parse(expiry);
    const token = { text: accessToken, expiresAt: Number.isNaN(expiresAt) ? null : expiresAt };
    current = { ...token, renewAt: renewalTime(token.expiresAt, deps.clock) };
    return done(token);
  }

  function secrets(): readonly string[] {
    return [credentials.secretKey, signature, ...(current ? [current.text] : [])];
  }

  return {
    async token() {
      if (current && (current.renewAt === null || deps.clock.now() < current.renewAt)) return done(current);
      return signIn();
    },
    async renew(refusedToken) {
      if (current && current.text !== refusedToken) return done(current);
      return signIn();
    },
    secrets,
  };
}

/**
 * Null = not by the clock. A token that seems dead on arrival says that the two clocks disagree: it is used until
 * Stokly refuses it, instead of signing in before every call.
 */
function renewalTime(expiresAt: number | null, clock: Clock): number | null {
  if (expiresAt === null) return null;
  const life = expiresAt - clock.now();
  return life <= 0 ? null : expiresAt - Math.min(mostMarginMs, life / 10);
}
