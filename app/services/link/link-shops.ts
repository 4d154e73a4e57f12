import type { Reply } from '../../contract/errors.ts';
import type { ShopId } from '../../domain/ids.ts';
import type { LinkedShop } from '../../ports/books.ts';
import type { Authorization, Channel, ChannelShop, ChannelShopApi } from '../../ports/channel.ts';
import type { Deps } from '../deps.ts';
import { done, refuse, refuseChannel } from '../replies.ts';
import type { TokenKeeper } from './tokens.ts';

/** A consent that was asked for and has not come back yet. Lives as long as the app runs. */
interface PendingLink {
  readonly kind: string;
  readonly connection: Readonly<Record<string, string>>;
  readonly secret: string;
  readonly channel: Channel;
  readonly state: string;
  readonly isSample: boolean;
  /** The code is being exchanged: it works once, and browsers load an address twice at times. */
  underWay: Promise<Reply<{ shopIds: readonly ShopId[] }>> | null;
  outcome: { state: 'waiting' | 'linked' | 'failed'; message: string; shopIds: ShopId[] };
}

export interface ShopLinks {
  /** Asks for consent; the address is opened by the host, and told to scripts that have no browser. */
  start(request: LinkRequest): Promise<Reply<{ linkId: string; opened: boolean; authorizeUrl: string }>>;
  /** The pasted address or code. */
  finish(linkId: string, pasted: string): Promise<Reply<{ shopIds: readonly ShopId[] }>>;
  /** The browser came back to the loopback address: finds the consent by its state. */
  redirected(query: string): Promise<Reply<{ shopIds: readonly ShopId[] }>>;
  stateOf(linkId: string): PendingLink['outcome'] | null;
  unlink(shopId: ShopId): Promise<Reply<Record<string, never>>>;
  /** Opens a linked shop for calls. */
  open(shopId: ShopId): Promise<Reply<{ shop: LinkedShop; api: ChannelShopApi }>>;
}

export interface LinkRequest {
  readonly kind: string;
  /** App key, service id, market, addresses: everything but the secret. */
  readonly connection: Readonly<Record<string, string>>;
  readonly secret: string;
  readonly isSample: boolean;
}

export function createShopLinks(deps: Deps, tokens: TokenKeeper): ShopLinks {
  const pending = new Map<string, PendingLink>();

  const finish = async (
    link: PendingLink,
    pasted: string,
    state: string | null,
  ): Promise<Reply<{ shopIds: readonly ShopId[] }>> => {
    if (link.outcome.state === 'linked') return done({ shopIds: link.outcome.shopIds });
    link.underWay ??= exchange(link, pasted, state).finally(() => {
      link.underWay = null;
    });
    return link.underWay;
  };

  /** Secrets of earlier consents that no linked shop stands on any more. */
  const forgetUnused = async (accounts: ReadonlySet<string>): Promise<void> => {
    const linked = (await deps.books.shops.list()).filter((shop) => shop.linkState !== 'unlinked');
    for (const account of accounts) {
      if (linked.some((shop) => shop.connection.account === account)) continue;
      await tokens.forget(account);
      await deps.secrets.remove(`channel-app:${account}`);
    }
  };

  const exchange = async (
    link: PendingLink,
    pasted: string,
    state: string | null,
  ): Promise<Reply<{ shopIds: readonly ShopId[] }>> => {
    const authorized = await link.channel.authorize(pasted, state);
    if (!authorized.ok) return fail(link, refuseChannel(authorized.error));
    const shops = await link.channel.fetchShops(authorized.value);
    if (!shops.ok) return fail(link, refuseChannel(shops.error));
    if (shops.value.length === 0) {
      return fail(
        link,
        refuse('NOT_LINKED', 'The account has no shop that this app may see. Check the consent page.'),
      );
    }
    const account = deps.randomId();
    const replaced = new Set<string>();
    for (const { shopId } of shops.value) {
      const before = await deps.books.shops.load(shopId);
      if (before?.connection.account !== undefined) replaced.add(before.connection.account);
    }
    await deps.secrets.save(`channel-app:${account}`, link.secret);
    for (const shop of shops.value)
      await deps.books.shops.save(toLinked(shop, link, authorized.value, account, deps));
    await tokens.save(account, authorized.value);
    await forgetUnused(replaced);
    const shopIds = shops.value.map((shop) => shop.shopId);
    link.outcome = {
      state: 'linked',
      message: `Linked ${shops.value.map((shop) => shop.name).join(', ')}.`,
      shopIds,
    };
    deps.changed(['shops']);
    return done({ shopIds });
  };

  return {
    async start(request) {
      const channel = deps.connectors.openChannel(request.kind, request.connection, request.secret);
      const state = deps.randomId();
      const linkId = deps.randomId();
      pending.set(linkId, {
        ...request,
        channel,
        state,
        underWay: null,
        outcome: { state: 'waiting', message: '', shopIds: [] },
      });
      const authorizeUrl = channel.authorizeUrl(state);
      const opened = request.isSample ? false : await deps.openInBrowser(authorizeUrl);
      return done({ linkId, opened, authorizeUrl });
    },
    async finish(linkId, pasted) {
      const link = pending.get(linkId);
      if (!link) return refuse('NOT_FOUND', 'This link attempt is over. Start again with Link.');
      return finish(link, pasted, link.state);
    },
    async redirected(query) {
      const state = new Map(query.split('&').map((pair) => pair.split('=', 2) as [string, string])).get(
        'state',
      );
      const link = [...pending.values()].find((one) => one.state === state && one.outcome.state !== 'failed');
      if (!link) return refuse('NOT_FOUND', 'Nobody asked for this consent here. Start again with Link.');
      return finish(link, `?${query}`, link.state);
    },
    stateOf: (linkId) => pending.get(linkId)?.outcome ?? null,
    async unlink(shopId) {
      const shop = await deps.books.shops.load(shopId);
      if (!shop) return refuse('NOT_FOUND', 'This shop is not in the books.');
      await deps.books.shops.save({ ...shop, linkState: 'unlinked', accessTokenExpiresAt: null });
      await forgetUnused(new Set([shop.connection.account ?? '']));
      deps.changed(['shops']);
      return done({});
    },
    async open(shopId) {
      const shop = await deps.books.shops.load(shopId);
      if (!shop) return refuse('NOT_FOUND', 'This shop is not in the books.');
      const secret = await deps.secrets.load(`channel-app:${shop.connection.account ?? ''}`);
      if (shop.linkState === 'unlinked' || secret === null) {
        return refuse('NOT_LINKED', `${shop.name} is not linked. Link it on the Account tab.`);
      }
      const channel = deps.connectors.openChannel(shop.channel, shop.connection, secret);
      return done({ shop, api: channel.openShop(shop, tokens.source(shop, channel)) });
    },
  };
}

function fail(link: PendingLink, refusal: ReturnType<typeof refuse>): ReturnType<typeof refuse> {
  link.outcome = { state: 'failed', message: refusal.error.message, shopIds: [] };
  return refusal;
}

function toLinked(
  shop: ChannelShop,
  link: PendingLink,
  authorization: Authorization,
  account: string,
  deps: Deps,
): LinkedShop {
  return {
    ...shop,
    channel: link.kind,
    connection: { ...link.connection, account },
    accessTokenExpiresAt: authorization.accessTokenExpiresAt,
    refreshTokenExpiresAt: authorization.refreshTokenExpiresAt,
    linkState: 'linked',
    isSample: link.isSample,
    linkedAt: deps.clock.now(),
  };
}
