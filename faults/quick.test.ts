import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';

const run = promisify(execFile);
const Report = z.object({
  cases: z.int(),
  survived: z.int(),
  lost: z.int(),
  doubled: z.int(),
  killPoints: z.int(),
  secretsLeaked: z.int(),
  failures: z.array(z.object({ name: z.string(), problems: z.array(z.string()) })),
});

test('a sample of the fault matrix: nothing lost, nothing twice, no secret anywhere', async () => {
  const args = [
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, 'main.ts'),
    '--quick',
    '--json',
  ];
  // A report with failures comes with exit code 1: it is read all the same.
  const { stdout } = await run(process.execPath, args).catch((failed: { stdout: string }) => failed);
  const report = Report.parse(JSON.parse(stdout));
  expect(report.failures).toEqual([]);
  expect(report).toMatchObject({ survived: report.cases, lost: 0, doubled: 0, secretsLeaked: 0 });
  expect(report.cases).toBeGreaterThanOrEqual(60);
  expect(report.killPoints).toBeGreaterThan(0);
}, 180_000);
