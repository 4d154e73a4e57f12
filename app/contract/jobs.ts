import { z } from 'zod';
import { Empty, Id, JobView } from './fields.ts';
import { command, query } from './method.ts';

export const jobMethods = {
  'jobs.get': query(
    'A job with its progress and result.',
    z.object({ jobId: Id }),
    z.object({ job: JobView }),
  ),
  'jobs.list': query('The latest jobs, newest first.', Empty, z.object({ jobs: z.array(JobView) })),
  'jobs.cancel': command('Stops a job after its current document.', z.object({ jobId: Id }), Empty),
} as const;

/** What the backend tells without being asked. `seq` grows by one; on a gap the client asks again for everything. */
export const EventSchema = z.discriminatedUnion('event', [
  z.object({ seq: z.int(), event: z.literal('jobs.progressed'), job: JobView }),
  z.object({ seq: z.int(), event: z.literal('jobs.finished'), job: JobView }),
  z.object({ seq: z.int(), event: z.literal('books.changed'), topics: z.array(z.string()) }),
]);
export type TieoutEvent = z.infer<typeof EventSchema>;
/** An event before it gets its number. */
export type EventBody = TieoutEvent extends infer One
  ? One extends TieoutEvent
    ? Omit<One, 'seq'>
    : never
  : never;
