import type { ShopId } from '../../domain/ids.ts';
import type { Authorization, Channel, ChannelResult, TokenSource } from '../../ports/channel.ts';
import type { LinkedShop } from '../../ports/link-books.ts';
import type { Deps } from '../deps.ts';

/** Renewed this long before it ends, so that no call starts with a token that dies on the way. */
const renewBeforeMs = 10 * 60_000;

export interface TokenKeeper {
  source(shop: LinkedShop, channel: Channel): TokenSource;
  save(account: string, authorization: Authorization): Promise<void>;
  forget(account: string): Promise<void>;
}

/**
 * Keeps the tokens of an authorisation (one can cover several shops). Both tokens of a renewal are stored in one
 * write before they are used, and a renewal happens once however many jobs wait (vendors/tiktok-shop.md §7, pitfall 20).
 */
export function createTokenKeeper(deps: Pick<Deps, 'books' | 'secrets' | 'clock' | 'changed'>): TokenKeeper {
  const renewals = new Map<string, Promise<ChannelResult<Authorization>>>();

  const load = async (account: string): Promise<Authorization | null> => {
    const text = await deps.secrets.load(secretName(account));
    if (text === null) return null;
    try {
      // Written by `save` below; the secret store gives back what it was given.
      return JSON.parse(text) as Authorization;
    } catch {
      return null;
    }
  };

  const save = async (account: string, authorization: Authorization): Promise<void> => {
    await deps.secrets.save(secretName(account), JSON.stringify(authorization));
    for (const shop of await deps.books.shops.list()) {
      if (shop.connection.account !== account || shop.linkState === 'unlinked') continue;
      await deps.books.shops.save({
        ...shop,
        linkState: 'linked',
        accessTokenExpiresAt: authorization.accessTokenExpiresAt,
        refreshTokenExpiresAt: authorization.refreshTokenExpiresAt,
      });
    }
    deps.changed(['shops']);
  };

  const markDead = async (account: string): Promise<void> => {
    for (const shop of await deps.books.shops.list()) {
      if (shop.connection.account === account && shop.linkState === 'linked') {
        await deps.books.shops.save({ ...shop, linkState: 'relinkNeeded' });
      }
    }
    deps.changed(['shops']);
  };

  const renew = (
    account: string,
    channel: Channel,
    current: Authorization,
  ): Promise<ChannelResult<Authorization>> => {
    const waiting = renewals.get(account);
    if (waiting) return waiting;
    const renewal = (async (): Promise<ChannelResult<Authorization>> => {
      // Somebody else's renewal may have ended since `current` was read: its refresh token is used up.
      const latest = await load(account);
      if (latest && latest.accessToken !== current.accessToken) return { ok: true, value: latest };
      const fresh = await channel.refresh(current);
      // All shops of the account may have been unlinked while it was asked: nothing of it is kept then.
      if (fresh.ok) {
        if ((await load(account)) !== null) await save(account, fresh.value);
      } else if (fresh.error.kind === 'auth') await markDead(account);
      return fresh;
    })().finally(() => renewals.delete(account));
    renewals.set(account, renewal);
    return renewal;
  };

  return {
    save,
    async forget(account) {
      await deps.secrets.remove(secretName(account));
    },
    source(shop, channel) {
      const account = shop.connection.account ?? shop.shopId;
      const tokenOf = async (
        isStale: (authorization: Authorization) => boolean,
      ): Promise<ChannelResult<string>> => {
        const current = await load(account);
        if (!current) return relink(shop.shopId);
        if (!isStale(current)) return { ok: true, value: current.accessToken };
        const fresh = await renew(account, channel, current);
        return fresh.ok ? { ok: true, value: fresh.value.accessToken } : fresh;
      };
      return {
        accessToken: () =>
          tokenOf((authorization) => authorization.accessTokenExpiresAt - deps.clock.now() < renewBeforeMs),
        renewed: (rejected) => tokenOf((authorization) => authorization.accessToken === rejected),
      };
    },
  };
}

function secretName(account: string): string {
  return `channel-tokens:${account}`;
}

function relink(shopId: ShopId): ChannelResult<never> {
  return {
    ok: false,
    error: {
      kind: 'auth',
      message: `The link to shop ${shopId} has no tokens. Link the shop again on the Account tab.`,
    },
  };
}
