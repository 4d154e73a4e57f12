import type { Transport } from '../../app/contract/client.ts';
import { createBridgeTransport } from './electron.ts';
import { createHttpTransport, type LineEars } from './http.ts';
import { takeToken } from './token.ts';

/** The bridge where Electron put one, else HTTP to the host that served this page. */
export function pickTransport(window: Window & typeof globalThis, ears: LineEars): Transport {
  if (window.bridge) return createBridgeTransport(window.bridge);
  return createHttpTransport({
    token: takeToken(window),
    fetch: (url, init) => window.fetch(url, init),
    pause: (milliseconds) => new Promise((resolve) => window.setTimeout(resolve, milliseconds)),
    ...ears,
  });
}
