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
  /** Told by a host with a menu of its own: a command was chosen there. An id of the catalogue's kind: `run:orders.post`. */
  z.object({ seq: z.int(), event: z.literal('host.command'), command: z.string() }),
  /** A settlement file came from the desktop: opened in the native dialog, or handed to the program by the system. */
  z.object({
    seq: z.int(),
    event: z.literal('host.file'),
    fileName: z.string(),
    contentBase64: z.string(),
  }),
]);
export type TieoutEvent = z.infer<typeof EventSchema>;
/** What a host asks of the screens, on behalf of the person. */
export type HostEvent = Extract<TieoutEvent, { readonly event: `host.${string}` }>;
/** An event before it gets its number. */
export type EventBody = TieoutEvent extends infer One
  ? One extends TieoutEvent
    ? Omit<One, 'seq'>
    : never
  : never;
