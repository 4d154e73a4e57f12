import type { EventBody, TieoutEvent } from '../../app/contract/jobs.ts';

/** Events of several lives of the backend, and of the host itself, numbered as one row. */
export interface EventLine {
  emit(event: EventBody): void;
  /** Leaves one number out: listeners see the gap and ask again for everything. */
  skip(): void;
  listen(listener: (event: TieoutEvent) => void): () => void;
}

export function createEventLine(): EventLine {
  const listeners = new Set<(event: TieoutEvent) => void>();
  let seq = 0;
  return {
    emit(event) {
      seq += 1;
      for (const listener of listeners) listener({ ...event, seq });
    },
    skip() {
      seq += 1;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
