import type { EventBody, TieoutEvent } from '../../app/contract/jobs.ts';

/** Numbers events and hands them to every listener. */
export interface EventHub {
  emit(event: EventBody): void;
  listen(listener: (event: TieoutEvent) => void): () => void;
}

export function createEventHub(): EventHub {
  const listeners = new Set<(event: TieoutEvent) => void>();
  let seq = 0;
  return {
    emit(event) {
      seq += 1;
      const numbered: TieoutEvent = { ...event, seq };
      for (const listener of listeners) listener(numbered);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
