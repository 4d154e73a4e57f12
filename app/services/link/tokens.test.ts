import { expect, test } from 'vitest';
import { openBooks } from '../../../db/open.ts';
import { linkAll } from '../../../db/testing/books.ts';
import { at, shopId } from '../../../db/testing/builders.ts';
import type { Authorization, Channel } from '../../ports/channel.ts';
import { createTokenKeeper } from './tokens.ts';

const account = 'account-1';
const tokenOf = (number: number, expiresAt: number): Authorization => ({
  accessToken: `access-${number}`,
  accessTokenExpiresAt: expiresAt,
  refreshToken: `refresh-${number}`,
  refreshTokenExpiresAt: at + 1e9,
  sellerName: 'Fern & Fable',
  grantedScopes: [],
});

/** A channel whose refresh token works once, as TikTok Shop's does. */
async function setUp(first: Authorization) {
  const opened = openBooks(':memory:', { now: () => at });
  if (!opened.ok) throw new Error(opened.error.message);
  const books = opened.value;
  await linkAll(books);
  const linked = await books.shops.load(shopId);
  if (!linked) throw new Error('The shop is linked');
  const shop = { ...linked, connection: { ...linked.connection, account } };
  await books.shops.save(shop);
  const kept = new Map<string, string>();
  const secrets = {
    storeName: 'Memory',
    load: async (name: string) => kept.get(name) ?? null,
    save: async (name: string, value: string) => {
      kept.set(name, value);
    },
    remove: async (name: string) => {
      kept.delete(name);
    },
  };
  const clock = { now: () => at, sleep: async () => undefined };
  const keeper = createTokenKeeper({ books, secrets, clock, changed: () => undefined });
  await keeper.save(account, first);
  const used: string[] = [];
  const channel: Pick<Channel, 'refresh'> = {
    async refresh({ refreshToken }) {
      await new Promise(setImmediate);
      if (used.includes(refreshToken)) {
        return { ok: false, error: { kind: 'auth', message: 'This token was used before.' } };
      }
      used.push(refreshToken);
      return { ok: true, value: tokenOf(used.length + 1, at + 86_400_000) };
    },
  };
  // The keeper uses this part alone.
  const source = () => keeper.source(shop, channel as Channel);
  return { source, used };
}

test('however many jobs wait, a token that is about to end is renewed once', async () => {
  const { source, used } = await setUp(tokenOf(1, at + 60_000));
  const sources = Array.from({ length: 20 }, source);
  const given = await Promise.all(sources.map((one) => one.accessToken()));
  expect(new Set(given.map((one) => one.ok && one.value))).toEqual(new Set(['access-2']));
  expect(used).toEqual(['refresh-1']);
});

test('a token the channel refuses is renewed once, also for a job that hears of it later', async () => {
  const { source, used } = await setUp(tokenOf(1, at + 86_400_000));
  const given = await Promise.all([1, 2, 3].map(() => source().renewed('access-1')));
  const late = await source().renewed('access-1');
  expect([...given, late].map((one) => one.ok && one.value)).toEqual(Array(4).fill('access-2'));
  expect(used).toEqual(['refresh-1']);
});
