import { join } from 'node:path';
import { type Backend, type BackendOptions, startBackend } from '../backend/index.ts';
import { describeTrouble } from '../books-trouble.ts';
import { secretsBesideBooks } from '../secrets/beside-books.ts';
import { parseStartOptions, type StartOptions } from '../start-options.ts';
import { buildRenderer, rendererIsStale } from './build-renderer.ts';
import { openInBrowser } from './open-in-browser.ts';
import { startWebHost, type WebHost } from './server.ts';

/** From the start of a cold browser to its first request. */
const browserStartsWithinMs = 120_000;

const root = join(import.meta.dirname, '..', '..');

/**
 * Runs Tieout for the browser until it is told to stop. Returns the exit code. `sample`: how the sample company's servers
 * are started, for journeys that steer them.
 */
export async function runWeb(
  options: StartOptions,
  sample: Pick<BackendOptions, 'startSample'> = {},
): Promise<number> {
  const { booksFile } = options;
  if (!(await buildScreens())) return 1;
  const started = await startBackend({
    booksFile,
    host: 'web',
    secrets: await secretsBesideBooks(booksFile),
    openInBrowser: (url) => openOrTell(url, options.open),
    log: (line) => console.error(line),
    ...sample,
  });
  if (!started.ok) {
    console.error(describeTrouble(booksFile, started.error));
    return 1;
  }
  const backend = started.value;
  const host = await serve(backend, options.port);
  if (host === null) {
    await backend.close();
    return 1;
  }
  console.log(`Books: ${booksFile}`);
  console.log(`Tieout is open at ${host.newUrl()}`);
  // The address goes through the browser's command line, which other users of the machine can read: good once, briefly.
  if (options.open) await openInBrowser(host.newUrl(browserStartsWithinMs));
  console.log('Ctrl+C closes it.');
  await untilToldToStop();
  await host.close();
  await backend.close();
  console.log('Tieout is closed.');
  return 0;
}

/** Where no browser opens, the address is said here: the screens ask to look for it. */
async function openOrTell(url: string, mayOpen: boolean): Promise<boolean> {
  if (mayOpen && (await openInBrowser(url))) return true;
  console.log(`Open this address in a browser: ${url}`);
  return false;
}

/** False when the sources of the screens do not build; what is wrong with them is said. */
async function buildScreens(): Promise<boolean> {
  if (!rendererIsStale(root)) return true;
  console.log('Building the screens, as they are missing or older than their sources …');
  try {
    console.log(`The screens are built (${await buildRenderer(root)} ms).`);
    return true;
  } catch (problem) {
    console.error(`The screens could not be built. ${problem instanceof Error ? problem.message : problem}`);
    return false;
  }
}

async function serve(backend: Backend, port: number): Promise<WebHost | null> {
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

if (import.meta.main) {
  const options = parseStartOptions(process.argv.slice(2), process.env);
  if (options.ok) process.exitCode = await runWeb(options.value);
  else {
    console.error(options.error);
    process.exitCode = 1;
  }
}
