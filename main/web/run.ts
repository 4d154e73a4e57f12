import { join } from 'node:path';
import { holdBooks } from '../../db/hold.ts';
import type { BackendOptions } from '../backend/index.ts';
import { describeTrouble } from '../books-trouble.ts';
import type { StartOptions } from '../start-options.ts';
import { buildRenderer, rendererIsStale } from './build-renderer.ts';

const root = join(import.meta.dirname, '..', '..');

/**
 * Runs Tieout for the browser until it is told to stop. Returns the exit code. `sample`: how the sample company's servers
 * are started, for journeys that steer them. The program itself is loaded while the pages of the books are checked.
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
  const { serveBooks } = await import('./serve.ts');
  return serveBooks(held.value, options, sample);
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
