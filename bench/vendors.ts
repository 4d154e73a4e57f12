import { once } from 'node:events';
import { copyFileSync, rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type Client, createClient } from '../app/contract/client.ts';
import type { Reply } from '../app/contract/errors.ts';
import type { Fetch } from '../app/ports/fetch.ts';
import { type Backend, startBackend } from '../main/backend/index.ts';
import { nodeFetch } from '../main/backend/node-fetch.ts';
import { createMemorySecrets } from '../main/secrets/memory-secrets.ts';
import type { Sandbox, SandboxOptions } from '../sandbox/index.ts';
import { type BenchClock, createBenchClock } from './clock.ts';
import type { VendorData } from './vendor-thread.ts';

export interface VendorOptions {
  readonly orders: number;
  readonly rateLimit: NonNullable<SandboxOptions['rateLimit']>;
  /** From leaving here to the answer being here. */
  readonly latencyMs: number;
  /** Laid over the settings of the links. */
  readonly channel?: Readonly<Record<string, unknown>>;
  readonly ledger?: Readonly<Record<string, unknown>>;
}

export interface CallSeen {
  /** Method and path. */
  readonly call: string;
  readonly at: number;
  readonly status: number;
}

/** The vendors, far away and with a limit, and Tieout in front of them on a clock that waits for nothing. */
export interface Vendors {
  readonly clock: BenchClock;
  /** Every call since it was emptied, in the order of the answers. */
  readonly calls: CallSeen[];
  /** With `latency: false` the way takes no time: for what is not measured. */
  open(booksFile: string, latency?: boolean): Promise<OpenApp>;
  /** Documents as at the start. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenApp {
  readonly backend: Backend;
  readonly client: Client;
  /** Runs a job to its end; throws when it did not reach one. */
  job(started: Promise<Reply<{ jobId: string }>>): Promise<unknown>;
  close(): Promise<void>;
}

/** Noon of a day after the last settlement of the sample company. */
const start = Date.UTC(2026, 10, 2, 12);

export async function startVendors(options: VendorOptions): Promise<Vendors> {
  const time = new SharedArrayBuffer(8);
  const instant = new Float64Array(time);
  instant[0] = start;
  const clock = createBenchClock(start, (now) => {
    instant[0] = now;
  });
  const { orders, rateLimit } = options;
  const workerData: VendorData = { orders, rateLimit, time };
  const worker = new Worker(new URL('./vendor-thread.ts', import.meta.url), { workerData });
  const told = async (): Promise<unknown> => (await once(worker, 'message'))[0];
  const ask = (what: 'code' | 'reset'): Promise<unknown> => {
    worker.postMessage(what);
    return told();
  };
  // The thread answers first with these three, and to `code` with a text (vendor-thread.ts).
  const addresses = (await told()) as Pick<Sandbox, 'tiktok' | 'stokly' | 'shops'>;
  const secrets = createMemorySecrets();
  const calls: CallSeen[] = [];

  const through =
    (latencyMs: number): Fetch =>
    async (url, request) => {
      await clock.sleep(latencyMs / 2);
      const answer = await clock.whileBusy(async () => {
        // The time limit is one of the clock on the wall.
        const response = await nodeFetch(url, { ...request, signal: new AbortController().signal });
        const body: Uint8Array[] = [];
        for await (const chunk of response.body ?? []) body.push(chunk);
        return { ...response, body: piecesOf(body) };
      });
      await clock.sleep(latencyMs / 2);
      const call = `${request.method} ${new URL(url).pathname}`;
      calls.push({ call, at: clock.now(), status: answer.status });
      return answer;
    };

  return {
    clock,
    calls,
    async open(booksFile, latency = true) {
      const code = (await ask('code')) as string;
      // Opening the sample company needs these parts alone.
      const sandbox = { ...addresses, authorize: () => code, close: async () => undefined } as Sandbox;
      const started = await startBackend({
        booksFile,
        host: 'cli',
        secrets,
        openInBrowser: async () => false,
        log: () => undefined,
        clock,
        network: {
          fetch: through(latency ? options.latencyMs : 0),
          ...(options.channel ? { channel: options.channel } : {}),
          ...(options.ledger ? { ledger: options.ledger } : {}),
        },
        startSample: async () => sandbox,
      });
      if (!started.ok) throw new Error(started.error.message);
      const backend = started.value;
      return {
        backend,
        client: createClient({ call: backend.dispatch, listen: backend.listen }),
        async job(starting) {
          const job = await backend.jobs.wait(must(await starting).jobId);
          if (job.state !== 'done') throw new Error(`${job.kind}: ${job.error?.message ?? job.message}`);
          return job.result;
        },
        close: () => backend.close(),
      };
    },
    async reset() {
      await ask('reset');
    },
    async close() {
      await worker.terminate();
    },
  };
}

export function must<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw new Error(`${reply.error.code}: ${reply.error.message}`);
}

async function* piecesOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

/** A fresh copy of closed books. */
export function copyBooks(from: string, to: string): string {
  for (const end of ['', '-wal', '-shm', '.lock']) rmSync(to + end, { force: true });
  copyFileSync(from, to);
  return to;
}
