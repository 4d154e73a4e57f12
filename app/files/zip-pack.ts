import { zipSync } from 'fflate';
import type { PackFile } from '../domain/proof-pack/plan-proof-pack.ts';

/**
 * Files in one folder as a zip. The time in it is the first a zip can hold, in every time zone, so that equal files give
 * equal bytes.
 */
export function zipPack(folder: string, files: readonly PackFile[]): Uint8Array {
  const entries = Object.fromEntries(files.map(({ path, bytes }) => [`${folder}/${path}`, bytes]));
  return zipSync(entries, { mtime: new Date(1980, 0, 1), level: 6 });
}
