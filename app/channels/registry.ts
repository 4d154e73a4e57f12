import type { Result } from '../domain/result.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Fetch } from '../ports/fetch.ts';
import { tiktok } from './tiktok/index.ts';

/** What a channel adapter hands to the app. One more channel = one more folder and one more line in `channels`. */
export interface ChannelKind {
  readonly name: string;
  /** What a person types to link a shop, in this order. Secret values go to the Secrets port. */
  readonly fields: readonly ChannelField[];
  /** Checks a link (typed or kept) and opens it; nothing is sent. The error names the field and says what to do. */
  open(
    link: unknown,
    deps: ChannelDeps,
  ): Result<Channel, { readonly field: string; readonly message: string }>;
}

export interface ChannelField {
  readonly key: string;
  readonly label: string;
  readonly isSecret: boolean;
}

export interface ChannelDeps {
  readonly clock: Clock;
  /** How calls leave; the runtime's own when absent. */
  readonly fetch?: Fetch;
  /** 0 ≤ n < 1, spreads retries. */
  readonly random?: () => number;
}

export const channels = {
  tiktok,
} as const satisfies Record<string, ChannelKind>;

export type ChannelKindName = keyof typeof channels;

export function isChannelKind(name: string): name is ChannelKindName {
  return Object.hasOwn(channels, name);
}
