import { channels, isChannelKind } from '../../app/channels/registry.ts';
import type { Result } from '../../app/domain/result.ts';
import { isLedgerKind, ledgers } from '../../app/ledgers/registry.ts';
import type { Channel } from '../../app/ports/channel.ts';
import type { Clock } from '../../app/ports/clock.ts';
import type { Connectors } from '../../app/ports/connectors.ts';
import type { Fetch } from '../../app/ports/fetch.ts';
import type { Ledger } from '../../app/ports/ledger.ts';
import { nodeFetch } from './node-fetch.ts';
import type { SampleAddresses } from './sample-servers.ts';

/** How calls leave this process. Absent values are the ones of the product; rehearsals of failures bring theirs. */
export interface Network {
  readonly fetch?: Fetch;
  readonly random?: () => number;
  /** Laid over what a link of the sample company says: smaller pages, tighter limits. */
  readonly channel?: Readonly<Record<string, unknown>>;
  readonly ledger?: Readonly<Record<string, unknown>>;
}

/** What a shop or a ledger of the sample company has in its connection instead of addresses. */
export const sampleMark = { place: 'sample' } as const;

/**
 * Opens adapters by kind, one per connection while the app runs: its rate limit and its tokens are shared by all
 * jobs. Addresses of the sample company are filled in here, at each start anew, because its servers listen on free
 * ports of this machine; real links use the vendors' own addresses.
 */
export function createConnectors(
  clock: Clock,
  sample: () => SampleAddresses | null,
  { channel, ledger, ...given }: Network = {},
): Connectors {
  const calls = { fetch: nodeFetch, ...given };
  const openChannels = new Map<string, Channel>();
  const openLedgers = new Map<string, Ledger>();
  const addressesOf = (connection: Readonly<Record<string, string>>) =>
    connection.place === sampleMark.place ? sample() : null;
  return {
    channelName: (kind) => (isChannelKind(kind) ? channels[kind].name : kind),
    openChannel(kind, connection, secret) {
      if (!isChannelKind(kind)) throw new Error(`There is no channel adapter “${kind}”`);
      const { account: _, ...link } = connection;
      return remember(openChannels, [kind, link, secret], () =>
        must(
          channels[kind].open(
            { ...link, appSecret: secret, ...overSample(addressesOf(link)?.tiktok, channel) },
            { clock, ...calls },
          ),
        ),
      );
    },
    openLedger(kind, connection, secret) {
      if (!isLedgerKind(kind)) throw new Error(`There is no ledger adapter “${kind}”`);
      return remember(openLedgers, [kind, connection, secret], () =>
        must(
          ledgers[kind].open(
            { ...connection, secretKey: secret, ...overSample(addressesOf(connection)?.stokly, ledger) },
            { clock, ...calls },
          ),
        ),
      );
    },
  };
}

function overSample(addresses: object | undefined, more: Network['channel']): object {
  return addresses ? { ...addresses, ...more } : {};
}

function remember<T>(opened: Map<string, T>, identity: unknown, open: () => T): T {
  const key = JSON.stringify(identity);
  const known = opened.get(key) ?? open();
  opened.set(key, known);
  return known;
}

/** The fields were checked by the contract when the link was made. */
function must<T>(opened: Result<T, { readonly message: string }>): T {
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}
