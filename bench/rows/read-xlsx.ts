import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchRow, type BenchSize, type Figure, toFigure } from '../figure.ts';
import { interleave } from '../interleave.ts';
import { howToInstall } from '../rivals/rival.ts';
import { type Cells, readStraight, xlsxReaders } from '../rivals/xlsx-readers.ts';
import { settlementCells } from '../settlement-file.ts';
import { writeSettlementXlsx } from '../settlement-xlsx.ts';
import { findMisread, trapNames, writeTraps } from '../xlsx-traps.ts';

/**
 * Row 2, reading: every cell of a workbook of 65 columns, against the fastest reader that is right on such a file, and
 * against libraries. Each reader's cells are compared with what was written, and with the traps of real exports.
 */
export const readXlsxRow: BenchRow = {
  id: '2',
  async run(size) {
    const folder = mkdtempSync(join(tmpdir(), 'tieout-bench-'));
    try {
      const count = Math.round(100_000 * size.scale);
      await writeSettlementXlsx(join(folder, 'made.xlsx'), count);
      await writeTraps(join(folder, 'traps.xlsx'));
      const files = {
        count,
        made: readFileSync(join(folder, 'made.xlsx')),
        traps: readFileSync(join(folder, 'traps.xlsx')),
      };
      const figures = [await compareStraight(files, size)];
      for (const { name } of xlsxReaders.slice(1)) figures.push(...(await compareRival(name, files, size)));
      return figures;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Files {
  readonly count: number;
  readonly made: Buffer;
  readonly traps: Buffer;
}

function compareStraight({ made, count }: Files, { repetitions }: BenchSize): Promise<Figure> {
  return compare(
    {
      id: '2 read',
      work: `read ${count} rows × 65 columns of shared strings, unpack, check and hand out each row`,
      goal: { most: 1.5 },
    },
    'bytes searched without a check',
    repetitions,
    async () => {
      let rows = 0;
      for (const _ of readStraight(made)) rows += 1;
      if (rows !== count + 1) throw new Error(`${rows} rows were read.`);
    },
    made,
  );
}

async function compareRival(name: string, files: Files, { repetitions }: BenchSize): Promise<Figure[]> {
  const read = await xlsxReaders.find((reader) => reader.name === name)?.open();
  if (!read) {
    console.error(`  ${name} is not installed: ${howToInstall}`);
    return [];
  }
  const misread = await findFallen(read, files.traps);
  const wrong = countWrong(await read(files.made), files.count);
  const says = misread.length === 0 ? 'no trap misread' : `misreads ${misread.join(', ')}`;
  const figure = await compare(
    {
      id: `2 ${name}`,
      work: `read ${files.count} rows × 65 columns; ${name}: ${wrong} wrong cells, ${says} (of ${trapNames.length} traps)`,
      goal: { most: 1 },
    },
    name,
    repetitions,
    () => read(files.made),
    files.made,
  );
  return [figure];
}

async function compare(
  facts: Pick<Figure, 'id' | 'work' | 'goal'>,
  name: string,
  repetitions: number,
  rival: () => unknown,
  made: Buffer,
): Promise<Figure> {
  const ours = await xlsxReaders[0]?.open();
  if (!ours) throw new Error('The own reader is always there.');
  const compared = await interleave(
    repetitions,
    { one: { work: () => ours(made) }, other: { work: rival } },
    ['Tieout', name],
  );
  return toFigure({ ...facts, ...compared });
}

async function findFallen(read: (bytes: Uint8Array) => Promise<Cells>, traps: Buffer): Promise<string[]> {
  try {
    return findMisread(await read(traps));
  } catch (problem) {
    // The whole file is refused for what real exports hold.
    return [`the whole file (${problem instanceof Error ? problem.message : 'refused'})`];
  }
}

function countWrong(cells: Cells, count: number): number {
  let wrong = 0;
  let row = 0;
  for (const written of settlementCells(count)) {
    const read = cells[row] ?? [];
    for (const [column, text] of written.entries()) if ((read[column] ?? '') !== text) wrong += 1;
    row += 1;
  }
  return wrong;
}
