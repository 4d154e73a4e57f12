import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Secrets } from '../../app/ports/secrets.ts';
import { secretsFileOf } from '../books-file.ts';
import { createFileSecrets } from './file-secrets.ts';
import { createMemorySecrets } from './memory-secrets.ts';

/**
 * Secrets for hosts without a keychain: a file beside the books, whose folder is made when it is missing, for this
 * user only. Books in memory (`:memory:`) have their secrets there too.
 */
export async function secretsBesideBooks(booksFile: string): Promise<Secrets> {
  if (booksFile === ':memory:') return createMemorySecrets();
  // A folder that cannot be made is told in a sentence by the books, which are opened next.
  await mkdir(dirname(booksFile), { recursive: true, mode: 0o700 }).catch(() => undefined);
  return createFileSecrets(secretsFileOf(booksFile, 'plain'));
}
