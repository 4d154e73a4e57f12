import { readFile, rename, writeFile } from 'node:fs/promises';

const most = 8;

export interface RecentFiles {
  /** Paths, the newest first. */
  list(): readonly string[];
  add(path: string): Promise<void>;
  remove(path: string): Promise<void>;
  clear(): Promise<void>;
}

/** Remembers settlement files opened from the desktop, in a file of its own. A file that cannot be read is an empty list. */
export async function openRecentFiles(file: string): Promise<RecentFiles> {
  let paths = await load(file);
  const keep = async (next: readonly string[]): Promise<void> => {
    paths = next;
    try {
      await writeFile(`${file}.new`, JSON.stringify(next), { mode: 0o600 });
      await rename(`${file}.new`, file);
    } catch {
      // A list of conveniences: without it everything else still works.
    }
  };
  return {
    list: () => paths,
    add: (path) => keep([path, ...paths.filter((one) => one !== path)].slice(0, most)),
    remove: (path) => keep(paths.filter((one) => one !== path)),
    clear: () => keep([]),
  };
}

async function load(file: string): Promise<readonly string[]> {
  try {
    const read: unknown = JSON.parse(await readFile(file, 'utf8'));
    return Array.isArray(read) ? read.filter((one) => typeof one === 'string').slice(0, most) : [];
  } catch {
    return [];
  }
}
