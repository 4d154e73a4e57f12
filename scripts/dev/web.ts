import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Plugin, ProxyOptions } from 'vite';
import type { HostKey, HostUp, HostWish } from './host-messages.ts';
import { createRestarted } from './restarted.ts';

export interface DevWebOptions {
  readonly booksFile: string;
  readonly say: (line: string) => void;
  /** Told each time a window can be opened with a new mark of the address. */
  readonly opens: (mark: string) => void;
}

/** The web host behind the screens under work, started again with the same address and token when its code changes. */
export interface DevWeb {
  /** For Vite: calls go to the web host, whose guards stay in place; only the Origin, which is Vite's, is taken off. */
  readonly proxy: Readonly<Record<string, ProxyOptions>>;
  /** For Vite: lets calls wait while the web host is started again, as a page that was reloaded with it would else fail. */
  readonly patience: Plugin;
  changed(): void;
  close(): Promise<void>;
}

const paths = ['/api', '/events', '/session'] as const;

/** Rejects when the web host does not start: it has said why. */
export async function startDevWeb({ booksFile, say, opens }: DevWebOptions): Promise<DevWeb> {
  let key: HostKey | null = null;
  /** Where it listens, once it does; null when it has ended by itself. */
  let up = Promise.withResolvers<HostKey | null>();
  const host = createRestarted({
    spawn() {
      const child = fork(join(import.meta.dirname, 'web-host.ts'));
      child.send({ booksFile, key } satisfies HostWish);
      child.on('message', (told: HostUp) => {
        key = told.key;
        opens(told.mark);
        up.resolve(told.key);
      });
      return child;
    },
    say,
    ended() {
      say('The web host has ended; it is started again with the next change.');
      up.resolve(null);
    },
  });
  await host.start();
  const first = await up.promise;
  if (first === null) throw new Error('The web host did not start.');
  const address = `http://127.0.0.1:${first.port}`;
  const to: ProxyOptions = {
    target: address,
    changeOrigin: true,
    headers: { origin: address },
    configure(proxy) {
      // Events that break off in the middle do so for the page too: it asks for them again.
      proxy.on('proxyRes', (answer, _request, response) => {
        answer.once('close', () => {
          if (!answer.complete) response.destroy();
        });
      });
    },
  };
  return {
    proxy: Object.fromEntries(paths.map((path) => [path, to])),
    patience: {
      name: 'tieout-patience',
      configureServer(server) {
        server.middlewares.use((request, _response, next) => {
          if (paths.some((path) => request.url?.startsWith(path))) void up.promise.then(() => next());
          else next();
        });
      },
    },
    changed() {
      up.resolve(null);
      up = Promise.withResolvers();
      host.changed();
    },
    close: () => host.close(),
  };
}
