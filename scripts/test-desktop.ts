import { join } from 'node:path';
import { buildRenderer, rendererIsStale } from '../main/web/build-renderer.ts';
import { buildElectron, electronIsStale } from './build-electron.ts';
import { ensureChromium } from './ensure-chromium.ts';
import { runTool } from './run.ts';

/**
 * `npm run test:desktop`: the journeys of the desktop on the built program, with the stand-in for Electron. Further
 * arguments go to Playwright; `--project=electron` takes the real one, where it is installed.
 */
const root = join(import.meta.dirname, '..');
const given = process.argv.slice(2);
const project = given.some((arg) => arg.startsWith('--project')) ? [] : ['--project=desktop'];

ensureChromium();
if (rendererIsStale(root)) await buildRenderer(root);
if (electronIsStale(root)) await buildElectron(root);
const { ok } = await runTool(
  'playwright',
  ['test', '--config', 'e2e/playwright.config.ts', ...project, ...given],
  { show: true },
);
process.exitCode = ok ? 0 : 1;
