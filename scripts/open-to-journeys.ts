import { cpSync, rmSync } from 'node:fs';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { findPlace } from './packaging/read-package.ts';

/**
 * Copies a packaged Tieout and flips one fuse of the copy, so that journeys can reach into its main process:
 * `node scripts/open-to-journeys.ts release/linux-unpacked release-open`. The copy is for trying only; the package itself
 * stays sealed.
 */
const [from, to] = process.argv.slice(2);
if (from === undefined || to === undefined) {
  console.error('Name the folder of a packaged Tieout, and the folder for the copy.');
  process.exitCode = 2;
} else {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  await flipFuses(findPlace(to).program, {
    version: FuseVersion.V1,
    // A changed program needs a signature again, if only that of nobody.
    resetAdHocDarwinSignature: process.platform === 'darwin',
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  console.log(`${to} lets a debugger in.`);
}
