import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCompany, settlementExport } from '../../../sandbox/index.ts';
import { Bookkeeper } from '../../fixtures/bookkeeper.ts';
import type { DesktopApp } from '../../fixtures/desktop-app.ts';
import { expect, test } from '../../fixtures/test.ts';

const pictures = join(import.meta.dirname, '..', '..', '..', 'docs', 'screenshots');

/** Chooses an item of the native menu, as a person does with the mouse. */
async function choose(desktop: DesktopApp, id: string): Promise<void> {
  await desktop.evaluate(({ Menu }, itemId) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(itemId);
    if (!item) throw new Error(`The menu has no ${itemId}.`);
    item.click();
  }, id);
}

test('what is chosen in the native menu is done in the window', async ({ window, desktop }, testInfo) => {
  const bookkeeper = new Bookkeeper(window);
  const picture = async (name: string) => {
    const body = await window.screenshot({ animations: 'disabled' });
    await testInfo.attach(name, { body, contentType: 'image/png' });
    // Kept for docs/security.md only when asked for, like those of specs/pictures.
    if (process.env.SCREENSHOTS === '1')
      await writeFile(join(pictures, `desktop-${name.replaceAll(' ', '-')}.png`), body);
  };
  await bookkeeper.openSampleCompany();

  await choose(desktop, 'tab:orders');
  await expect(window.getByRole('tabpanel', { name: 'Orders' })).toBeVisible();
  await picture('go to orders');

  await choose(desktop, 'run:product.fetch');
  await expect(window.getByRole('tab', { name: 'Product', selected: true })).toBeFocused();
  await expect(bookkeeper.grid('Products').getByRole('row').nth(1)).toBeVisible({ timeout: 60_000 });
  await picture('fetch products');

  await choose(desktop, 'show:shortcuts');
  const shortcuts = window.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(shortcuts).toBeVisible();
  await picture('keyboard shortcuts');
  // An open dialog comes first.
  await choose(desktop, 'tab:payment');
  await expect(shortcuts).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(window.getByRole('tabpanel', { name: 'Product' })).toBeVisible();

  await choose(desktop, 'show:palette');
  await expect(window.getByRole('dialog')).toBeVisible();
  await picture('all commands');
  await window.keyboard.press('Escape');

  const chooser = window.waitForEvent('filechooser');
  await choose(desktop, 'run:payment.load');
  await chooser;
  await expect(window.getByRole('tabpanel', { name: 'Payment' })).toBeVisible();

  await choose(desktop, 'theme:dark');
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark');
  await picture('dark colours');
});

test('a file of the desktop is loaded, remembered, and refused with a reason when it is none', async ({
  window,
  desktop,
  folder,
}) => {
  const bookkeeper = new Bookkeeper(window);
  const [first] = createCompany().shops;
  if (!first) throw new Error('The sample company has a shop');
  const file = settlementExport(first, 'xlsx');
  const path = join(folder, file.fileName);
  await writeFile(path, file.bytes);
  await writeFile(join(folder, 'notes.csv'), 'no,settlement\n1,2\n');
  await bookkeeper.openSampleCompany();

  await desktop.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);
  await choose(desktop, 'host:openFile');
  await expect(window.getByRole('tabpanel', { name: 'Payment' })).toContainText(file.fileName, {
    timeout: 60_000,
  });
  await expect(window.getByRole('grid', { name: 'Days' }).getByRole('row').nth(1)).toBeVisible({
    timeout: 60_000,
  });
  const labels = () =>
    desktop.evaluate(({ Menu }) => {
      const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File');
      const recent = file?.submenu?.items.find(({ label }) => label === 'Open recent');
      return recent?.submenu?.items.map(({ label }) => label) ?? [];
    });
  expect(await labels()).toContain(file.fileName);

  await desktop.evaluate(
    ({ app }, [program, given]) => void app.emit('second-instance', {}, [program, given], '/'),
    ['/usr/bin/tieout', join(folder, 'notes.csv')] as const,
  );
  await expect(window.getByRole('tabpanel', { name: 'Payment' })).toContainText('notes.csv', {
    timeout: 30_000,
  });
});
