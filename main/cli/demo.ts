import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { runDemo } from './demo-run.ts';

/**
 * `npm run demo`: a bookkeeper's whole month on the sample company, over HTTP against the sandbox servers. With
 * `--books FILE` the books stay, and a second run posts nothing.
 */
const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, books: { type: 'string' } },
});

const started = performance.now();
const say = (line: string): void => {
  if (!values.json) console.error(line);
};
const folder = values.books === undefined ? await mkdtemp(join(tmpdir(), 'tieout-demo-')) : null;
try {
  const books = folder === null ? resolve(values.books ?? '') : join(folder, 'demo.tieout');
  const reports = await runDemo(books, say);
  if (values.json) console.log(JSON.stringify(reports, null, 2));
  else {
    for (const report of reports) {
      console.log(
        `${report.shop}: ${report.orders} orders, ${report.invoicesPosted} invoices, ${report.paymentsPosted} payments, ` +
          `${report.adjustmentInvoices} adjustment documents, ${report.creditNotes} credit notes; residual ${report.residual} ${report.currency}`,
      );
    }
    console.log(`${((performance.now() - started) / 1000).toFixed(1)} s in all`);
  }
  process.exitCode = reports.every((report) => report.tiedOut) ? 0 : 1;
} finally {
  if (folder !== null) await rm(folder, { recursive: true, force: true });
}
