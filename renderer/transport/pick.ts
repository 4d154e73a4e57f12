import type { Transport } from '../../app/contract/client.ts';
import { createBridgeTransport } from './electron.ts';
import { createHttpTransport, type LineEars } from './http.ts';
import { createSession } from './session.ts';

/** The bridge where Electron put one, else HTTP to the host that served this page. */
export function pickTransport(window: Window & typeof globalThis, ears: LineEars): Transport {
  if (window.bridge) return createBridgeTransport(window.bridge);
  const fetch: typeof window.fetch = (url, init) => window.fetch(url, init);
  return createHttpTransport({
    token: createSession(window, fetch),
    fetch,
    pause: (milliseconds) => new Promise((resolve) => window.setTimeout(resolve, milliseconds)),
    ...ears,
  });
}
