import type { Reply } from '../../app/contract/errors.ts';
import type { Backend, StartedBackend } from '../backend/index.ts';

export type LateBackend = Pick<Backend, 'dispatch' | 'listen' | 'redirected'>;

/**
 * A backend that is still starting: a browser needs longer to open than the books, so both begin at once. Calls wait for
 * it; when it cannot start, each is refused with the reason (`describe`), which the window shows.
 */
export function lateBackend(
  starting: Promise<StartedBackend>,
  describe: (of: Refused) => string,
): LateBackend {
  return {
    async dispatch(method, input) {
      const started = await starting;
      return started.ok ? started.value.dispatch(method, input) : refuse(describe(started.error));
    },
    listen(listener) {
      let stop: (() => void) | null = null;
      let stopped = false;
      void starting.then((started) => {
        if (started.ok && !stopped) stop = started.value.listen(listener);
      });
      return () => {
        stopped = true;
        stop?.();
      };
    },
    async redirected(query) {
      const started = await starting;
      return started.ok ? started.value.redirected(query) : describe(started.error);
    },
  };
}

type Refused = Extract<StartedBackend, { ok: false }>['error'];

function refuse(message: string): Reply<never> {
  return { ok: false, error: { code: 'NO_BOOKS', message, retryable: false } };
}
