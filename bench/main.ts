import { parseArgs } from 'node:util';
import type { BenchRow, Figure } from './figure.ts';
import { printFigures } from './print.ts';
import { fetchOrdersRow } from './rows/fetch-orders.ts';
import { gridRow } from './rows/grid.ts';
import { growthRow } from './rows/growth.ts';
import { loadDuckRow } from './rows/load-duckdb.ts';
import { loadCsvRow, loadXlsxRow } from './rows/load-settlement.ts';
import { largeBooksRow } from './rows/month-in-large-books.ts';
import { planPaymentsRow } from './rows/plan-payments.ts';
import { postInvoicesRow } from './rows/post-invoices.ts';
import { readXlsxRow } from './rows/read-xlsx.ts';
import { startRow } from './rows/start.ts';
import { twoJobsRow } from './rows/two-jobs.ts';

/**
 * `npm run --silent bench -- [--json] [--only 1,7] [--repetitions 5] [--scale 0.1]`: the rows of docs/performance.md.
 * Progress on stderr, figures on stdout. A scale below 1 is for trying a row, its figures say nothing.
 */
const rows: readonly BenchRow[] = [
  loadCsvRow,
  loadXlsxRow,
  readXlsxRow,
  growthRow,
  loadDuckRow,
  fetchOrdersRow,
  postInvoicesRow,
  planPaymentsRow,
  gridRow,
  startRow,
  twoJobsRow,
  largeBooksRow,
];

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    repetitions: { type: 'string', default: '5' },
    scale: { type: 'string', default: '1' },
  },
});
const only = values.only?.split(',').map((id) => id.trim());
const size = { repetitions: Number(values.repetitions), scale: Number(values.scale) };
if (!(size.repetitions >= 1) || !(size.scale > 0))
  throw new Error('Repetitions and scale are numbers above 0.');
const unknown = only?.filter((id) => !rows.some((row) => row.id === id)) ?? [];
if (unknown.length > 0) throw new Error(`There is no row ${unknown.join(', ')}.`);

const figures: Figure[] = [];
for (const row of rows.filter(({ id }) => !only || only.includes(id))) {
  console.error(`row ${row.id} …`);
  figures.push(...(await row.run(size)));
}
console.log(values.json ? JSON.stringify(figures, null, 2) : printFigures(figures));
