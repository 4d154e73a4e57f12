import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secretsBesideBooks } from './beside-books.ts';
import { createFileSecrets } from './file-secrets.ts';
import { findSecretKey, type KeychainEntry } from './find-key.ts';
import { createMemorySecrets } from './memory-secrets.ts';
import { createSealedSecrets } from './sealed-secrets.ts';

const key = Buffer.alloc(32, 7);
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-sealed-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('sealed secrets', () => {
  it('come back whatever they are, and none of them can be read in the file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 6, unit: 'binary' }), async (value) => {
        const inner = createMemorySecrets();
        const secrets = createSealedSecrets(key, inner, 'test');
        await secrets.save('shop', value);
        expect(await secrets.load('shop')).toBe(value);
        expect(await inner.load('shop')).not.toContain(value);
      }),
      { numRuns: 50 },
    );
  });

  it('count as missing under another key, another name, or when they were changed', async () => {
    const inner = createMemorySecrets();
    const secrets = createSealedSecrets(key, inner, 'test');
    await secrets.save('a', 'token');
    const kept = (await inner.load('a')) ?? '';
    expect(await createSealedSecrets(Buffer.alloc(32, 8), inner, 'test').load('a')).toBeNull();
    await inner.save('b', kept);
    expect(await secrets.load('b')).toBeNull();
    for (const broken of ['sealed1:', 'sealed1:AAAA', `${kept.slice(0, -4)}AAA=`]) {
      await inner.save('a', broken);
      expect(await secrets.load('a')).toBeNull();
    }
  });

  it('seal what an earlier version kept in the clear when it is read', async () => {
    const inner = createMemorySecrets();
    await inner.save('a', 'old token');
    const secrets = createSealedSecrets(key, inner, 'test');
    expect(await secrets.load('a')).toBe('old token');
    expect(await inner.load('a')).not.toContain('old token');
    expect(await secrets.load('a')).toBe('old token');
  });
});

describe('the key', () => {
  function keychain(over: Partial<KeychainEntry> = {}): KeychainEntry {
    let kept: string | null = null;
    return {
      getPassword: async () => kept,
      setPassword: async (password) => {
        kept = password;
      },
      ...over,
    };
  }
  const file = () => join(folder, 'deep', 'secrets.key');

  it('is made in the keychain once', async () => {
    const entry = keychain();
    const first = await findSecretKey(entry, file());
    expect(first.place).toBe('keychain');
    expect((await findSecretKey(entry, file())).key).toEqual(first.key);
    await expect(stat(file())).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    ['there is none', null],
    ['it is locked', keychain({ getPassword: async () => Promise.reject(new Error('locked')) })],
    ['it takes nothing', keychain({ setPassword: async () => Promise.reject(new Error('denied')) })],
    ['it forgets', keychain({ setPassword: async () => undefined })],
  ])('is in a file of this user when %s, and moves to a keychain later', async (_, entry) => {
    const filed = await findSecretKey(entry, file());
    expect(filed.place).toBe('file');
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect((await findSecretKey(entry, file())).key).toEqual(filed.key);
    const later = await findSecretKey(keychain(), file());
    expect([later.place, later.key]).toEqual(['keychain', filed.key]);
  });

  it('two that start at once use the same key', async () => {
    const both = await Promise.all([findSecretKey(null, file()), findSecretKey(null, file())]);
    expect(both[0].key).toEqual(both[1].key);
  });
});

it('beside the books nothing can be read, and a copy of their folder alone opens nothing', async () => {
  const env = { TIEOUT_KEYCHAIN: 'off', XDG_CONFIG_HOME: join(folder, 'config'), HOME: folder };
  const books = join(folder, 'books', 'my.tieout');
  const secrets = await secretsBesideBooks(books, env);
  await secrets.save('channel-app:1', 'distinctive-app-secret');
  expect(await (await secretsBesideBooks(books, env)).load('channel-app:1')).toBe('distinctive-app-secret');
  const kept = await readFile(`${books}-secrets.json`, 'utf8');
  expect(kept).not.toContain('distinctive-app-secret');
  expect(secrets.storeName).toContain('no keychain was found');
  const elsewhere = { ...env, XDG_CONFIG_HOME: join(folder, 'other') };
  expect(await (await secretsBesideBooks(books, elsewhere)).load('channel-app:1')).toBeNull();
  await writeFile(`${books}-secrets.json`, kept);
  expect(await createFileSecrets(`${books}-secrets.json`).load('channel-app:1')).toMatch(/^sealed1:/);
});
