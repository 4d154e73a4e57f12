import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildRenderer, rendererIsStale } from '../main/web/build-renderer.ts';
import { buildElectron, electronIsStale } from './build-electron.ts';
import { describeCheck, runChecks } from './checks.ts';
import { ensureChromium } from './ensure-chromium.ts';
import { runTool } from './run.ts';
import { addTallies, type Tally, tallyPlaywright, tallyVitest } from './tally.ts';

/** `npm test`: checks, unit tests and journeys. All of them run; the last line counts them together. */
const root = join(import.meta.dirname, '..');
const results = join(root, 'test-results');

// Reports of an earlier run must not be taken for this one's.
rmSync(results, { recursive: true, force: true });
mkdirSync(results);

const tallies = [await countChecks(), await countUnitTests(), await countJourneys()];
const { passed, failed } = addTallies(tallies);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function countChecks(): Promise<Tally> {
  console.log('Checks');
  const checks = await runChecks((result) => console.log(describeCheck(result)));
  const passed = checks.filter((check) => check.ok).length;
  return { passed, failed: checks.length - passed };
}

async function countUnitTests(): Promise<Tally> {
  console.log('\nUnit tests');
  const report = join(results, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { ok } = await runTool('vitest', args, { show: true });
  return tallyVitest(readReport(report), ok);
}

async function countJourneys(): Promise<Tally> {
  console.log('\nJourneys');
  try {
    console.log(`Browser: ${ensureChromium()}`);
    if (rendererIsStale(root)) await buildRenderer(root);
    if (electronIsStale(root)) await buildElectron(root);
  } catch (problem) {
    console.error(problem instanceof Error ? problem.message : problem);
    return { passed: 0, failed: 1 };
  }
  const { ok } = await runTool('playwright', ['test', '--config', 'e2e/playwright.config.ts'], {
    show: true,
  });
  return tallyPlaywright(readReport(join(results, 'playwright.json')), ok);
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // A tool that died before its report; its tally says so.
    return undefined;
  }
}
