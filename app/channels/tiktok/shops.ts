import { toShopId } from '../../domain/ids.ts';
import { err, ok } from '../../domain/result.ts';
import type { ChannelResult, ChannelShop, TokenSource } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Client } from './client.ts';
import { unexpected } from './failures.ts';
import { regionOf } from './regions.ts';
import { describeProblem, shopsSchema, type WireShop } from './wire.ts';

/** The list may be empty for a moment after consent (vendors/tiktok-shop.md §1.1). */
const tries = 3;
const pauseMs = 1500;

/** Shops of one consent, with what the rest of the app needs to know about their country. */
export async function readShops(
  client: Client,
  path: string,
  accessToken: string,
  clock: Clock,
): Promise<ChannelResult<readonly ChannelShop[]>> {
  const tokens = fixedToken(accessToken);
  for (let turn = 1; turn <= tries; turn += 1) {
    const answer = await client.read({ method: 'GET', path, endpoint: 'shops' }, tokens);
    if (!answer.ok) return answer;
    const page = shopsSchema.safeParse(answer.value);
    if (!page.success) return err(unexpected('shops', describeProblem(page.error)));
    if (page.data.shops.length > 0) return toShops(page.data.shops);
    if (turn < tries) await clock.sleep(pauseMs);
  }
  return err({
    kind: 'rejected',
    message:
      'TikTok Shop gave its consent but lists no shop for this account. It can take some minutes after the first consent. Try again; if the list stays empty, sign in with the account that owns the shop and link again.',
  });
}

function toShops(wire: readonly WireShop[]): ChannelResult<readonly ChannelShop[]> {
  const shops: ChannelShop[] = [];
  for (const shop of wire) {
    const region = regionOf(shop.region);
    if (!region) {
      return err({
        kind: 'badAnswer',
        message: `The shop "${shop.name}" is in ${shop.region}, a country whose currency and time zone this version does not know. It cannot be linked yet. Update Tieout.`,
      });
    }
    shops.push({
      shopId: toShopId(shop.id),
      name: shop.name === '' ? shop.id : shop.name,
      region: shop.region.trim().toUpperCase(),
      currency: region.currency,
      timeZone: region.timeZone,
      cipher: shop.cipher,
    });
  }
  return ok(shops);
}

/** Right after consent there is no stored authorisation that could be renewed. */
function fixedToken(accessToken: string): TokenSource {
  return {
    accessToken: async () => ok(accessToken),
    renewed: async () =>
      err({
        kind: 'auth',
        message: 'TikTok Shop no longer accepts the access it gave. The link has ended. Link the shop again.',
      }),
  };
}
