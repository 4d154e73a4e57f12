import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** A file of the archive, its path with `/` and without a leading one. */
export interface PackedFile {
  readonly path: string;
  readonly bytes: number;
  /** It lies beside the archive, in `app.asar.unpacked`: the system opens it, which knows no archives. */
  readonly isUnpacked: boolean;
  /** Whether that is so: a file that is said to lie beside it may be missing. */
  readonly isThere: boolean;
  readonly hasChecksum: boolean;
}

/** What was read back from a built program. */
export interface PackageFacts {
  readonly program: string;
  /** By the names of `FuseV1Options`; true is on. A fuse that this Electron has not is missing. */
  readonly fuses: Readonly<Record<string, boolean>>;
  readonly files: readonly PackedFile[];
  /** Code that lies open beside the archive, where it would be taken in place of it. */
  readonly hasOpenCode: boolean;
  readonly archiveBytes: number;
  readonly unpackedBytes: number;
  /** The whole folder, Electron included. */
  readonly bytes: number;
}

/** A fuse is a digit in the program: `1` is on, `0` is off, anything else is none. */
const fuseStates: ReadonlyMap<unknown, boolean> = new Map([
  ['1'.charCodeAt(0), true],
  ['0'.charCodeAt(0), false],
]);

interface Place {
  readonly program: string;
  readonly resources: string;
}

/** Reads `release/linux-unpacked`, `release/win-unpacked` or `release/mac-universal`, as electron-builder left it. */
export async function readPackage(folder: string): Promise<PackageFacts> {
  const { program, resources } = findPlace(folder);
  const archive = join(resources, 'app.asar');
  const unpacked = `${archive}.unpacked`;
  return {
    program,
    fuses: await readFuses(program),
    files: [...walk(getRawHeader(archive).header.files, '', unpacked)],
    hasOpenCode: existsSync(join(resources, 'app')) || existsSync(join(resources, 'default_app.asar')),
    archiveBytes: statSync(archive).size,
    unpackedBytes: sizeOf(unpacked),
    bytes: sizeOf(folder),
  };
}

export function findPlace(folder: string): Place {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const bundle = names.find((name) => name.endsWith('.app'));
  if (bundle !== undefined) {
    const contents = join(folder, bundle, 'Contents');
    return {
      program: join(contents, 'MacOS', basename(bundle, '.app')),
      resources: join(contents, 'Resources'),
    };
  }
  const program = names.find((name) => name === 'Tieout.exe' || name === 'tieout');
  if (program === undefined) throw new Error(`There is no packaged Tieout in ${folder}.`);
  return { program: join(folder, program), resources: join(folder, 'resources') };
}

async function readFuses(program: string): Promise<Record<string, boolean>> {
  const wire: Readonly<Record<string, unknown>> = { ...(await getCurrentFuseWire(program)) };
  const known = Object.entries(FuseV1Options).filter(
    (one): one is [string, FuseV1Options] => typeof one[1] === 'number',
  );
  return Object.fromEntries(
    known.flatMap(([name, at]) => {
      const isOn = fuseStates.get(wire[at]);
      return isOn === undefined ? [] : [[name, isOn]];
    }),
  );
}

/** What is read of an entry of the archive's list, whose type leaves out what it does not name. */
interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly size?: number;
  readonly unpacked?: boolean;
  readonly integrity?: { readonly hash: string };
}

function* walk(
  entries: Readonly<Record<string, Entry>>,
  above: string,
  unpacked: string,
): Generator<PackedFile> {
  for (const [name, { files, size = 0, unpacked: isUnpacked = false, integrity }] of Object.entries(
    entries,
  )) {
    const path = above === '' ? name : `${above}/${name}`;
    if (files) yield* walk(files, path, unpacked);
    else {
      const isThere = !isUnpacked || existsSync(join(unpacked, path));
      yield { path, bytes: size, isUnpacked, isThere, hasChecksum: integrity !== undefined };
    }
  }
}

function sizeOf(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
