import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRecentFiles } from './recent-files.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-recent-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('keeps the newest eight, each once, for this user only', async () => {
  const file = join(folder, 'recent.json');
  const recent = await openRecentFiles(file);
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'a', 'i']) await recent.add(name);
  const expected = ['i', 'a', 'h', 'g', 'f', 'e', 'd', 'c'];
  expect(recent.list()).toEqual(expected);
  expect((await openRecentFiles(file)).list()).toEqual(expected);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  await recent.remove('i');
  expect(recent.list()[0]).toBe('a');
  await recent.clear();
  expect((await openRecentFiles(file)).list()).toEqual([]);
});

it.each(['', '{}', '[1, null]', 'x'])('takes a spoilt file (%s) for an empty list', async (text) => {
  const file = join(folder, 'recent.json');
  await writeFile(file, text);
  expect((await openRecentFiles(file)).list()).toEqual([]);
});

it('goes on where nothing can be written', async () => {
  const recent = await openRecentFiles(join(folder, 'missing', 'recent.json'));
  await recent.add('a');
  expect(recent.list()).toEqual(['a']);
});
