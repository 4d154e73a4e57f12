import type { Reply } from '../../app/contract/errors.ts';
import type { TieoutEvent } from '../../app/contract/jobs.ts';
import { type Bridge, CHANNEL } from './channel.ts';

/** What is used of Electron's `ipcRenderer`. */
export interface IpcRenderer {
  invoke(channel: string, method: string, input: unknown): Promise<Reply<unknown>>;
  on(channel: string, listener: (event: unknown, message: TieoutEvent) => void): unknown;
  removeListener(channel: string, listener: (event: unknown, message: TieoutEvent) => void): unknown;
}

/** Two functions, frozen. Electron's event object, with its sender and ports, never reaches the page. */
export function createBridge(ipc: IpcRenderer): Bridge {
  const bridge: Bridge = {
    call: (method, input) => ipc.invoke(CHANNEL, method, input).catch(lineBroken),
    on: (listener) => {
      const relay = (_event: unknown, message: TieoutEvent): void => listener(message);
      ipc.on(CHANNEL, relay);
      return () => {
        ipc.removeListener(CHANNEL, relay);
      };
    },
  };
  return Object.freeze(bridge);
}

function lineBroken(): Reply<never> {
  return {
    ok: false,
    error: {
      code: 'BACKEND_FAILED',
      message: 'The part of Tieout that keeps the books does not answer. Close Tieout and start it again.',
      retryable: true,
    },
  };
}
