import { describeCheck, runChecks } from './checks.ts';

/** `npm run check`: everything that can be said about the code without running it. */
const results = await runChecks((result) => console.log(describeCheck(result)));
const failed = results.filter((result) => !result.ok).length;
console.log(
  failed === 0 ? `All ${results.length} checks are fine.` : `${failed} of ${results.length} checks failed.`,
);
process.exitCode = failed === 0 ? 0 : 1;
