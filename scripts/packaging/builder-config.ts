import { join } from 'node:path';
import { type CliOptions, type Configuration, Packager } from 'electron-builder';
import type { BuildConfig } from './plan-build.ts';

/**
 * electron-builder.yml with what the environment adds, as electron-builder reads it. Throws, with its own sentence, when its
 * schema does not take it.
 */
export async function readBuilderConfig(root: string, added?: BuildConfig): Promise<Configuration> {
  const packager = new Packager({ projectDir: root, ...(added ? { config: { ...added } } : {}) });
  await packager.validateConfig();
  return packager.config;
}

/** The fuses of electron-builder.yml by name. */
export async function readWantedFuses(root: string): Promise<Readonly<Record<string, boolean>>> {
  const { electronFuses } = await readBuilderConfig(root);
  return Object.fromEntries(
    Object.entries(electronFuses ?? {}).filter(
      (one): one is [string, boolean] => typeof one[1] === 'boolean',
    ),
  );
}

const systems = { linux: 'linux', win32: 'win', darwin: 'mac' } as const;
type System = keyof typeof systems;

export function isSystem(platform: NodeJS.Platform): platform is System {
  return platform in systems;
}

export interface BuildWish {
  readonly platform: System;
  /** Only the folder with the program: no installer. */
  readonly onlyFolder: boolean;
  readonly config: BuildConfig & Pick<Configuration, 'electronDist' | 'electronDownload' | 'directories'>;
}

/** What electron-builder is asked for. Nothing is ever uploaded from here. */
export function toBuilderOptions(root: string, { platform, onlyFolder, config }: BuildWish): CliOptions {
  return {
    projectDir: root,
    [systems[platform]]: [],
    publish: 'never',
    ...(onlyFolder ? { dir: true } : {}),
    config: { ...config },
  };
}

/** The folders with a program in them that a build leaves in `release`. */
export function programFolders(release: string, platform: System, names: readonly string[]): string[] {
  const found = new RegExp(`^${systems[platform]}(-[a-z0-9]+)?-unpacked$|^${systems[platform]}-universal$`);
  return names.filter((name) => found.test(name)).map((name) => join(release, name));
}
