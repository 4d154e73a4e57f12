import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listCases, nameOf } from './cases/cases.ts';
import { chooseQuick } from './cases/quick.ts';
import { createRandom, sample } from './job/random.ts';
import { type CaseResult, toReport } from './report.ts';
import { recordAll, runCases, startWorkers } from './run.ts';

/**
 * `npm run faults`: the whole matrix. `--quick` a seeded sample, `--seed N` another one, `--sample N` that many of
 * all, `--only TEXT` the cases whose name contains it, `--workers N`, `--list` the names alone, `--json` the report on stdout.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    sample: { type: 'string' },
    workers: { type: 'string' },
  },
});

const started = performance.now();
const seconds = () => (performance.now() - started) / 1000;
const { only } = values;
// Every process loads the same modules: their types are taken out once for all.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'tieout-faults-compiled');
const workers = startWorkers(values.list ? 0 : Number(values.workers ?? Math.min(4, availableParallelism())));
const matrix = await recordAll();
const all = listCases(matrix);
const named = only === undefined ? all : all.filter((one) => nameOf(one).includes(only));
const seed = Number(values.seed);
const cases =
  values.sample !== undefined
    ? sample(named, Number(values.sample), createRandom(seed))
    : values.quick
      ? chooseQuick(named, seed)
      : named;

if (values.list) {
  for (const one of cases) console.log(nameOf(one));
} else {
  const results: CaseResult[] = [];
  let saidAt = 0;
  await runCases(matrix, cases, workers, (result) => {
    results.push(result);
    for (const { kind, detail } of result.problems)
      console.error(`FAILED ${result.name}\n  ${kind}: ${detail}`);
    if (seconds() - saidAt < 5) return;
    saidAt = seconds();
    console.error(`${results.length} of ${cases.length} cases, ${saidAt.toFixed(0)} s`);
  });
  const report = toReport(results, seconds());
  if (values.json) console.log(JSON.stringify(report));
  else {
    console.log(
      `${report.survived} of ${report.cases} cases survived; ${report.lost} lost, ${report.doubled} doubled, ` +
        `${report.secretsLeaked} secrets leaked; ${report.killPoints} processes killed; ${report.seconds} s`,
    );
  }
  process.exitCode = report.survived === report.cases && report.cases > 0 ? 0 : 1;
}
