import type { z } from 'zod';
import { type Client, createClient } from '../../../app/contract/client.ts';
import type { Reply } from '../../../app/contract/errors.ts';
import type { JobView } from '../../../app/contract/fields.ts';
import type { Clock } from '../../../app/ports/clock.ts';
import type { SandboxOptions } from '../../../sandbox/index.ts';
import { createMemorySecrets } from '../../secrets/memory-secrets.ts';
import { type Backend, startBackend } from '../index.ts';

/** A backend on fresh books with a small sample company behind real HTTP servers. */
export interface SampleBackend {
  readonly backend: Backend;
  readonly client: Client;
  readonly shops: Readonly<Record<'GB' | 'MY', string>>;
  readonly ledgerId: string;
  /** Starts a job, waits, and gives its result; fails the test when the job fails. */
  job<T extends z.ZodType>(started: Promise<Reply<{ jobId: string }>>, result: T): Promise<z.output<T>>;
  /** The same without expecting success. */
  ended(started: Promise<Reply<{ jobId: string }>>): Promise<JobView>;
  close(): Promise<void>;
}

export interface SampleBackendOptions extends SandboxOptions {
  readonly booksFile?: string;
  readonly clock?: Clock;
}

export async function openSampleBackend(options: SampleBackendOptions = {}): Promise<SampleBackend> {
  const { booksFile = ':memory:', clock, ...sandbox } = options;
  const started = await startBackend({
    booksFile,
    host: 'cli',
    secrets: createMemorySecrets(),
    openInBrowser: async () => false,
    log: (line) => {
      throw new Error(line);
    },
    sample: { ordersPerShop: 160, ...sandbox },
    ...(clock && { clock }),
  });
  if (!started.ok) throw new Error(started.error.message);
  const backend = started.value;
  const client = createClient({ call: backend.dispatch, listen: backend.listen });
  const opened = must(await client.call('sample.open', {}));
  const shopOf = (region: string): string => {
    const shop = opened.shops.find((one) => one.region === region);
    if (!shop) throw new Error(`The sample company has no shop in ${region}`);
    return shop.shopId;
  };
  const ended = async (starting: Promise<Reply<{ jobId: string }>>): Promise<JobView> =>
    backend.jobs.wait(must(await starting).jobId);
  return {
    backend,
    client,
    shops: { GB: shopOf('GB'), MY: shopOf('MY') },
    ledgerId: opened.ledger.ledgerId,
    ended,
    async job(starting, result) {
      const job = await ended(starting);
      if (job.state !== 'done') throw new Error(`${job.kind}: ${job.error?.message ?? job.state}`);
      return result.parse(job.result);
    },
    close: () => backend.close(),
  };
}

export function must<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw new Error(`${reply.error.code}: ${reply.error.message}`);
}
