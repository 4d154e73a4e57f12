import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export interface StaticFile {
  readonly body: Buffer;
  readonly contentType: string;
  readonly cacheControl: string;
}

/** Files by URL path (`/index.html`, `/assets/a1b2.js`). What is not a key is not served. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Reads the built renderer once. A request then looks up a key and never a path on the disk, so there is no path to
 * climb out of; a build that runs meanwhile cannot mix old files with new ones. Symbolic links and files of other
 * kinds (source maps, …) are left out.
 */
export async function loadStaticFiles(folder: string): Promise<StaticFiles> {
  const places = await listStaticFiles(folder);
  const files = [...places].map(async ([urlPath, { file, ...kind }]) => {
    return [urlPath, { ...kind, body: await readFile(file) }] as const;
  });
  return new Map(await Promise.all(files));
}

/**
 * The same keys, each file read when it is asked for: a window starts without what its first screen does not need. Nothing
 * builds these files while a desktop program runs on them.
 */
export function openStaticFiles(folder: string): (urlPath: string) => Promise<StaticFile | null> {
  const listed = listStaticFiles(folder);
  // Whoever asks is told; nobody may ever ask.
  listed.catch(() => undefined);
  return async (urlPath) => {
    const place = (await listed).get(keyOf(urlPath));
    if (!place) return null;
    const { file, ...kind } = place;
    return { ...kind, body: await readFile(file) };
  };
}

interface Place extends Omit<StaticFile, 'body'> {
  /** Where it lies on the disk. */
  readonly file: string;
}

async function listStaticFiles(folder: string): Promise<ReadonlyMap<string, Place>> {
  const files = new Map<string, Place>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const contentType = contentTypes[extname(entry.name)];
    if (!entry.isFile() || contentType === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const urlPath = `/${relative(folder, file).split(sep).join('/')}`;
    // The bundler puts a hash of the content into the names below /assets/.
    const cacheControl = urlPath.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
    files.set(urlPath, { file, contentType, cacheControl });
  }
  return files;
}

/** The file for a URL's path as it was sent (not decoded), `/` being the start page; null when there is none. */
export function findStaticFile(files: StaticFiles, urlPath: string): StaticFile | null {
  return files.get(keyOf(urlPath)) ?? null;
}

function keyOf(urlPath: string): string {
  return urlPath === '/' ? '/index.html' : urlPath;
}
