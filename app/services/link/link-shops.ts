import type { Reply } from '../../contract/errors.ts';
import type { ShopId } from '../../domain/ids.ts';
import type { Authorization, ChannelShop, ChannelShopApi } from '../../ports/channel.ts';
import type { LinkedShop } from '../../ports/link-books.ts';
import type { LinkCheck } from '../../ports/link-checks.ts';
import type { Deps } from '../deps.ts';
import { done, refuse, refuseChannel, refuseUnknownShop } from '../replies.ts';
import type { LinkChecks } from './link-checks.ts';
import { type LinkOutcome, type LinkRequest, type PendingLink, waiting } from './pending-links.ts';
import type { TokenKeeper } from './tokens.ts';
import { watchShop } from './watch-shop.ts';

export interface ShopLinks {
  /** Asks for consent; the address is opened by the host, and told to scripts that have no browser. */
  start(request: LinkRequest): Promise<Reply<{ linkId: string; opened: boolean; authorizeUrl: string }>>;
  /** The pasted address or code. */
  finish(linkId: string, pasted: string): Promise<Reply<{ shopIds: readonly ShopId[] }>>;
  /** The browser came back to the loopback address: finds the consent by its state. */
  redirected(query: string): Promise<Reply<{ shopIds: readonly ShopId[] }>>;
  stateOf(linkId: string): LinkOutcome | null;
  /** Saves the shops a person has chosen of a consent that waits for it. */
  choose(linkId: string, shopIds: readonly ShopId[]): Promise<Reply<{ shopIds: readonly ShopId[] }>>;
  /** Nobody waits for the consent any more: what came of it is forgotten. */
  cancel(linkId: string): void;
  /** Asks for consent again with the keys that are kept; the answer waits for `choose`. */
  startAgain(shopId: ShopId): Promise<Reply<{ linkId: string; opened: boolean; authorizeUrl: string }>>;
  unlink(shopId: ShopId): Promise<Reply<Record<string, never>>>;
  /** Opens a linked shop for calls. */
  open(shopId: ShopId): Promise<Reply<{ shop: LinkedShop; api: ChannelShopApi }>>;
}

export function createShopLinks(deps: Deps, tokens: TokenKeeper, checks: LinkChecks): ShopLinks {
  const pending = new Map<string, PendingLink>();

  const finish = async (
    link: PendingLink,
    pasted: string,
    state: string | null,
  ): Promise<Reply<{ shopIds: readonly ShopId[] }>> => {
    const { state: now, shopIds } = link.outcome;
    if (now === 'linked' || now === 'choose') return done({ shopIds });
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
    link.authorization = authorized.value;
    if (link.saves !== 'choose') return save(link, authorized.value, shops.value);
    link.outcome = { state: 'choose', message: '', shopIds: [], authorised: shops.value };
    return done({ shopIds: [] });
  };

  const save = async (
    link: PendingLink,
    authorization: Authorization,
    shops: readonly ChannelShop[],
  ): Promise<Reply<{ shopIds: readonly ShopId[] }>> => {
    const account = deps.randomId();
    const replaced = new Set<string>();
    for (const { shopId } of shops) {
      const before = await deps.books.shops.load(shopId);
      if (before?.connection.account !== undefined) replaced.add(before.connection.account);
    }
    await deps.secrets.save(`channel-app:${account}`, link.secret);
    for (const shop of shops) {
      await deps.books.shops.save(toLinked(shop, link, authorization, account, deps));
      await checks.forget(shop.shopId);
    }
    await tokens.save(account, authorization);
    await forgetUnused(replaced);
    const shopIds = shops.map((shop) => shop.shopId);
    link.outcome = {
      ...link.outcome,
      state: 'linked',
      message: `Linked ${shops.map((shop) => shop.name).join(', ')}.`,
      shopIds,
    };
    deps.changed(['shops']);
    return done({ shopIds });
  };

  const startLink = async (request: LinkRequest) => {
    const channel = deps.connectors.openChannel(request.kind, request.connection, request.secret);
    const state = deps.randomId();
    const linkId = deps.randomId();
    pending.set(linkId, {
      ...request,
      channel,
      state,
      underWay: null,
      authorization: null,
      outcome: waiting,
    });
    const authorizeUrl = channel.authorizeUrl(state);
    // The sample company agrees by itself; only when a person walks through the steps is its page opened.
    const asks = !request.isSample || request.saves === 'choose';
    const opened = asks ? await deps.openInBrowser(authorizeUrl) : false;
    return done({ linkId, opened, authorizeUrl });
  };

  return {
    start: startLink,
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
    async choose(linkId, shopIds) {
      const link = pending.get(linkId);
      if (!link) return refuse('NOT_FOUND', 'This link attempt is over. Start again with Link.');
      // Asked twice (the button, or a retry after the ledger refused): what is linked stays linked.
      if (link.outcome.state === 'linked') return done({ shopIds: link.outcome.shopIds });
      const chosen = link.outcome.authorised.filter((shop) => shopIds.includes(shop.shopId));
      if (!link.authorization || chosen.length === 0) {
        return refuse('BAD_INPUT', 'Choose at least one of the shops that the consent covers.');
      }
      return save(link, link.authorization, chosen);
    },
    cancel(linkId) {
      pending.delete(linkId);
    },
    async startAgain(shopId) {
      const shop = await deps.books.shops.load(shopId);
      if (!shop) return refuseUnknownShop();
      const { account, ...connection } = shop.connection;
      const secret = await deps.secrets.load(`channel-app:${account ?? ''}`);
      if (secret === null) {
        return refuse(
          'NOT_LINKED',
          `The app secret of ${shop.name} was forgotten. Enter the keys of its app again.`,
        );
      }
      const { channel: kind, isSample } = shop;
      return startLink({ kind, connection, secret, isSample, saves: 'choose' });
    },
    async unlink(shopId) {
      const shop = await deps.books.shops.load(shopId);
      if (!shop) return refuseUnknownShop();
      await deps.books.shops.save({ ...shop, linkState: 'unlinked', accessTokenExpiresAt: null });
      await forgetUnused(new Set([shop.connection.account ?? '']));
      await checks.forget(shopId);
      deps.changed(['shops']);
      return done({});
    },
    async open(shopId) {
      const shop = await deps.books.shops.load(shopId);
      if (!shop) return refuseUnknownShop();
      const secret = await deps.secrets.load(`channel-app:${shop.connection.account ?? ''}`);
      if (shop.linkState === 'unlinked' || secret === null) {
        return refuse('NOT_LINKED', `${shop.name} is not linked. Link it on the Account tab.`);
      }
      const channel = deps.connectors.openChannel(shop.channel, shop.connection, secret);
      const api = channel.openShop(shop, tokens.source(shop, channel));
      const hear = (trouble: LinkCheck['trouble']) =>
        trouble ? checks.fails(shopId, trouble) : checks.works(shopId);
      return done({ shop, api: watchShop(api, hear) });
    },
  };
}

function fail(link: PendingLink, refusal: ReturnType<typeof refuse>): ReturnType<typeof refuse> {
  link.outcome = { ...link.outcome, state: 'failed', message: refusal.error.message };
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
