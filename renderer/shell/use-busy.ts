import { runningJob, useJobs } from '../data/jobs.ts';

/** Why a job cannot be started now: another one of this shop runs. Null when the way is free. */
export function useBusy(shopId: string): string | null {
  const job = useJobs((state) => runningJob(state.jobs, shopId));
  return job && (job.shopId === null || job.shopId === shopId)
    ? `Wait until it is done: ${job.message}`
    : null;
}
