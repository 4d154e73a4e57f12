import type { Client } from '../../app/contract/client.ts';
import type { JobView } from '../../app/contract/fields.ts';
import type { HostEvent, TieoutEvent } from '../../app/contract/jobs.ts';
import type { QueryCache } from './query-cache.ts';
import { touchedBy } from './topics.ts';

export interface EventEars {
  readonly cache: Pick<QueryCache, 'invalidate'>;
  readonly onJob: (job: JobView) => void;
  readonly onHost: (event: HostEvent) => void;
  /** Calls `run` later; changes that come thick and fast during a job are answered together. */
  readonly later: (run: () => void) => void;
}

/**
 * Turns events into fresh answers: `books.changed` and the end of a job make queries outdated, and a gap in `seq`
 * makes everything outdated because nobody knows what was missed.
 */
export function createEventFollower(ears: EventEars): (event: TieoutEvent) => void {
  let last: number | null = null;
  let all = false;
  const topics = new Set<string>();
  let waiting = false;

  const flush = () => {
    waiting = false;
    ears.cache.invalidate(all ? () => true : touchedBy([...topics]));
    all = false;
    topics.clear();
  };
  const soon = () => {
    if (waiting) return;
    waiting = true;
    ears.later(flush);
  };

  return (event) => {
    if (last !== null && event.seq !== last + 1) {
      all = true;
      soon();
    }
    last = event.seq;
    if (event.event === 'books.changed') {
      for (const topic of event.topics) topics.add(topic);
      soon();
      return;
    }
    if (event.event === 'host.command' || event.event === 'host.file') {
      ears.onHost(event);
      return;
    }
    ears.onJob(event.job);
    if (event.event === 'jobs.finished') {
      all = true;
      soon();
    }
  };
}

/** Listens for as long as the page lives. */
export function followEvents(client: Client, ears: EventEars): () => void {
  return client.listen(createEventFollower(ears));
}
