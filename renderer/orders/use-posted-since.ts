import type { JobView } from '../../app/contract/fields.ts';
import { useJobs } from '../data/jobs.ts';

/** When the latest posting of this session began for the shop: what it posted is "posted now". Null before the first. */
export function usePostedSince(shopId: string): number | null {
  return useJobs(({ jobs }) => postedSinceOf(jobs, shopId));
}

export function postedSinceOf(jobs: ReadonlyMap<string, JobView>, shopId: string): number | null {
  let since: number | null = null;
  for (const job of jobs.values()) {
    const posts = job.kind === 'orders.post' || job.kind === 'payments.fetchMissing';
    if (posts && job.shopId === shopId) since = Math.max(since ?? 0, job.startedAt);
  }
  return since;
}
