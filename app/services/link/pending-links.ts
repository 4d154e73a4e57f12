import type { Reply } from '../../contract/errors.ts';
import type { ShopId } from '../../domain/ids.ts';
import type { Authorization, Channel, ChannelShop } from '../../ports/channel.ts';

export interface LinkRequest {
  readonly kind: string;
  /** App key, service id, market, addresses: everything but the secret. */
  readonly connection: Readonly<Record<string, string>>;
  readonly secret: string;
  readonly isSample: boolean;
  /**
   * `all` (default) saves every shop of the consent as soon as it comes back. `choose` keeps it in memory until a
   * person has said which shops are meant: nothing is written before.
   */
  readonly saves?: 'all' | 'choose';
}

export interface LinkOutcome {
  readonly state: 'waiting' | 'choose' | 'linked' | 'failed';
  readonly message: string;
  readonly shopIds: readonly ShopId[];
  /** What the consent covers, once it is back. */
  readonly authorised: readonly ChannelShop[];
}

export const waiting: LinkOutcome = { state: 'waiting', message: '', shopIds: [], authorised: [] };

/** A consent that was asked for. Lives as long as the app runs. */
export interface PendingLink extends LinkRequest {
  readonly channel: Channel;
  readonly state: string;
  /** The code is being exchanged: it works once, and browsers load an address twice at times. */
  underWay: Promise<Reply<{ shopIds: readonly ShopId[] }>> | null;
  authorization: Authorization | null;
  outcome: LinkOutcome;
}
