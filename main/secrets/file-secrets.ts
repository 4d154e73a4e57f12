import { chmod, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Secrets } from '../../app/ports/secrets.ts';

interface Kept {
  readonly version: 1;
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * Secrets in a JSON file that only this user can read (mode 0600; on Windows the folder's rights decide). It does not
 * encrypt: what is given is kept (`createSealedSecrets` goes before it). A write is complete or did not happen: temporary file, fsync, rename, fsync of
 * the folder. A file that cannot be understood is put aside as `<file>.damaged` and counts as empty: shops then ask
 * to be linked again, and the books stay as they are.
 */
export function createFileSecrets(file: string): Secrets {
  // One after the other, so that two saves at once do not lose one of them.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const change = (edit: (secrets: Map<string, string>) => boolean): Promise<void> =>
    inTurn(async () => {
      const secrets = await read(file);
      if (edit(secrets)) await write(file, secrets);
    });
  return {
    storeName: `File readable by this user only (${basename(file)})`,
    load: (name) => inTurn(async () => (await read(file)).get(name) ?? null),
    save: (name, value) => change((secrets) => secrets.get(name) !== value && !!secrets.set(name, value)),
    remove: (name) => change((secrets) => secrets.delete(name)),
  };
}

async function read(file: string): Promise<Map<string, string>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (problem) {
    if (isMissing(problem)) return new Map();
    throw problem;
  }
  const kept = parse(text);
  if (kept) return new Map(Object.entries(kept.secrets));
  await rename(file, `${file}.damaged`);
  return new Map();
}

function parse(text: string): Kept | null {
  try {
    const value: unknown = JSON.parse(text);
    return isKept(value) ? value : null;
  } catch {
    return null;
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null || !('version' in value) || !('secrets' in value))
    return false;
  const { version, secrets } = value;
  if (version !== 1 || typeof secrets !== 'object' || secrets === null || Array.isArray(secrets))
    return false;
  return Object.values(secrets).every((secret) => typeof secret === 'string');
}

async function write(file: string, secrets: ReadonlyMap<string, string>): Promise<void> {
  const kept: Kept = { version: 1, secrets: Object.fromEntries(secrets) };
  const temporary = `${file}.new`;
  // A leftover of a crash may have other rights; a new file gets 0600 before anything is in it.
  await rm(temporary, { force: true });
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(kept, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(temporary, 0o600);
  await rename(temporary, file);
  await syncFolder(dirname(file));
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder, and needs no sync of it.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(problem: unknown): boolean {
  return problem instanceof Error && 'code' in problem && problem.code === 'ENOENT';
}
