import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildElectron } from './build-electron.ts';

const root = join(import.meta.dirname, '..');
let folder = '';

/** How these files run is tried by the journeys of e2e/desktop. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-bundle-'));
  await buildElectron(root, folder);
});

afterAll(() => rm(folder, { recursive: true }));

const read = (file: string) => readFile(join(folder, 'electron', file), 'utf8');

/** Packages that a built ES module asks for at once. */
async function packagesOf(file: string): Promise<string[]> {
  const found = [...(await read(file)).matchAll(/^import [^;]*?["']([^"'.][^"']*)["'];$/gm)];
  return [...new Set(found.map(([, name = '']) => name))].filter((name) => !isBuiltin(name)).toSorted();
}

it('every program that a built one starts by its name is built beside it', async () => {
  const names = (await readdir(join(folder, 'electron'))).filter((name) => /\.c?js$/.test(name));
  const texts = await Promise.all(names.map(read));
  // join(import.meta.dirname, 'backend.js'), join(import.meta.dirname, `aside-worker${…}`), import('./main-later-….js')
  const places = [
    /import\.meta\.dirname, ["`]([\w-]+)(?:\.c?js"|\$\{)/g,
    /(?:^import .* from |import\()"\.\/([\w-]+)\.js"/gm,
  ];
  const started = new Set(
    texts.flatMap((text) => places.flatMap((place) => [...text.matchAll(place)].map(([, name]) => name))),
  );
  expect([...started]).toEqual(expect.arrayContaining(['backend', 'aside-worker', 'preload']));
  const built = names.map((name) => name.replace(/\.c?js$/, ''));
  expect([...started].filter((name) => !built.includes(name ?? ''))).toEqual([]);
});

it('the main process needs Electron only, and is small: the books and the updater are read elsewhere or later', async () => {
  expect(await packagesOf('main.js')).toEqual(['electron']);
  expect((await stat(join(folder, 'electron', 'main.js'))).size).toBeLessThan(150_000);
});

it('the process of the backend needs the database, and nothing of Electron', async () => {
  expect(await packagesOf('backend.js')).toEqual(['better-sqlite3']);
  expect(await read('backend.js')).not.toMatch(/(from |require\()["']electron["']/);
});

it('reads the servers of the sample company, the writer of PDFs and the updater only when they are wanted', async () => {
  const names = await readdir(join(folder, 'electron'));
  for (const [bundle, mark] of [
    ['backend', 'FST_ERR_'],
    ['backend', 'PDFCrossRefSection'],
    ['main', 'updaterCacheDirName'],
  ] as const) {
    const later = names.filter((name) => name.startsWith(`${bundle}-later-`));
    const texts = await Promise.all(later.map(read));
    expect(
      texts.some((text) => text.includes(mark)),
      `${mark} is somewhere`,
    ).toBe(true);
    expect(await read(`${bundle}.js`), `${mark} is not read at the start`).not.toContain(mark);
  }
});

it('the preload script is one file that needs Electron only', async () => {
  const preload = await read('preload.cjs');
  expect([...preload.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron']);
  expect(preload).not.toMatch(/^(import|export) /m);
});
