import { err, ok } from '../../domain/result.ts';
import type { Authorization, ChannelResult } from '../../ports/channel.ts';
import type { Client } from './client.ts';
import { tokenPaths } from './endpoints.ts';
import { unexpected } from './failures.ts';
import { parsePasted } from './pasted.ts';
import { describeProblem, tokensSchema, type WireTokens } from './wire.ts';

interface AppCredentials {
  readonly appKey: string;
  readonly appSecret: string;
}

/** Address of the consent page: `service_id`, not the app key, and no redirect address (vendors/tiktok-shop.md §1.1). */
export function toAuthorizeUrl(authorizePageUrl: string, serviceId: string, state: string): string {
  const url = new URL(authorizePageUrl);
  url.searchParams.set('service_id', serviceId);
  url.searchParams.set('state', state);
  return url.href;
}

/** Pasted text → code → tokens. `now` is a UTC instant in milliseconds. Asked once: a code works once. */
export async function exchangeCode(
  client: Client,
  app: AppCredentials,
  pasted: string,
  state: string | null,
  now: number,
): Promise<ChannelResult<Authorization>> {
  const code = parsePasted(pasted, state);
  if (!code.ok) return code;
  return readAuthorization(client, tokenPaths.exchange, now, {
    app_key: app.appKey,
    app_secret: app.appSecret,
    auth_code: code.value,
    // Not a slip: the API spells it so, and only for the exchange (vendors/tiktok-shop.md §0.2, fact 2).
    grant_type: 'authorized_code',
  });
}

/**
 * New tokens for old ones. The refresh token changes as well, so the answer replaces the whole authorisation. Asked
 * once: when the answer is lost the old refresh token may be void, and a second try would only hide that.
 */
export function refreshTokens(
  client: Client,
  app: AppCredentials,
  authorization: Authorization,
  now: number,
): Promise<ChannelResult<Authorization>> {
  return readAuthorization(client, tokenPaths.refresh, now, {
    app_key: app.appKey,
    app_secret: app.appSecret,
    refresh_token: authorization.refreshToken,
    grant_type: 'refresh_token',
  });
}

async function readAuthorization(
  client: Client,
  path: string,
  now: number,
  query: Readonly<Record<string, string>>,
): Promise<ChannelResult<Authorization>> {
  const answer = await client.readTokens(path, query);
  if (!answer.ok) return answer;
  const tokens = tokensSchema.safeParse(answer.value);
  if (!tokens.success) return err(unexpected('tokens', describeProblem(tokens.error)));
  return toAuthorization(tokens.data, now);
}

/** Creators and partners give consent too, but have no orders of their own (vendors/tiktok-shop.md §1.2, `user_type`). */
const notSellers = new Set([1, 2, 3]);

/** The two `expire_in` are absolute Unix seconds, whatever their name says (vendors/tiktok-shop.md §0.2, fact 3). */
function toAuthorization(wire: WireTokens, now: number): ChannelResult<Authorization> {
  if (wire.user_type !== null && wire.user_type !== undefined && notSellers.has(wire.user_type)) {
    return err({
      kind: 'rejected',
      message:
        'Consent was given with a creator or partner account, which has no shop. Start the link again and sign in with the account of the seller.',
    });
  }
  const accessTokenExpiresAt = wire.access_token_expire_in * 1000;
  if (accessTokenExpiresAt <= now) {
    return err({
      kind: 'clock',
      message:
        "TikTok Shop gave access that, by this computer's clock, is over already. Set the clock and the time zone, then link the shop again.",
    });
  }
  return ok({
    accessToken: wire.access_token,
    accessTokenExpiresAt,
    refreshToken: wire.refresh_token,
    refreshTokenExpiresAt: wire.refresh_token_expire_in * 1000,
    sellerName: wire.seller_name,
    grantedScopes: wire.granted_scopes,
  });
}
