import { createHmac, randomBytes } from 'node:crypto';
import { StoklyError } from './errors.ts';

export interface AccountKeys {
  readonly accountKey: string;
  readonly clientId: string;
  readonly secretKey: string;
}

export interface AccessOptions extends AccountKeys {
  readonly tokenLifeMs: number;
  readonly perMinute: number;
}

/** Grants, tokens and the rate limit of one account. */
export interface Access {
  /** `POST /v1/grant`: a static HMAC of the client id (stokly.md §3.2). */
  grant(body: unknown, now: number): { accessToken: string; expiry: string };
  /** True when a grant with this body would be given: it is signed with this account's keys. */
  accepts(body: unknown): boolean;
  /** True for a token of this account, ended or not. */
  knows(authorization: string | undefined): boolean;
  /** Refuses a call without a good token; returns how many calls are left this minute. */
  admit(authorization: string | undefined, now: number): number;
  expire(authorization: string | undefined): void;
  revoke(authorization: string | undefined): void;
}

const unauthorized = (): StoklyError => new StoklyError(401, 'Unauthorized');
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export function createAccess(options: AccessOptions): Access {
  const signingKey = randomBytes(32);
  const tokens = new Map<string, number>();
  let minute = 0;
  let calls = 0;
  const wanted = createHmac('sha256', options.secretKey).update(options.clientId).digest('hex');
  const tokenOf = (authorization: string | undefined): string => authorization?.replace(/^Bearer /, '') ?? '';

  const accepts = (body: unknown): boolean => {
    const sent: Record<string, unknown> =
      typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {};
    return (
      sent.accountkey === options.accountKey &&
      sent.clientId === options.clientId &&
      sent.signature === wanted
    );
  };

  return {
    accepts,
    knows: (authorization) => tokens.has(tokenOf(authorization)),
    grant: (body, now) => {
      if (!accepts(body)) throw unauthorized();
      const expiresAt = now + options.tokenLifeMs;
      const head = part({ alg: 'HS256', typ: 'JWT' });
      const claims = part({
        sub: options.clientId,
        iat: Math.floor(now / 1000),
        exp: Math.floor(expiresAt / 1000),
        jti: randomBytes(9).toString('base64url'),
      });
      const signature = createHmac('sha256', signingKey).update(`${head}.${claims}`).digest('base64url');
      const accessToken = `${head}.${claims}.${signature}`;
      tokens.set(accessToken, expiresAt);
      return { accessToken, expiry: new Date(expiresAt).toISOString() };
    },
    admit: (authorization, now) => {
      const expiresAt = tokens.get(tokenOf(authorization));
      if (authorization?.startsWith('Bearer ') !== true || expiresAt === undefined) throw unauthorized();
      if (expiresAt <= now) throw new StoklyError(401, 'jwt expired');
      const current = Math.floor(now / 60_000);
      if (current !== minute) {
        minute = current;
        calls = 0;
      }
      calls += 1;
      if (calls > options.perMinute) {
        throw new StoklyError(429, 'Too many requests', Math.ceil(((current + 1) * 60_000 - now) / 1000));
      }
      return options.perMinute - calls;
    },
    expire: (authorization) => {
      const token = tokenOf(authorization);
      if (tokens.has(token)) tokens.set(token, 0);
    },
    revoke: (authorization) => {
      tokens.delete(tokenOf(authorization));
    },
  };
}
