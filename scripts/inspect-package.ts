import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readWantedFuses } from './packaging/builder-config.ts';
import { describePackage } from './packaging/describe-package.ts';
import { judgePackage } from './packaging/judge-package.ts';
import { readPackage } from './packaging/read-package.ts';

/**
 * Reads a built program back, says what it is, and returns what is wrong with it:
 * `npm run package:inspect -- release/linux-unpacked [--json]`.
 */
export async function inspectPackage(
  root: string,
  folder: string,
  asJson = false,
): Promise<readonly string[]> {
  const facts = await readPackage(folder);
  const wrong = judgePackage(facts, await readWantedFuses(root));
  console.log(asJson ? JSON.stringify({ ...facts, wrong }, null, 2) : describePackage(facts, wrong));
  return wrong;
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (positionals.length === 0) {
    console.error('Name a folder with a packaged Tieout, like release/linux-unpacked.');
    process.exitCode = 2;
  }
  for (const folder of positionals) {
    const wrong = await inspectPackage(join(import.meta.dirname, '..'), folder, values.json);
    if (wrong.length > 0) process.exitCode = 1;
  }
}
