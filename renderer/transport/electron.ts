import type { Transport } from '../../app/contract/client.ts';
import type { Reply } from '../../app/contract/errors.ts';
import type { TieoutEvent } from '../../app/contract/jobs.ts';
import { lineBroken } from './line-broken.ts';

/** What the preload script puts on the window in Electron; absent in a browser. */
export interface Bridge {
  call(method: string, input: unknown): Promise<Reply<unknown>>;
  on(listener: (event: TieoutEvent) => void): () => void;
}

declare global {
  interface Window {
    readonly bridge?: Bridge;
  }
}

/** Carries calls over the preload bridge. A bridge that fails becomes an error reply, never a throw. */
export function createBridgeTransport(bridge: Bridge): Transport {
  return {
    call: async (method, input) => {
      try {
        return await bridge.call(method, input);
      } catch {
        return lineBroken();
      }
    },
    listen: (listener) => bridge.on(listener),
  };
}
