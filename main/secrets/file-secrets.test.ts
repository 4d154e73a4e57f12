import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secretsBesideBooks } from './beside-books.ts';
import { createFileSecrets } from './file-secrets.ts';

let folder = '';
let file = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-secrets-'));
  file = join(folder, 'books-secrets.json');
});

afterEach(() => rm(folder, { recursive: true }));

describe('secrets in a file', () => {
  it('come back after a restart', async () => {
    const secrets = createFileSecrets(file);
    expect(await secrets.load('shop/1')).toBeNull();
    await secrets.save('shop/1', 'a "quoted" ✓ token\n');
    await secrets.save('__proto__', 'no trick');
    const again = createFileSecrets(file);
    expect(await again.load('shop/1')).toBe('a "quoted" ✓ token\n');
    expect(await again.load('__proto__')).toBe('no trick');
    expect(await again.load('toString')).toBeNull();
    await again.remove('shop/1');
    expect(await secrets.load('shop/1')).toBeNull();
  });

  it('are readable by this user only, whatever was there before', async () => {
    await writeFile(file, '{"version":1,"secrets":{}}');
    await chmod(file, 0o644);
    await writeFile(`${file}.new`, 'left by a crash');
    await createFileSecrets(file).save('a', 'b');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('lose nothing when many are saved at once, and leave no other file behind', async () => {
    const secrets = createFileSecrets(file);
    const names = Array.from({ length: 40 }, (_, index) => `name ${index}`);
    await Promise.all(names.map((name) => secrets.save(name, `value of ${name}`)));
    for (const name of names) expect(await secrets.load(name)).toBe(`value of ${name}`);
    expect(await readdir(folder)).toEqual(['books-secrets.json']);
  });

  it.each(['', '{"version":1,"sec', '[]', '{"version":2,"secrets":{}}', '{"version":1,"secrets":{"a":1}}'])(
    'start empty when the file is %j, and put it aside',
    async (damaged) => {
      await writeFile(file, damaged);
      const secrets = createFileSecrets(file);
      expect(await secrets.load('a')).toBeNull();
      await secrets.save('a', 'new');
      expect(await secrets.load('a')).toBe('new');
      expect(await readFile(`${file}.damaged`, 'utf8')).toBe(damaged);
    },
  );

  it('go on after a write that failed', async () => {
    const secrets = createFileSecrets(join(folder, 'missing', 'books-secrets.json'));
    await expect(secrets.save('a', 'b')).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await secrets.load('a')).toBeNull();
  });

  it('lie beside the books, in a folder for this user; books in memory have them there', async () => {
    const secrets = await secretsBesideBooks(join(folder, 'new', 'my.tieout'));
    await secrets.save('a', 'b');
    expect(await readdir(join(folder, 'new'))).toEqual(['my.tieout-secrets.json']);
    expect((await stat(join(folder, 'new'))).mode & 0o777).toBe(0o700);
    expect((await secretsBesideBooks(':memory:')).storeName).toBe('Memory of this run');
  });

  it('say plainly how they are kept', () => {
    expect(createFileSecrets(file).storeName).toBe('File readable by this user only (books-secrets.json)');
  });
});
