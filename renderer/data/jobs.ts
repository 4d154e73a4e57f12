import { create } from 'zustand';
import type { JobView } from '../../app/contract/fields.ts';

interface JobsState {
  /** Latest view of each job of this session, by id. */
  readonly jobs: ReadonlyMap<string, JobView>;
  apply(job: JobView): void;
}

/** Jobs as the backend's events tell them. Progress is shown from here; results come from the books. */
export const useJobs = create<JobsState>((set) => ({
  jobs: new Map(),
  apply: (job) =>
    set((state) => {
      const known = state.jobs.get(job.jobId);
      // Progress that arrives after the end would bring a finished job back to life.
      if (known && known.state !== 'running' && job.state === 'running') return state;
      return { jobs: new Map(state.jobs).set(job.jobId, job) };
    }),
}));

/** The running job of a shop (or one without a shop), the newest first; undefined when nothing runs. */
export function runningJob(jobs: ReadonlyMap<string, JobView>, shopId: string | null): JobView | undefined {
  return [...jobs.values()]
    .filter((job) => job.state === 'running')
    .sort(
      (a, b) => Number(b.shopId === shopId) - Number(a.shopId === shopId) || b.startedAt - a.startedAt,
    )[0];
}
