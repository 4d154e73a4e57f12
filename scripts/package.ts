import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'electron-builder';
import { buildRenderer } from '../main/web/build-renderer.ts';
import { buildElectron } from './build-electron.ts';
import { inspectPackage } from './inspect-package.ts';
import { isSystem, programFolders, toBuilderOptions } from './packaging/builder-config.ts';
import { planBuild } from './packaging/plan-build.ts';

/**
 * `npm run package`: the installers of this system into `release/`, then read back. `--dir` leaves the installers out.
 * What is signed, notarised and updated says the environment (packaging/README.md).
 */
const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { dir: { type: 'boolean', default: false } } });
try {
  process.exitCode = await run(values.dir);
} catch (problem) {
  console.error(`The package was not built. ${problem instanceof Error ? problem.message : problem}`);
  process.exitCode = 1;
}

async function run(onlyFolder: boolean): Promise<number> {
  const { platform } = process;
  if (!isSystem(platform)) {
    console.error(`Electron has no program for ${platform}.`);
    return 1;
  }
  // A build server sets what it has no value for to nothing, which electron-builder would take for a path.
  for (const [name, value] of Object.entries(process.env)) if (value === '') delete process.env[name];
  const plan = planBuild(platform, process.env);
  for (const line of plan.says) console.log(line);
  for (const line of plan.refusals) console.error(line);
  if (plan.refusals.length > 0) return 1;

  const release = join(root, 'release');
  // What an earlier build left would be packed, or taken for this one's.
  for (const folder of [release, join(root, 'dist')]) rmSync(folder, { recursive: true, force: true });
  await buildRenderer(root);
  await buildElectron(root);
  await build(toBuilderOptions(root, { platform, onlyFolder, config: plan.config }));

  const names = existsSync(release) ? readdirSync(release) : [];
  const folders = programFolders(release, platform, names);
  if (folders.length === 0) console.error('electron-builder left no program in release/.');
  let wrong = folders.length === 0 ? 1 : 0;
  for (const folder of folders) wrong += (await inspectPackage(root, folder)).length;
  for (const name of names) if (/\.(exe|dmg|zip|AppImage|deb)$/.test(name)) console.log(`release/${name}`);
  return wrong === 0 ? 0 : 1;
}
