import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildElectron } from './build-electron.ts';

const root = join(import.meta.dirname, '..');
let folder = '';
let seen: Record<string, unknown> = {};

/** Bundles the Electron host and runs it against a stand-in for Electron: a life from ready to quit. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-bundle-'));
  await buildElectron(root, join(folder, 'dist'));
  await mkdir(join(folder, 'dist', 'renderer'));
  await writeFile(join(folder, 'dist', 'renderer', 'index.html'), 'screens');
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await mkdir(join(folder, 'node_modules', 'electron'), { recursive: true });
  await copyFile(
    join(import.meta.dirname, 'testing', 'fake-electron.cjs'),
    join(folder, 'node_modules', 'electron', 'index.cjs'),
  );
  await writeFile(join(folder, 'node_modules', 'electron', 'package.json'), '{"main":"index.cjs"}');
  await symlink(join(root, 'node_modules', 'better-sqlite3'), join(folder, 'node_modules', 'better-sqlite3'));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(folder, 'dist', 'electron', 'main.js')],
    {
      env: { ...process.env, TIEOUT_TEST_BOOKS: join(folder, 'books.tieout') },
    },
  );
  seen = JSON.parse(stdout);
});

afterAll(() => rm(folder, { recursive: true }));

describe('the bundled Electron host', () => {
  it('serves the screens, and nothing but them, by its own scheme', () => {
    expect(seen.loaded).toBe('app://tieout/');
    expect(seen.schemes).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
    expect(seen.files).toEqual({
      '': [200, 'screens', expect.stringContaining("default-src 'none'")],
      'main.js': [404, expect.any(String), expect.stringContaining("default-src 'none'")],
      '../electron/main.js': [404, expect.any(String), expect.stringContaining("default-src 'none'")],
    });
  });

  it('answers its own page from real books, and no stranger', () => {
    expect(seen.replies).toMatchObject({
      page: {
        ok: true,
        value: { host: 'electron', booksName: 'books.tieout', secretsStore: 'GNOME Keyring' },
      },
      stranger: { ok: false, error: { code: 'BAD_INPUT' } },
    });
  });

  it('keeps the page where it is and denies what it might ask for', () => {
    expect(seen).toMatchObject({
      sandboxed: true,
      shown: true,
      denied: ['https://evil.example/'],
      windowOpen: { action: 'deny' },
      media: false,
      check: false,
      device: false,
      options: { webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false } },
    });
  });
});

it('the preload script is one file that needs Electron only', async () => {
  const preload = await readFile(join(folder, 'dist', 'electron', 'preload.cjs'), 'utf8');
  expect([...preload.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron']);
  expect(preload).not.toMatch(/^(import|export) /m);
});
