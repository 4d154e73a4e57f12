import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type BenchRow, median, toSamples } from '../figure.ts';
import { call, howToInstall, loadRival, member } from '../rivals/rival.ts';
import { settlementCsv } from '../settlement-file.ts';
import { compareLoads, type RivalLoad } from './load-settlement.ts';

/** Row 4: the same CSV in DuckDB, which reads, stores, joins and groups it, and in pandas, which stores nothing. */
export const loadDuckRow: BenchRow = {
  id: '4',
  async run(size) {
    const count = Math.round(100_000 * size.scale);
    const folder = mkdtempSync(join(tmpdir(), 'tieout-bench-'));
    try {
      const bytes = settlementCsv(count);
      const csv = join(folder, 'made.csv');
      writeFileSync(csv, bytes);
      sayPandas(csv, size.repetitions);
      const duck = await duckLoad(csv, join(folder, 'made.duckdb'), count);
      if (!duck) {
        console.error(`  DuckDB is not installed: ${howToInstall}`);
        return [];
      }
      const work = `settlement of ${count} rows × 65 columns, CSV, against DuckDB that stores its rows`;
      return [await compareLoads({ id: '4', work, goal: { most: 4 } }, { bytes, count }, duck, size)];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Duck {
  readonly instance: unknown;
  readonly connection: unknown;
}

async function duckLoad(csv: string, file: string, count: number): Promise<RivalLoad<Duck> | null> {
  const library = await loadRival('@duckdb/node-api');
  if (!library) return null;
  return {
    name: 'DuckDB',
    prepare: async (straight) => {
      for (const end of ['', '.wal']) rmSync(file + end, { force: true });
      const instance = await call(member(library, 'DuckDBInstance'), 'create', file);
      const connection = await call(instance, 'connect');
      const invoices = new Database(straight, { readonly: true })
        .prepare('SELECT order_id, total_minor FROM invoices')
        .raw()
        .all();
      await call(
        connection,
        'run',
        'CREATE TABLE invoices (order_id VARCHAR PRIMARY KEY, total_minor BIGINT)',
      );
      const appender = await call(connection, 'createAppender', 'invoices');
      for (const invoice of invoices) {
        if (!Array.isArray(invoice)) continue;
        call(appender, 'appendVarchar', invoice[0]);
        call(appender, 'appendBigInt', BigInt(invoice[1]));
        call(appender, 'endRow');
      }
      call(appender, 'closeSync');
      return { instance, connection };
    },
    work: async ({ connection }) => {
      await call(
        connection,
        'run',
        `BEGIN; CREATE TABLE raw AS SELECT * FROM read_csv('${csv}', all_varchar = true, header = true, quote = '"', delim = ',');
        CREATE TABLE rows AS SELECT trim("Order/adjustment ID") AS id, trim("Type") AS type, "Related order ID" AS order_id,
          CAST(replace("Order settled time", '/', '-') AS DATE) AS settled_on, CAST("Total settlement amount" AS DECIMAL(18, 2)) AS settlement,
          CAST("Total Revenue" AS DECIMAL(18, 2)) AS revenue, CAST("Total Fees" AS DECIMAL(18, 2)) AS fees,
          CAST("Ajustment amount" AS DECIMAL(18, 2)) AS adjustment FROM raw; COMMIT`,
      );
      const found = await call(
        connection,
        'runAndReadAll',
        `SELECT r.settled_on, count(*) AS rows, sum(r.settlement), sum(r.revenue), sum(r.fees), sum(r.adjustment), sum(i.total_minor)
         FROM rows r LEFT JOIN invoices i ON i.order_id = r.order_id GROUP BY r.settled_on`,
      );
      const days = call(found, 'getRows');
      const rows = Array.isArray(days)
        ? days.reduce((sum: number, day: unknown) => sum + Number(Array.isArray(day) ? day[1] : 0), 0)
        : 0;
      if (rows !== count) throw new Error(`${rows} of ${count} rows were read.`);
      await call(connection, 'run', 'CHECKPOINT');
    },
    after: ({ instance, connection }) => {
      call(connection, 'closeSync');
      call(instance, 'closeSync');
    },
  };
}

const script = `
import sys, time, pandas
start = time.process_time()
rows = pandas.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
rows.columns = [name.strip() for name in rows.columns]
money = ['Total settlement amount', 'Total Revenue', 'Total Fees', 'Ajustment amount']
for name in money: rows[name] = (rows[name].astype(float) * 100).round().astype('int64')
rows.groupby('Order settled time')[money].sum()
print((time.process_time() - start) * 1000)
`;

/** Pandas runs where it is installed; it only reads and groups, so it is told beside the figures and no ratio is made. */
function sayPandas(csv: string, repetitions: number): void {
  try {
    const taken = Array.from({ length: repetitions }, () =>
      Number(
        execFileSync('python3', ['-c', script, csv], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        }),
      ),
    );
    const { min, max } = toSamples('ms', taken);
    console.error(`  pandas reads and groups, storing nothing: ${median(taken)} ms of CPU (${min}–${max})`);
  } catch {
    console.error('  pandas is not installed: apt-get install python3-pandas');
  }
}
