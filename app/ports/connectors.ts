import type { Channel } from './channel.ts';
import type { Ledger } from './ledger.ts';

/** Opens channels and ledgers by their kind. The registries of app/channels and app/ledgers stand behind it. */
export interface Connectors {
  /** What people call the marketplace. */
  channelName(kind: string): string;
  openChannel(kind: string, connection: Readonly<Record<string, string>>, secret: string): Channel;
  openLedger(kind: string, connection: Readonly<Record<string, string>>, secret: string): Ledger;
}
