import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isStale } from './stale.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-stale-'));
  await mkdir(join(folder, 'source', 'deep'), { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

async function touch(name: string, seconds: number): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, '');
  await utimes(file, seconds, seconds);
  return file;
}

it('what is missing is stale', () => {
  expect(isStale(join(folder, 'built.html'), [])).toBe(true);
});

it('what is newer than every source is not; sources that do not exist do not count', async () => {
  const built = await touch('built.html', 2000);
  await touch('source/deep/a.ts', 1000);
  expect(isStale(built, [join(folder, 'source'), join(folder, 'missing')])).toBe(false);
});

it('what is older than one source deep in a folder is stale, tests and notes apart', async () => {
  const built = await touch('built.html', 2000);
  await touch('source/deep/a.test.ts', 3000);
  await touch('source/README.md', 3000);
  expect(isStale(built, [join(folder, 'source')])).toBe(false);
  await touch('source/deep/a.ts', 3000);
  expect(isStale(built, [join(folder, 'source')])).toBe(true);
});
