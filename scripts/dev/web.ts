import { join } from 'node:path';
import type { ProxyOptions } from 'vite';
import { startBackend } from '../../main/backend/index.ts';
import { secretsBesideBooks } from '../../main/secrets/beside-books.ts';
import type { StartOptions } from '../../main/start-options.ts';
import { openInBrowser } from '../../main/web/open-in-browser.ts';
import { startWebHost } from '../../main/web/server.ts';

export interface DevWeb {
  /** For Vite: calls go to the web host, whose guards stay in place; only the Origin, which is Vite's, is taken off. */
  readonly proxy: Readonly<Record<string, ProxyOptions>>;
  /** The mark of the address, with the code that opens the host. */
  readonly newMark: () => string;
  close(): Promise<void>;
}

/** The web host behind the screens under work. The backend is loaded once: after a change there, start again. */
export async function startDevWeb(root: string, { booksFile }: StartOptions): Promise<DevWeb> {
  const started = await startBackend({
    booksFile,
    host: 'web',
    secrets: await secretsBesideBooks(booksFile),
    openInBrowser,
    log: (line) => console.error(line),
  });
  if (!started.ok) throw new Error(started.error.message);
  const backend = started.value;
  const host = await startWebHost({
    dispatch: backend.dispatch,
    listen: backend.listen,
    staticFolder: join(root, 'renderer', 'public'),
  });
  const to: ProxyOptions = {
    target: host.address,
    changeOrigin: true,
    headers: { origin: host.address },
  };
  return {
    proxy: { '/api': to, '/events': to, '/session': to },
    newMark: () => new URL(host.newUrl()).hash,
    async close() {
      await host.close();
      await backend.close();
    },
  };
}
