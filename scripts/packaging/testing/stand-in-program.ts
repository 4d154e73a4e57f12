import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The word before the fuses in Electron's program, and Electron 45's wire: version 1, nine fuses as Electron ships them. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const shipped = '101100011';

/**
 * A folder that electron-builder takes for an unpacked Electron of Linux: what it copies, renames, removes and flips is there.
 * It cannot be started.
 */
export async function writeStandInProgram(folder: string): Promise<string> {
  await mkdir(join(folder, 'resources'), { recursive: true });
  await mkdir(join(folder, 'locales'));
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, shipped.length]), Buffer.from(shipped)]);
  await writeFile(join(folder, 'electron'), Buffer.concat([Buffer.from('\x7fELF no program '), wire]));
  for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox']) {
    await writeFile(join(folder, name), name);
  }
  for (const name of ['de', 'en-GB', 'en-US']) await writeFile(join(folder, 'locales', `${name}.pak`), name);
  return folder;
}
