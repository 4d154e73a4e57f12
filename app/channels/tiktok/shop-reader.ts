import type { Result } from '../../domain/result.ts';
import type { Cancel, ChannelShop, TokenSource } from '../../ports/channel.ts';
import type { Client, ReadCall } from './client.ts';
import type { TikTokVersions } from './endpoints.ts';
import type { CallFailure } from './failures.ts';

/** The client as one shop uses it: tokens and cipher are settled once. */
export interface ShopReader {
  readonly versions: TikTokVersions;
  read(call: Omit<ReadCall, 'shopCipher'>, cancel?: Cancel): Promise<Result<unknown, CallFailure>>;
}

export function createShopReader(
  client: Client,
  versions: TikTokVersions,
  shop: ChannelShop,
  tokens: TokenSource,
): ShopReader {
  return {
    versions,
    read: (call, cancel) => client.read({ ...call, shopCipher: shop.cipher }, tokens, cancel),
  };
}
