import { randomBytes } from 'node:crypto';
import { ApiError, invalidAuthCode, refreshExpired, refreshUnknown } from './errors.ts';

export const SCOPES = [
  'seller.authorization.info',
  'seller.shop.info',
  'seller.product.basic',
  'seller.order.info',
  'seller.finance.info',
  'seller.return_refund.basic',
] as const;

/** One consent of one seller: it covers shops and scopes, and outlives its tokens. */
export interface Authorization {
  readonly openId: string;
  readonly shopIds: readonly string[];
  readonly scopes: readonly string[];
  refreshToken: string;
  /** Epoch milliseconds. */
  readonly refreshExpiresAt: number;
  revoked: boolean;
}

export interface IssuedTokens {
  readonly authorization: Authorization;
  readonly accessToken: string;
  readonly accessExpiresAt: number;
}

export interface TokenDesk {
  /** A fresh auth code: single use, valid for 30 minutes (§1.1). */
  issueCode(shopIds: readonly string[], scopes: readonly string[], now: number): string;
  exchange(code: string, now: number): IssuedTokens;
  /** Gives a new refresh token as well; the old one is gone (rotation, §1.2). */
  refresh(refreshToken: string, now: number): IssuedTokens;
  find(accessToken: string): { authorization: Authorization; expiresAt: number } | null;
  expire(accessToken: string): void;
  revoke(accessToken: string): void;
}

const CODE_LIFE_MS = 30 * 60_000;
const AUTHORIZATION_LIFE_MS = 365 * 86_400_000;

export function createTokenDesk(accessLifeMs: number): TokenDesk {
  const codes = new Map<string, { shopIds: readonly string[]; scopes: readonly string[]; until: number }>();
  const access = new Map<string, { authorization: Authorization; expiresAt: number }>();
  const refresh = new Map<string, Authorization>();
  const secret = (prefix: string): string => `${prefix}_${randomBytes(24).toString('base64url')}`;

  const issue = (authorization: Authorization, now: number): IssuedTokens => {
    refresh.delete(authorization.refreshToken);
    authorization.refreshToken = secret('TTR');
    refresh.set(authorization.refreshToken, authorization);
    const accessToken = secret('TTP');
    const accessExpiresAt = now + accessLifeMs;
    access.set(accessToken, { authorization, expiresAt: accessExpiresAt });
    return { authorization, accessToken, accessExpiresAt };
  };

  return {
    issueCode: (shopIds, scopes, now) => {
      const code = secret('GCP');
      codes.set(code, { shopIds, scopes, until: now + CODE_LIFE_MS });
      return code;
    },
    exchange: (code, now) => {
      const entry = codes.get(code);
      codes.delete(code);
      if (entry === undefined || entry.until < now) throw invalidAuthCode();
      return issue(
        {
          openId: randomBytes(16).toString('hex'),
          shopIds: entry.shopIds,
          scopes: entry.scopes,
          refreshToken: '',
          refreshExpiresAt: now + AUTHORIZATION_LIFE_MS,
          revoked: false,
        },
        now,
      );
    },
    refresh: (refreshToken, now) => {
      const authorization = refresh.get(refreshToken);
      if (authorization === undefined || authorization.revoked) throw refreshUnknown();
      if (authorization.refreshExpiresAt < now) throw refreshExpired();
      return issue(authorization, now);
    },
    find: (accessToken) => {
      const entry = access.get(accessToken);
      return entry === undefined || entry.authorization.revoked ? null : entry;
    },
    expire: (accessToken) => {
      const entry = access.get(accessToken);
      if (entry !== undefined) entry.expiresAt = 0;
    },
    revoke: (accessToken) => {
      const entry = access.get(accessToken);
      if (entry !== undefined) entry.authorization.revoked = true;
    },
  };
}

/** The `grant_type` each token endpoint insists on; other words are refused (§1.2). */
export function checkGrant(actual: string | null, wanted: string): void {
  if (actual !== wanted)
    throw new ApiError(36009004, `invalid param error: grant_type must be ${wanted}`, 200);
}
