import type { Backend, BackendOptions, StartedBackend } from '../../backend/index.ts';
import type { BackendProcess } from '../backend-life.ts';
import type { FromBackend, ToBackend } from '../backend-messages.ts';
import { serveBackend } from '../serve-backend.ts';

/** Both ends of the line to the backend's process in one process; messages are cloned on their way, as they are. */
export function connectProcess(start: (options: BackendOptions) => Promise<StartedBackend>): BackendProcess {
  const toBackend: ((message: { readonly data: ToBackend }) => void)[] = [];
  const fromBackend: ((message: FromBackend) => void)[] = [];
  const exits: ((code: number) => void)[] = [];
  const exit = (code: number) => {
    for (const listener of exits) listener(code);
  };
  serveBackend({
    port: {
      on: (_event, listener) => toBackend.push(listener),
      postMessage: (message) => {
        const copy = structuredClone(message);
        queueMicrotask(() => {
          for (const listener of fromBackend) listener(copy);
        });
      },
    },
    start,
    exit,
  });
  return {
    on(event: 'message' | 'exit', listener: ((message: FromBackend) => void) | ((code: number) => void)) {
      // The overloads of the interface pair each event with its listener.
      if (event === 'message') fromBackend.push(listener as (message: FromBackend) => void);
      else exits.push(listener as (code: number) => void);
    },
    postMessage(message: ToBackend) {
      const data = structuredClone(message);
      queueMicrotask(() => {
        for (const listener of toBackend) listener({ data });
      });
    },
    kill() {
      exit(1);
      return true;
    },
  };
}

/** A backend that runs already, for a line that is only to carry it. */
export function alreadyStarted(backend: Backend): () => Promise<StartedBackend> {
  return async () => ({ ok: true, value: backend });
}
