import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DesktopOptions } from '../fixtures/desktop-app.ts';

/**
 * The program for the project `electron`: a packaged Tieout (`TIEOUT_PACKAGED=path`), else Electron as npm put it here.
 * Null where there is none.
 */
export function findElectron(env: Readonly<Record<string, string | undefined>>): DesktopOptions | null {
  const packaged = env.TIEOUT_PACKAGED;
  if (packaged) return { program: packaged, isPackaged: true };
  const folder = join(import.meta.dirname, '..', '..', 'node_modules', 'electron');
  const path = join(folder, 'path.txt');
  if (!existsSync(path)) return null;
  const program = join(folder, 'dist', readFileSync(path, 'utf8').trim());
  return existsSync(program) ? { program } : null;
}
