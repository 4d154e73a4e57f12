import { type Client, createClient } from '../../app/contract/client.ts';
import { type Backend, startBackend } from '../../main/backend/index.ts';
import { createSmallCompany, type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/index.ts';
import { createNetwork, type Network } from './network.ts';
import type { CallFault } from './network-faults.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';
import type { WatchedSecrets } from './watched-secrets.ts';

/** Noon of a day after the last settlement. UTC. */
const start = Date.UTC(2026, 10, 2, 12);

/** A vendor world and everything that outlives one run of the app: clock, servers, secrets. */
export interface World {
  readonly clock: VirtualClock;
  readonly sandbox: Sandbox;
  readonly secrets: WatchedSecrets;
  close(): Promise<void>;
}

const company = createSmallCompany();

/** Small pages, so that lists have several; tokens of TikTok Shop that run out during the job. */
export function sandboxOptions(clock: VirtualClock): SandboxOptions {
  return { company, largestPage: 3, now: clock.vendorNow, tiktokTokenLifeMs: 11 * 60_000 };
}

export interface WorldOptions {
  readonly secrets: WatchedSecrets;
  /** Keeps the ledger when the process ends; without it the ledger ends with the world. */
  readonly stateFile?: string;
  /** How long after the usual beginning this world starts, milliseconds. */
  readonly laterBy?: number;
}

export async function createWorld({ secrets, stateFile, laterBy = 0 }: WorldOptions): Promise<World> {
  const clock = createVirtualClock(start + laterBy);
  const sandbox = await startSandbox({ ...sandboxOptions(clock), ...(stateFile ? { stateFile } : {}) });
  return { clock, sandbox, secrets, close: () => sandbox.close() };
}

/** Tieout while it is open on some books of a world. */
export interface Running {
  readonly backend: Backend;
  readonly client: Client;
  readonly network: Network;
  readonly booksFile: string;
  /** What was written to the log: defects stand here. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly booksFile: string;
  readonly faults?: readonly CallFault[];
  readonly onCall?: (call: string, when: 'before' | 'after') => void;
}

export type Opened =
  | { readonly ok: true; readonly value: Running }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Opens the books; the servers stay when they are closed again. */
export async function openTieout(world: World, options: OpenOptions): Promise<Opened> {
  const log: string[] = [];
  const network = createNetwork({
    clock: world.clock,
    faults: options.faults ?? [],
    plan: () => world.sandbox.faults,
    ...(options.onCall ? { onCall: options.onCall } : {}),
  });
  const started = await startBackend({
    booksFile: options.booksFile,
    host: 'cli',
    secrets: world.secrets,
    openInBrowser: async () => false,
    log: (line) => log.push(line),
    clock: world.clock,
    network: {
      fetch: network.fetch,
      random: () => 0.5,
      ledger: { ratePerMinute: 600, visibilityGraceMs: 60_000 },
    },
    startSample: async () => ({ ...world.sandbox, close: async () => undefined }),
  });
  if (!started.ok) return { ok: false, code: started.error.code, message: started.error.message };
  const backend = started.value;
  const client = createClient({ call: backend.dispatch, listen: backend.listen });
  return {
    ok: true,
    value: { backend, client, network, booksFile: options.booksFile, log, close: () => backend.close() },
  };
}
