import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { keyLength } from './sealed-secrets.ts';

/** One entry of the OS keychain. Every call may reject: there may be none, or it may be locked. */
export interface KeychainEntry {
  getPassword(): Promise<string | null>;
  setPassword(password: string): Promise<void>;
}

export interface SecretKey {
  readonly key: Buffer;
  readonly place: 'keychain' | 'file';
}

/**
 * The key of the secrets: from the OS keychain, made there when it has none; else from a file that only this user can
 * read. A key file that exists stays in use until a keychain can be reached, and then moves into it, so that nothing
 * has to be linked again.
 */
export async function findSecretKey(keychain: KeychainEntry | null, keyFile: string): Promise<SecretKey> {
  const filed = await readKeyFile(keyFile);
  const kept = await keyInKeychain(keychain, filed);
  if (kept) return { key: kept, place: 'keychain' };
  return { key: filed ?? (await makeKeyFile(keyFile)), place: 'file' };
}

async function keyInKeychain(keychain: KeychainEntry | null, filed: Buffer | null): Promise<Buffer | null> {
  if (!keychain) return null;
  try {
    const known = toKey(await keychain.getPassword());
    if (known) return known;
    const key = filed ?? randomBytes(keyLength);
    await keychain.setPassword(key.toString('base64'));
    // Some keychains take a password and lose it: only what comes back is a key.
    const back = toKey(await keychain.getPassword());
    return back?.equals(key) ? key : null;
  } catch {
    return null;
  }
}

function toKey(text: string | null): Buffer | null {
  const bytes = text === null ? null : Buffer.from(text, 'base64');
  return bytes?.length === keyLength ? bytes : null;
}

async function readKeyFile(file: string): Promise<Buffer | null> {
  try {
    return toKey((await readFile(file, 'utf8')).trim());
  } catch {
    return null;
  }
}

async function makeKeyFile(file: string): Promise<Buffer> {
  const key = randomBytes(keyLength);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(`${key.toString('base64')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return key;
  } catch (problem) {
    // Another Tieout made it in the same moment.
    const theirs = await readKeyFile(file);
    if (theirs) return theirs;
    throw problem;
  }
}
