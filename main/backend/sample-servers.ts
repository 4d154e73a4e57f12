import type { Sandbox, SandboxOptions } from '../../sandbox/index.ts';

/** Where the sample company's servers listen now, as the adapters take it. */
export interface SampleAddresses {
  readonly tiktok: {
    readonly apiUrl: string;
    readonly authUrl: string;
    readonly authorizePageUrl: string;
    readonly limits: { readonly requestsPerSecond: number };
  };
  readonly stokly: {
    readonly apiUrl: string;
    /** Not limited by us: nobody else uses the account. */
    readonly ratePerMinute: 0;
    readonly visibilityGraceMs: number;
  };
}

export interface SampleServers {
  /** Starts the servers once; later calls give the same ones. */
  start(): Promise<Sandbox>;
  /** Null until they were started. */
  running(): Sandbox | null;
  addresses(): SampleAddresses | null;
  close(): Promise<void>;
}

/** Read only now: whoever works with real accounts never waits for the servers of the sample company. */
async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { startSandbox: start } = await import('../../sandbox/index.ts');
  return start(options);
}

/** `stateFile` keeps the sample ledger's documents between two starts of the app, beside the books. */
export function createSampleServers(
  stateFile: string | null,
  options: SandboxOptions,
  startServers: (options: SandboxOptions) => Promise<Sandbox> = startSandbox,
): SampleServers {
  let starting: Promise<Sandbox> | null = null;
  let running: Sandbox | null = null;
  return {
    start() {
      starting ??= startServers(stateFile === null ? options : { ...options, stateFile }).then((sandbox) => {
        running = sandbox;
        return sandbox;
      });
      return starting;
    },
    running: () => running,
    addresses() {
      if (!running) return null;
      const { tiktok, stokly } = running;
      return {
        tiktok: {
          apiUrl: tiktok.apiUrl,
          authUrl: tiktok.authUrl,
          authorizePageUrl: tiktok.authorizeUrl,
          limits: { requestsPerSecond: 40 },
        },
        stokly: { apiUrl: stokly.apiUrl, ratePerMinute: 0, visibilityGraceMs: 2000 },
      };
    },
    async close() {
      await (await starting)?.close();
    },
  };
}
