import type { Dispatch } from '../../app/contract/dispatch.ts';
import type { TieoutEvent } from '../../app/contract/jobs.ts';
import { type BackendOptions, startBackend } from '../backend/index.ts';
import { describeTrouble } from '../books-trouble.ts';

/** The backend as the window needs it: it always answers, even when it could not start. */
export interface HostedBackend {
  readonly dispatch: Dispatch;
  readonly listen: (listener: (event: TieoutEvent) => void) => () => void;
  close(): Promise<void>;
}

export async function hostBackend(options: BackendOptions): Promise<HostedBackend> {
  const started = await startBackend(options);
  return started.ok ? started.value : failedBackend(describeTrouble(options.booksFile, started.error));
}

/** Every call is refused at once with the reason of the start, so the window can show it instead of waiting. */
export function failedBackend(message: string): HostedBackend {
  return {
    dispatch: async () => ({ ok: false, error: { code: 'BACKEND_FAILED', message, retryable: false } }),
    listen: () => () => undefined,
    close: async () => undefined,
  };
}
