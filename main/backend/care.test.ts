import { expect, it } from 'vitest';
import { aFolder, openOrFail } from '../../db/testing/books.ts';
import { aShop } from '../../db/testing/builders.ts';
import { createMemorySecrets } from '../secrets/memory-secrets.ts';
import { startBackend } from './index.ts';

it('a start makes the copy that is due, and new books need none', async () => {
  const booksFile = `${aFolder()}/books.tieout`;
  const start = async () => {
    const started = await startBackend({
      booksFile,
      host: 'cli',
      secrets: createMemorySecrets(),
      openInBrowser: async () => false,
      log: (line) => {
        throw new Error(line);
      },
    });
    if (!started.ok) throw new Error(started.error.message);
    await started.value.close();
  };
  await start();
  const books = openOrFail(booksFile);
  expect(await books.care.listBackups()).toEqual([]);
  await books.shops.save(aShop({ isSample: false }));
  await books.close();
  await start();
  await start();
  expect(await openOrFail(booksFile).care.listBackups()).toHaveLength(1);
});
