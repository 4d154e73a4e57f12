import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Run, runTool } from './run.ts';

const root = join(import.meta.dirname, '..');
// dependency-cruiser refuses a folder that is not there.
const folders = ['app', 'db', 'main', 'renderer', 'sandbox', 'e2e', 'bench', 'faults', 'scripts'].filter(
  (folder) => existsSync(join(root, folder)),
);

/**
 * Checks the table of design.md §1 (`.dependency-cruiser.cjs`). dependency-cruiser passes happily over files that it
 * cannot parse, so an answer about next to no TypeScript files counts as a failure.
 */
export async function boundaryProblems(): Promise<Run> {
  const run = await runTool('depcruise', ['--config', '.dependency-cruiser.cjs', ...folders]);
  const seen = Number(/(\d+) modules/.exec(run.output)?.[1] ?? 0);
  if (run.ok && seen < 100) {
    const reason = `Only ${seen} files could be read: the TypeScript parser of dependency-cruiser (@swc/core) is missing.`;
    return { ok: false, output: `${reason}\n${run.output}` };
  }
  return run;
}
