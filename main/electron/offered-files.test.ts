import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { filesInArguments, readOffered } from './offered-files.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-offered-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('finds settlement files on a command line', () => {
  expect(
    filesInArguments(['/a/Tieout', '--books=x.csv', 'income.xlsx', 'INCOME.CSV', 'notes.txt', '.']),
  ).toEqual(['income.xlsx', 'INCOME.CSV']);
  expect(filesInArguments(['/a/program.xlsx'])).toEqual([]);
});

it('reads a file as it is', async () => {
  const path = join(folder, 'income.csv');
  await writeFile(path, 'a,b');
  expect(await readOffered(path)).toEqual({
    ok: true,
    value: { fileName: 'income.csv', contentBase64: Buffer.from('a,b').toString('base64') },
  });
});

it('refuses what is no settlement file, with the reason', async () => {
  await mkdir(join(folder, 'folder.csv'));
  await writeFile(join(folder, 'large.xlsx'), '');
  await truncate(join(folder, 'large.xlsx'), 72 * 1024 * 1024 + 1);
  const reasons: Readonly<Record<string, string>> = {
    'passwd.txt': 'reads .xlsx and .csv',
    'folder.csv': 'not an ordinary file',
    'large.xlsx': 'larger than 72 MB',
    'missing.csv': 'could not be read',
  };
  for (const [name, reason] of Object.entries(reasons)) {
    const read = await readOffered(join(folder, name));
    expect(read.ok ? '' : read.error).toContain(reason);
  }
});
