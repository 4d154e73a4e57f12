import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchRow, type BenchSize, type Figure, median, toFigure, toSamples } from '../figure.ts';
import { settlementCsv } from '../settlement-file.ts';
import { writeSettlementXlsx } from '../settlement-xlsx.ts';

const counts = [10_000, 30_000, 100_000, 300_000] as const;
const mostMegabytes = 400;

interface Import {
  readonly cpuMs: number;
  readonly peakMB: number;
}

/** Row 3: what the import of a settlement costs as it grows, each in a process of its own. */
export const growthRow: BenchRow = {
  id: '3',
  async run(size) {
    return [...(await grow('csv', size)), ...(await grow('xlsx', size))];
  },
};

async function grow(format: 'csv' | 'xlsx', { repetitions, scale }: BenchSize): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-bench-'));
  try {
    const sizes = counts.map((count) => Math.round(count * scale));
    const fileOf = (count: number) => join(folder, `${count}.${format}`);
    for (const count of sizes) {
      if (format === 'csv') writeFileSync(fileOf(count), settlementCsv(count));
      else await writeSettlementXlsx(fileOf(count), count);
    }
    const taken = new Map<number, Import[]>(sizes.map((count) => [count, []]));
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      // In turns, in changing order: a machine that slows down slows all sizes.
      for (const count of repetition % 2 === 0 ? sizes : sizes.toReversed())
        taken.get(count)?.push(importOnce(fileOf(count), join(folder, 'books.tieout'), count));
    }
    return toFigures(format, sizes, taken);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function importOnce(file: string, books: string, count: number): Import {
  for (const end of ['', '-wal', '-shm', '.lock']) rmSync(books + end, { force: true });
  const child = fileURLToPath(new URL('../import-child.ts', import.meta.url));
  const flags = ['--disable-warning=ExperimentalWarning'];
  const said = execFileSync(process.execPath, [...flags, child, file, books], { encoding: 'utf8' });
  // What bench/import-child.ts prints.
  const result = JSON.parse(said) as Import & { readonly rows: number };
  if (result.rows !== count) throw new Error(`${result.rows} of ${count} rows were stored.`);
  return result;
}

function toFigures(format: string, sizes: readonly number[], taken: ReadonlyMap<number, Import[]>): Figure[] {
  const perRow = (count: number) => (taken.get(count) ?? []).map(({ cpuMs }) => (cpuMs / count) * 1000);
  const peaks = (count: number) => (taken.get(count) ?? []).map(({ peakMB }) => peakMB);
  const [smallest = 0, largest = 0] = [sizes[0], sizes.at(-1)];
  return [
    toFigure({
      id: `3 ${format} time`,
      work: `import of ${format}: CPU per row at ${largest} rows against ${smallest}`,
      goal: { most: 1.15 },
      ratio: median(perRow(largest)) / median(perRow(smallest)),
      samples: Object.fromEntries(
        sizes.map((count) => [`${count} rows, µs a row`, toSamples('µs', perRow(count))]),
      ),
    }),
    toFigure({
      id: `3 ${format} memory`,
      work: `import of ${format}: peak memory of the process at ${largest} rows against ${mostMegabytes} MB`,
      goal: { most: 1 },
      ratio: median(peaks(largest)) / mostMegabytes,
      samples: Object.fromEntries(
        sizes.map((count) => [`${count} rows, peak`, toSamples('MB', peaks(count))]),
      ),
    }),
  ];
}
