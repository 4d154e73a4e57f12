import { join } from 'node:path';
import type { HeldBooks } from '../../db/hold.ts';
import { type BackendOptions, startBackend } from '../backend/index.ts';
import { describeTrouble } from '../books-trouble.ts';
import { secretsBesideBooks } from '../secrets/beside-books.ts';
import type { StartOptions } from '../start-options.ts';
import { type LateBackend, lateBackend } from './late-backend.ts';
import { openInBrowser } from './open-in-browser.ts';
import { startWebHost, type WebHost } from './server.ts';

/** From the start of a cold browser to its first request. */
const browserStartsWithinMs = 120_000;

const root = join(import.meta.dirname, '..', '..');

/** Serves books that are held to the browser until it is told to stop, and closes them. Returns the exit code. */
export async function serveBooks(
  held: HeldBooks,
  options: StartOptions,
  sample: Pick<BackendOptions, 'startSample'>,
): Promise<number> {
  const { booksFile } = options;
  // A browser takes longer to open than the books: the address is there while they are checked.
  const starting = secretsBesideBooks(booksFile).then((secrets) =>
    startBackend({
      booksFile,
      held,
      host: 'web',
      secrets,
      openInBrowser: (url) => openOrTell(url, options.open),
      log: (line) => console.error(line),
      ...sample,
    }),
  );
  const host = await serve(
    lateBackend(starting, (trouble) => describeTrouble(booksFile, trouble)),
    options.port,
  );
  if (host !== null) {
    console.log(`Books: ${booksFile}`);
    console.log(`Tieout is open at ${host.newUrl()}`);
    // The address goes through the browser's command line, which other users of the machine can read: good once, briefly.
    if (options.open) await openInBrowser(host.newUrl(browserStartsWithinMs));
  }
  const started = await starting;
  if (!started.ok) console.error(describeTrouble(booksFile, started.error));
  // A window that was opened shows why the books did not, until it has been read.
  if (host && (started.ok || options.open)) {
    console.log('Ctrl+C closes it.');
    await untilToldToStop();
  }
  await host?.close();
  if (!started.ok) return 1;
  await started.value.close();
  if (!host) return 1;
  console.log('Tieout is closed.');
  return 0;
}

/** Where no browser opens, the address is said here: the screens ask to look for it. */
async function openOrTell(url: string, mayOpen: boolean): Promise<boolean> {
  if (mayOpen && (await openInBrowser(url))) return true;
  console.log(`Open this address in a browser: ${url}`);
  return false;
}

async function serve(backend: LateBackend, port: number): Promise<WebHost | null> {
  try {
    const host = await startWebHost({
      dispatch: backend.dispatch,
      listen: backend.listen,
      staticFolder: join(root, 'dist', 'renderer'),
      port,
      onRedirect: (query) => backend.redirected(query),
      onOpened: () => console.log(`Another window: ${host.newUrl()}`),
    });
    return host;
  } catch (problem) {
    if (!(problem instanceof Error && 'code' in problem && problem.code === 'EADDRINUSE')) throw problem;
    console.error(
      `Port ${port} is in use by another program. Choose another with --port, or leave the option out.`,
    );
    return null;
  }
}

/** The first signal closes in good order; a second one ends at once, as signals do. */
function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, stop);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  });
}
