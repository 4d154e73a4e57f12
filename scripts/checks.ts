import { boundaryProblems } from './boundaries.ts';
import { runTool } from './run.ts';

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  /** What the tool said; shown when the check fails. */
  readonly output: string;
  readonly milliseconds: number;
}

interface Check {
  readonly name: string;
  run(): Promise<{ readonly ok: boolean; readonly output: string }>;
}

/** Each layer has its own project, so that it sees only the types of the world it lives in. */
const typeProjects: Readonly<Record<string, string>> = {
  'business logic': 'app/tsconfig.json',
  'files, channels and ledgers': 'app/tsconfig.node.json',
  database: 'db/tsconfig.json',
  hosts: 'main/tsconfig.json',
  screens: 'renderer/tsconfig.json',
  sandbox: 'sandbox/tsconfig.json',
  'tests and scripts': 'tsconfig.tests.json',
};

const checks: readonly Check[] = [
  { name: 'format and lint', run: () => runTool('biome', ['check', '--error-on-warnings', '.']) },
  ...Object.entries(typeProjects).map(([part, project]) => ({
    name: `types: ${part}`,
    run: () => runTool('tsc', ['--noEmit', '--project', project]),
  })),
  { name: 'boundaries between the folders', run: boundaryProblems },
  { name: 'unused files, exports and packages', run: () => runTool('knip', ['--no-progress']) },
];

/** Runs every check, also after one has failed, and tells each result as it comes. */
export async function runChecks(tell: (result: CheckResult) => void): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of checks) {
    const startedAt = performance.now();
    const { ok, output } = await check.run();
    const result = { name: check.name, ok, output, milliseconds: Math.ceil(performance.now() - startedAt) };
    results.push(result);
    tell(result);
  }
  return results;
}

/** One line for a check, with the tool's own words below it when it failed. */
export function describeCheck({ name, ok, output, milliseconds }: CheckResult): string {
  const line = `${ok ? 'ok    ' : 'FAILED'}  ${name} (${(milliseconds / 1000).toFixed(1)} s)`;
  return ok ? line : `${line}\n${output.trimEnd()}\n`;
}
