import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chooseHost, type Surroundings } from './host-choice.ts';

let folder = '';
let surroundings: Surroundings;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-electron-'));
  surroundings = { electronFolder: folder, platform: 'linux', env: { DISPLAY: ':0' }, isRoot: false };
});

afterEach(() => rm(folder, { recursive: true }));

async function install(): Promise<void> {
  await mkdir(join(folder, 'dist'));
  await writeFile(join(folder, 'path.txt'), 'electron');
  await writeFile(join(folder, 'dist', 'electron'), '');
}

it('takes Electron when its program and a display are there', async () => {
  await install();
  const electron = { host: 'electron', program: join(folder, 'dist', 'electron') };
  expect(chooseHost(surroundings)).toEqual(electron);
  expect(chooseHost({ ...surroundings, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toEqual(electron);
  expect(chooseHost({ ...surroundings, platform: 'darwin', env: {} })).toEqual(electron);
});

it('takes the browser when only the package is there', async () => {
  expect(chooseHost(surroundings)).toEqual({ host: 'web', why: 'the program of Electron is not installed' });
  await writeFile(join(folder, 'path.txt'), 'electron');
  expect(chooseHost(surroundings)).toMatchObject({ host: 'web' });
});

it('takes the browser without a display, and for root', async () => {
  await install();
  expect(chooseHost({ ...surroundings, env: {} })).toEqual({
    host: 'web',
    why: 'there is no display for a window',
  });
  expect(chooseHost({ ...surroundings, isRoot: true })).toMatchObject({ host: 'web' });
});

it('looks where the user says', async () => {
  await install();
  const elsewhere = {
    ...surroundings,
    env: { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'other') },
  };
  expect(chooseHost(elsewhere)).toMatchObject({ host: 'web' });
  await mkdir(join(folder, 'other'));
  await writeFile(join(folder, 'other', 'electron'), '');
  expect(chooseHost(elsewhere)).toEqual({ host: 'electron', program: join(folder, 'other', 'electron') });
});
