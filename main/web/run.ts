import { join } from 'node:path';
import { holdBooks } from '../../db/hold.ts';
import type { BackendOptions } from '../backend/index.ts';
import { describeTrouble } from '../books-trouble.ts';
import type { StartOptions } from '../start-options.ts';
import { buildRenderer, rendererIsStale } from './build-renderer.ts';
import { type Door, openDoor } from './door.ts';
import { untilToldToStop } from './told-to-stop.ts';

/** From the start of a cold browser to its first request. */
const browserStartsWithinMs = 120_000;

const root = join(import.meta.dirname, '..', '..');

/**
 * Runs Tieout for the browser until it is told to stop. Returns the exit code. `sample`: how the sample company's servers
 * are started, for journeys that steer them. The program itself is loaded while the pages of the books are checked and the
 * browser opens.
 */
export async function runWeb(
  options: StartOptions,
  sample: Pick<BackendOptions, 'startSample'> = {},
): Promise<number> {
  if (!(await buildScreens())) return 1;
  const held = holdBooks(options.booksFile);
  if (!held.ok) {
    console.error(describeTrouble(options.booksFile, held.error));
    return 1;
  }
  void held.value.findDamageAside();
  const door = await openDoorOrTell(options.port);
  if (!door) {
    held.value.release();
    return 1;
  }
  // Listened for from here on: who ends a program that has said its address ends it in good order.
  const stop = untilToldToStop();
  console.log(`Books: ${options.booksFile}`);
  console.log(`Tieout is open at ${door.newUrl()}`);
  // The address goes through the browser's command line, which other users of the machine can read: good once, briefly.
  if (options.open) {
    const { openInBrowser } = await import('./open-in-browser.ts');
    await openInBrowser(door.newUrl(browserStartsWithinMs));
  }
  const { serveBooks } = await import('./serve.ts');
  return serveBooks({ held: held.value, door, stop }, options, sample);
}

async function openDoorOrTell(port: number): Promise<Door | null> {
  try {
    return await openDoor(port);
  } catch (problem) {
    if (!(problem instanceof Error && 'code' in problem && problem.code === 'EADDRINUSE')) throw problem;
    console.error(
      `Port ${port} is in use by another program. Choose another with --port, or leave the option out.`,
    );
    return null;
  }
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
