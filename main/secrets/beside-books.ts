import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import type { Secrets } from '../../app/ports/secrets.ts';
import { keyFileOf, secretsFileOf } from '../books-file.ts';
import { createFileSecrets } from './file-secrets.ts';
import { findSecretKey } from './find-key.ts';
import { openKeychain } from './keychain.ts';
import { createMemorySecrets } from './memory-secrets.ts';
import { createSealedSecrets } from './sealed-secrets.ts';

/**
 * Secrets of hosts other than Electron: an encrypted file beside the books, whose key is in the keychain, or, where there
 * is none, in a file of this user's own in another folder. Books in memory (`:memory:`) have their secrets there too.
 */
export async function secretsBesideBooks(
  booksFile: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Secrets> {
  if (booksFile === ':memory:') return createMemorySecrets();
  // A folder that cannot be made is told in a sentence by the books, which are opened next.
  await mkdir(dirname(booksFile), { recursive: true, mode: 0o700 }).catch(() => undefined);
  const home = env.HOME || homedir();
  const keyFile = keyFileOf({ platform: process.platform, env, home });
  const { key, place } = await findSecretKey(await openKeychain(env), keyFile);
  return createSealedSecrets(key, createFileSecrets(secretsFileOf(booksFile, 'plain')), storeNames[place]);
}

/** What the Account tab and the CLI say; a key file is no protection against other programs of the same user. */
const storeNames = {
  keychain: 'Encrypted file, its key in the keychain of this computer',
  file: 'Encrypted file; no keychain was found, so its key is in a file that every program of this user can read',
} as const;
