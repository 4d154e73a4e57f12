import type { MethodName } from '../../app/contract/api.ts';
import { type Client, createClient } from '../../app/contract/client.ts';
import { errorCodes, type Reply } from '../../app/contract/errors.ts';
import type { JobView } from '../../app/contract/fields.ts';
import type { SandboxOptions } from '../../sandbox/index.ts';
import { type Backend, startBackend } from '../backend/index.ts';
import { describeTrouble } from '../books-trouble.ts';
import { secretsBesideBooks } from '../secrets/beside-books.ts';

/** A line of progress now and then is enough for a terminal. */
const progressEveryMs = 1000;

/** Books opened for one command. Commands speak the same contract as the screens. */
export interface Session {
  readonly client: Client;
  readonly backend: Backend;
  /** Starts a job and waits for its end; a failed job is an error reply. */
  run(started: Promise<Reply<{ jobId: string }>>): Promise<Reply<JobView>>;
  close(): Promise<void>;
}

export async function openSession(
  booksFile: string,
  say: (line: string) => void,
  sample: SandboxOptions = {},
): Promise<Reply<Session>> {
  const started = await startBackend({
    booksFile,
    host: 'cli',
    secrets: await secretsBesideBooks(booksFile),
    openInBrowser: async () => false,
    log: say,
    sample,
  });
  if (!started.ok) {
    const message = describeTrouble(booksFile, started.error);
    return { ok: false, error: { code: 'NO_BOOKS', message, retryable: false } };
  }
  const backend = started.value;
  const client = createClient({
    call: (method: MethodName, input) => backend.dispatch(method, input),
    listen: backend.listen,
  });
  return {
    ok: true,
    value: {
      client,
      backend,
      async run(starting) {
        const reply = await starting;
        if (!reply.ok) return reply;
        const { jobId } = reply.value;
        let saidAt = 0;
        const stop = backend.listen((event) => {
          if (event.event !== 'jobs.progressed' || event.job.jobId !== jobId || event.job.message === '')
            return;
          if (Date.now() - saidAt < progressEveryMs) return;
          saidAt = Date.now();
          const of = event.job.total === null ? '' : ` of ${event.job.total}`;
          say(`${event.job.message} (${event.job.done}${of})`);
        });
        const job = await backend.jobs.wait(jobId);
        stop();
        if (job.state === 'done') return { ok: true, value: job };
        const known = errorCodes.find((one) => one === job.error?.code);
        const code = known ?? (job.error ? 'BACKEND_FAILED' : 'CANCELLED');
        return { ok: false, error: { code, message: job.error?.message ?? job.message, retryable: true } };
      },
      close: () => backend.close(),
    },
  };
}
