import type { Reply } from '../../app/contract/errors.ts';
import type { JobView } from '../../app/contract/fields.ts';
import type { TieoutEvent } from '../../app/contract/jobs.ts';

/**
 * Calls that start a job which may be started a second time. Posting is among them: the outbox knows each document by
 * its reference and asks the ledger for what was under way before it sends anything (docs/adr/0003). Linking a ledger is
 * not: it carries a key, and the person stands before it.
 */
const resumableMethods: ReadonlySet<string> = new Set([
  'products.fetch',
  'orders.fetch',
  'orders.check',
  'orders.post',
  'payments.fetchMissing',
  'payments.post',
  'documents.resolve',
]);

export interface Call {
  readonly method: string;
  readonly input: unknown;
}

export interface LostJob {
  /** What was last told about it. */
  readonly view: JobView;
  /** The call that starts it again; null when it must not, or when it has died with it once already. */
  readonly again: Call | null;
}

/** Remembers which calls have jobs under way, so that they can be started again when the backend dies. */
export interface RunningJobs {
  answered(call: Call, reply: Reply<unknown>, isSecondTry?: boolean): void;
  heard(event: TieoutEvent): void;
  /** Jobs that run now, for the dock, the battery and the question before closing. */
  views(): readonly JobView[];
  /** The backend has died: gives what ran in it, and forgets it. */
  lost(): readonly LostJob[];
}

export function createRunningJobs(): RunningJobs {
  const calls = new Map<string, { readonly call: Call; readonly isSecondTry: boolean }>();
  const views = new Map<string, JobView>();
  /** Jobs that ended before the answer to their call was here. */
  const ended = new Set<string>();
  return {
    answered(call, reply, isSecondTry = false) {
      const jobId = reply.ok ? jobIdOf(reply.value) : null;
      if (jobId === null || ended.delete(jobId) || !resumableMethods.has(call.method)) return;
      calls.set(jobId, { call, isSecondTry });
    },
    heard(event) {
      if (event.event === 'jobs.progressed') views.set(event.job.jobId, event.job);
      else if (event.event === 'jobs.finished') {
        const { jobId } = event.job;
        views.delete(jobId);
        if (!calls.delete(jobId)) ended.add(jobId);
      }
    },
    views: () => [...views.values()],
    lost() {
      const all = [...views.values()].map((view): LostJob => {
        const known = calls.get(view.jobId);
        return { view, again: known && !known.isSecondTry ? known.call : null };
      });
      calls.clear();
      views.clear();
      ended.clear();
      return all;
    },
  };
}

function jobIdOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('jobId' in value)) return null;
  return typeof value.jobId === 'string' ? value.jobId : null;
}
