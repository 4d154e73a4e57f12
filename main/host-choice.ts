import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the choice depends on; `electronFolder` is where npm put the package `electron`. */
export interface Surroundings {
  readonly electronFolder: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
}

export type HostChoice =
  | { readonly host: 'electron'; readonly program: string }
  | { readonly host: 'web'; readonly why: string };

/**
 * Electron where it can be had, else the browser (design.md §2). Only looks at files and variables: asking Electron's
 * own package for its program would start a download when it is missing.
 */
export function chooseHost(surroundings: Surroundings): HostChoice {
  const program = findElectron(surroundings);
  if (program === null) return { host: 'web', why: 'the program of Electron is not installed' };
  const { platform, env, isRoot } = surroundings;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) {
    return { host: 'web', why: 'there is no display for a window' };
  }
  if (platform === 'linux' && isRoot) {
    return { host: 'web', why: 'Electron keeps its protections only for a user who is not root' };
  }
  return { host: 'electron', program };
}

/** The same steps as electron/index.js: `path.txt` names the program below `dist`, or below a folder given by the user. */
function findElectron({ electronFolder, env }: Surroundings): string | null {
  const pathFile = join(electronFolder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : null;
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  const program = override
    ? join(override, name ?? 'electron')
    : name !== null && join(electronFolder, 'dist', name);
  return program && existsSync(program) ? program : null;
}
