import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Bookkeeper } from '../../fixtures/bookkeeper.ts';
import { startDesktopApp } from '../../fixtures/desktop-app.ts';
import { expect, test } from '../../fixtures/test.ts';

/** Overwrites a piece of the file, as a failing disk does. */
function damage(file: string): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(8192, 0xff), 0, 8192, 0);
  closeSync(handle);
}

test('damaged books are told, and the last good copy is one click away', async ({
  folder,
  desktopOptions,
}, testInfo) => {
  const first = await startDesktopApp(folder, desktopOptions);
  const window = await first.window();
  await window.reload();
  await new Bookkeeper(window).openSampleCompany();
  await window.evaluate(async () => {
    const bridge: unknown = Reflect.get(globalThis, 'bridge');
    // What the screens have, too; nobody here knows its type.
    return (bridge as { call(method: string, input: unknown): Promise<unknown> }).call('books.backUp', {});
  });
  expect(await first.close()).toBe(0);
  damage(join(folder, 'books.tieout'));

  const second = await startDesktopApp(folder, desktopOptions);
  const again = await second.window();
  const trouble = again.getByRole('alert');
  await expect(trouble).toContainText('Tieout could not start', { timeout: 60_000 });
  await testInfo.attach('damaged books', { body: await again.screenshot(), contentType: 'image/png' });
  await trouble.getByRole('button', { name: /^Start again from the copy of/ }).click();
  await expect(again.getByRole('tablist').first()).toBeVisible({ timeout: 60_000 });
  expect(readdirSync(folder).some((name) => name.startsWith('books.tieout.replaced-'))).toBe(true);
  expect(await second.close()).toBe(0);
});
