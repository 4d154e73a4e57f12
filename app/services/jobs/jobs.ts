import { type ApiError, describeDiskTrouble, type Reply } from '../../contract/errors.ts';
import type { JobView } from '../../contract/fields.ts';
import type { EventBody } from '../../contract/jobs.ts';
import type { ShopId } from '../../domain/ids.ts';
import type { Books } from '../../ports/books.ts';
import type { Cancel } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import { done, refuse } from '../replies.ts';

/** What a running job may use: tell how far it is, and ask whether it should stop after the current document. */
export interface JobContext {
  readonly cancel: Cancel;
  progress(done: number, total: number | null, message: string): void;
}

export type JobWork = (context: JobContext) => Promise<Reply<unknown>>;

/** Long work with progress and cancel. One job of a lane runs at a time; another one is refused with a sentence. */
export interface Jobs {
  start(kind: string, shopId: ShopId | null, lane: string, work: JobWork): Reply<{ jobId: string }>;
  get(jobId: string): Promise<JobView | null>;
  list(): Promise<readonly JobView[]>;
  cancel(jobId: string): void;
  /** Resolves when the job has ended; used by scripts, which wait. */
  wait(jobId: string): Promise<JobView>;
  /** Cancels everything and waits until it has stopped. */
  close(): Promise<void>;
}

interface Running {
  view: JobView;
  aborted: boolean;
  readonly lane: string;
  readonly ended: Promise<JobView>;
}

export interface JobsOptions {
  readonly books: Books;
  readonly clock: Clock;
  readonly randomId: () => string;
  readonly emit: (event: EventBody) => void;
  readonly onDefect: (kind: string, defect: unknown) => void;
}

/** For work that had nothing to tell yet. */
const cancelledEarly = 'Cancelled before anything was done.';

export function createJobs(options: JobsOptions): Jobs {
  const { books, clock, emit } = options;
  const running = new Map<string, Running>();
  let closed = false;

  /** A job that cannot be noted down (a full disk, say) still runs and ends: its lane must become free again. */
  const keep = async (view: JobView): Promise<void> => {
    try {
      await books.jobs.save(toStored(view));
    } catch (defect) {
      options.onDefect(view.kind, defect);
    }
  };

  const attempt = async (work: JobWork, cancel: Cancel, job: Running): Promise<Reply<unknown>> => {
    try {
      return await work({
        cancel,
        progress(count, total, message) {
          job.view = { ...job.view, done: count, total, message };
          emit({ event: 'jobs.progressed', job: job.view });
        },
      });
    } catch (defect) {
      options.onDefect(job.view.kind, defect);
      const unknown = 'Something inside Tieout failed. What was done before it is kept.';
      return refuse('BACKEND_FAILED', describeDiskTrouble(defect) ?? unknown);
    }
  };

  const finish = async (job: Running, reply: Reply<unknown>): Promise<JobView> => {
    const error: ApiError | null = reply.ok ? null : reply.error;
    const isCancelled = reply.ok ? job.aborted : reply.error.code === 'CANCELLED';
    const ending = reply.ok ? 'done' : 'failed';
    job.view = {
      ...job.view,
      state: isCancelled ? 'cancelled' : ending,
      message: (error?.message ?? job.view.message) || (isCancelled ? cancelledEarly : ''),
      result: reply.ok ? reply.value : null,
      error: error ? { code: error.code, message: error.message } : null,
      finishedAt: clock.now(),
    };
    // Noted down first: whoever asks finds it either running or ended. Nobody waits for every job, so this never rejects.
    await keep(job.view);
    running.delete(job.view.jobId);
    emit({ event: 'jobs.finished', job: job.view });
    return job.view;
  };

  return {
    start(kind, shopId, lane, work) {
      if (closed) return refuse('BUSY', 'Tieout is closing. Start it again, then try once more.');
      for (const other of running.values()) {
        if (other.lane !== lane) continue;
        return refuse(
          'BUSY',
          `“${other.view.message || other.view.kind}” is still running. Wait for it or cancel it.`,
        );
      }
      const view: JobView = {
        jobId: options.randomId(),
        kind,
        shopId,
        state: 'running',
        done: 0,
        total: null,
        message: '',
        result: null,
        error: null,
        startedAt: clock.now(),
        finishedAt: null,
      };
      const cancel = { aborted: false };
      const run = async (): Promise<JobView> => {
        // Started before `running` holds it: one turn later everything is in place.
        await Promise.resolve();
        await keep(view);
        return finish(job, await attempt(work, cancel, job));
      };
      const job: Running = {
        view,
        lane,
        ended: run(),
        get aborted() {
          return cancel.aborted;
        },
        set aborted(value: boolean) {
          cancel.aborted = value;
        },
      };
      running.set(view.jobId, job);
      emit({ event: 'jobs.progressed', job: view });
      return done({ jobId: view.jobId });
    },
    async get(jobId) {
      const job = running.get(jobId);
      if (job) return job.view;
      const stored = await books.jobs.load(jobId);
      return stored ? toView(stored) : null;
    },
    async list() {
      const stored = (await books.jobs.list(50)).map(toView);
      return stored.map((job) => running.get(job.jobId)?.view ?? job);
    },
    cancel(jobId) {
      const job = running.get(jobId);
      if (job) job.aborted = true;
    },
    async wait(jobId) {
      const job = running.get(jobId);
      if (job) return job.ended;
      const stored = await books.jobs.load(jobId);
      if (!stored) throw new Error(`There is no job ${jobId}`);
      return toView(stored);
    },
    async close() {
      closed = true;
      const all = [...running.values()];
      for (const job of all) job.aborted = true;
      await Promise.all(all.map((job) => job.ended));
    },
  };
}

type Stored = Parameters<Books['jobs']['save']>[0];

function toStored(view: JobView): Stored {
  const { error, shopId, ...rest } = view;
  // A job's shop id came from the books when it was started.
  return { ...rest, shopId: shopId as ShopId | null, result: { value: view.result, error } };
}

function toView(stored: Stored): JobView {
  // Written by toStored; anything else in the books reads as "no result".
  const kept = (stored.result ?? {}) as { value?: unknown; error?: JobView['error'] };
  return { ...stored, result: kept.value ?? null, error: kept.error ?? null };
}
