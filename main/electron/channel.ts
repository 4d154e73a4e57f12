import type { Reply } from '../../app/contract/errors.ts';
import type { TieoutEvent } from '../../app/contract/jobs.ts';

/** The one IPC channel: calls go in by `invoke`, events come out by `send`. */
export const CHANNEL = 'api';

/** All that a page in Electron gets besides the web's own objects. */
export interface Bridge {
  call(method: string, input: unknown): Promise<Reply<unknown>>;
  /** Returns the function that stops listening. */
  on(listener: (event: TieoutEvent) => void): () => void;
}
