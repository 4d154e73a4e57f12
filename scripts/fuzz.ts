import { parseArgs } from 'node:util';
import { runTool } from './run.ts';

/**
 * `npm run fuzz -- --minutes 10 [NAME…]`: the fuzzers of main/fuzz, each for so many minutes, one after the other. What
 * fails is printed with the seed that repeats it.
 */
const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '10' } },
  allowPositionals: true,
});
if (!/^\d{1,4}(\.\d+)?$/.test(values.minutes) || Number(values.minutes) === 0) {
  console.error(`--minutes takes a number of minutes, not “${values.minutes}”.`);
  process.exit(2);
}
process.env.TIEOUT_FUZZ_MINUTES = values.minutes;
const names = positionals.length > 0 ? ['-t', positionals.join(' ')] : [];
const { ok } = await runTool('vitest', ['run', 'main/fuzz', ...names], { show: true });
process.exitCode = ok ? 0 : 1;
