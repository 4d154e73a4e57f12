import { join } from 'node:path';
import type { HeldBooks } from '../../db/hold.ts';
import { type BackendOptions, startBackend } from '../backend/index.ts';
import { describeTrouble } from '../books-trouble.ts';
import { secretsBesideBooks } from '../secrets/beside-books.ts';
import type { StartOptions } from '../start-options.ts';
import type { Door } from './door.ts';
import { lateBackend } from './late-backend.ts';
import { openInBrowser } from './open-in-browser.ts';
import { startWebHost } from './server.ts';

const root = join(import.meta.dirname, '..', '..');

export interface Served {
  readonly held: HeldBooks;
  readonly door: Door;
  /** Resolves when the program is to end. */
  readonly stop: Promise<void>;
}

/** Serves books that are held to the browser until `stop`, and closes them. Returns the exit code. */
export async function serveBooks(
  { held, door, stop }: Served,
  options: StartOptions,
  sample: Pick<BackendOptions, 'startSample'>,
): Promise<number> {
  const { booksFile } = options;
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
  const backend = lateBackend(starting, (trouble) => describeTrouble(booksFile, trouble));
  const host = await startWebHost({
    door,
    dispatch: backend.dispatch,
    listen: backend.listen,
    staticFolder: join(root, 'dist', 'renderer'),
    onRedirect: (query) => backend.redirected(query),
    onOpened: () => console.log(`Another window: ${door.newUrl()}`),
  });
  const started = await starting;
  if (!started.ok) console.error(describeTrouble(booksFile, started.error));
  // A window that was opened shows why the books did not, until it has been read.
  if (started.ok || options.open) {
    console.log('Ctrl+C closes it.');
    await stop;
  }
  await host.close();
  if (!started.ok) return 1;
  await started.value.close();
  console.log('Tieout is closed.');
  return 0;
}

/** Where no browser opens, the address is said here: the screens ask to look for it. */
async function openOrTell(url: string, mayOpen: boolean): Promise<boolean> {
  if (mayOpen && (await openInBrowser(url))) return true;
  console.log(`Open this address in a browser: ${url}`);
  return false;
}
