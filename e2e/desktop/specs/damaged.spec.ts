import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { startDesktopApp } from '../../fixtures/desktop-app.ts';
import { expect, test } from '../../fixtures/test.ts';

const books = join(import.meta.dirname, '..', '..', '..', 'db', 'fixtures', 'books-0.1.0.sqlite.gz');

test('damaged books are told, and the last good copy is one click away', async ({
  folder,
  desktopOptions,
}, testInfo) => {
  writeFileSync(join(folder, 'books.tieout'), Buffer.alloc(8192, 0xff));
  mkdirSync(join(folder, 'backups'));
  const copy = 'books.tieout.20261120T080000.000Z.v1.backup';
  writeFileSync(join(folder, 'backups', copy), gunzipSync(readFileSync(books)));

  const app = await startDesktopApp(folder, desktopOptions);
  const window = await app.window();
  const trouble = window.getByRole('alert');
  await expect(trouble).toContainText('Tieout could not start', { timeout: 60_000 });
  await testInfo.attach('damaged books', { body: await window.screenshot(), contentType: 'image/png' });
  await trouble.getByRole('button', { name: /^Start again from the copy of/ }).press('Enter');
  await expect(window.getByRole('tablist').first()).toBeVisible({ timeout: 60_000 });
  expect(readdirSync(folder).some((name) => name.startsWith('books.tieout.replaced-'))).toBe(true);
  expect(await app.close()).toBe(0);
});
