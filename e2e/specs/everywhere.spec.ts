import type { Page } from '@playwright/test';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';
import { startWebApp } from '../fixtures/web-app.ts';

test.use({ books: 'opened' });

/** Opens the palette, types, and takes the first line found. */
async function command(window: Page, words: string): Promise<void> {
  await window.keyboard.press('Control+k');
  const dialog = window.getByRole('dialog', { name: 'Commands' });
  await expect(dialog).toBeVisible();
  await window.keyboard.type(words);
  await expect(dialog.getByRole('menuitem').first()).toBeVisible();
  await window.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

test('commands are found by typing, and those that are off say why', async ({ window }) => {
  const bookkeeper = new Bookkeeper(window);
  const { keyboard } = window;
  const dialog = window.getByRole('dialog', { name: 'Commands' });
  const lines = dialog.getByRole('menuitem');

  await test.step('a command that is off says why and does nothing', async () => {
    await bookkeeper.button('All commands (Ctrl+K)').click();
    await keyboard.type('post the mappings');
    await expect(lines).toHaveText(/Choose an item code or tick a row first/);
    await keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    expect(await accessibilityProblems(window)).toEqual([]);
    await keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('a command of another tab opens that tab first', async () => {
    await command(window, 'go to account');
    await expect(window.getByRole('tab', { name: 'Account', selected: true })).toBeFocused();
    await command(window, 'fetch products');
    await expect(window.getByRole('tab', { name: 'Product', selected: true })).toBeFocused();
    await expect(window.getByRole('status').filter({ hasText: /products fetched/ })).toBeVisible({
      timeout: 60_000,
    });
  });

  await test.step('arrows choose, words narrow, and what is unknown is said', async () => {
    await keyboard.press('Control+k');
    await keyboard.type('colours');
    await expect(lines).toHaveCount(4);
    await keyboard.type(' nonsense');
    await expect(dialog).toContainText('No command has these words.');
    await keyboard.press('Escape');
    await command(window, 'dark');
    await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark');
    expect(await accessibilityProblems(window)).toEqual([]);
  });

  await test.step('an order is opened by its id, on whatever tab', async () => {
    await bookkeeper.openTab('Orders');
    await bookkeeper.refreshOrders('2026-10-01', '2026-10-31');
    const orders = bookkeeper.grid('Orders');
    const id = /\d{18}/.exec((await orders.getByRole('row').nth(2).textContent()) ?? '')?.[0] ?? '';
    await bookkeeper.openTab('Payment');
    await command(window, id);
    await expect(orders.getByRole('row')).toHaveCount(2);
    await expect(window.getByRole('complementary', { name: `Order ${id}` })).toBeVisible();
    await command(window, '999999999999');
    await expect(window.getByRole('status').filter({ hasText: /is not in the books of/ })).toBeVisible();
  });

  await test.step('keys of the keyboard lead to tabs and into the filter', async () => {
    await keyboard.press('Alt+2');
    await expect(window.getByRole('tab', { name: 'Product', selected: true })).toBeVisible();
    // The grid would take the stroke for the beginning of an item code.
    await bookkeeper.grid('Products').focus();
    await keyboard.press('/');
    await expect(window.getByLabel('Filter products')).toBeFocused();
    await keyboard.type('?');
    await expect(window.getByLabel('Filter products')).toHaveValue('?');
  });
});

test('the view is found again after a reload and after a restart', async ({ app, folder, window }) => {
  const bookkeeper = new Bookkeeper(window);
  const filter = window.getByLabel('Filter orders');
  await bookkeeper.chooseShop('MY');
  await bookkeeper.openTab('Orders');
  await window.getByLabel('From', { exact: true }).fill('2026-10-05');
  await window.getByRole('button', { name: /^Delivered/ }).click();
  const saved = window.waitForResponse(
    (response) =>
      response.url().endsWith('/api/preferences.save') &&
      /view\.orders.*tote/.test(response.request().postData() ?? ''),
  );
  await filter.fill('tote');
  await (await saved).finished();
  await command(window, 'light colours');

  const isKept = async () => {
    await expect(window.getByRole('tab', { name: 'Orders', selected: true })).toBeVisible();
    await expect(filter).toHaveValue('tote');
    await expect(window.getByLabel('From', { exact: true })).toHaveValue('2026-10-05');
    await expect(window.getByRole('button', { name: /^Delivered/ })).toHaveAttribute('aria-pressed', 'true');
    await expect(window.getByRole('combobox', { name: 'Shop', exact: true })).toContainText(/MYR/);
    await expect(window.locator('html')).toHaveAttribute('data-theme', 'light');
  };
  await window.reload();
  await isKept();

  await window.goto('about:blank');
  await app.close();
  const again = await startWebApp(folder);
  try {
    // Another port is another site for the browser: what is found again comes from the books.
    expect(new URL(again.url).port).not.toBe(new URL(app.url).port);
    await window.goto(again.url);
    await isKept();
    await command(window, 'reset filters');
    await expect(window.getByRole('tab', { name: 'Account', selected: true })).toBeVisible();
    await bookkeeper.openTab('Orders');
    await expect(filter).toHaveValue('');
    await expect(window.locator('html')).toHaveAttribute('data-theme', 'light');
  } finally {
    await window.goto('about:blank');
    await again.close();
  }
});

test('what is typed last counts, even when the tab is left at once', async ({ window }) => {
  const bookkeeper = new Bookkeeper(window);
  const chip = bookkeeper.button('Remove filter Text “tote”');
  await window.getByLabel('Filter products').fill('tote');
  await bookkeeper.openTab('Orders');
  await bookkeeper.openTab('Product');
  await expect(chip).toBeVisible();
  await window.getByLabel('Filter products').fill('');
  await bookkeeper.openTab('Orders');
  await bookkeeper.openTab('Product');
  await expect(chip).toBeHidden();
  expect(await accessibilityProblems(window)).toEqual([]);
});

test('figures and dates go by the locale, exports do not', async ({ window }) => {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.openTab('Orders');
  const from = window.getByLabel('From', { exact: true });
  await bookkeeper.button('Preferences').click();
  const dialog = window.getByRole('dialog', { name: 'Preferences' });
  await dialog.getByLabel('Figures and dates').selectOption('German (Germany)');
  await expect(dialog).toContainText('1.234,50 £');
  await expect(dialog).toContainText('14.10.2026');
  expect(await accessibilityProblems(window)).toEqual([]);
  await dialog.getByRole('button', { name: 'Done' }).click();

  await from.fill('1.10.2026');
  await expect(from).toHaveValue('01.10.2026');
  await from.fill('40.10.2026');
  await expect(from).toHaveAttribute('aria-invalid', 'true');
  await bookkeeper.refreshOrders('2026-10-01', '31.10.2026');
  await expect(from).toHaveValue('01.10.2026');
  await expect(bookkeeper.grid('Orders')).toContainText(/\d,\d\d/);
  await expect(bookkeeper.grid('Orders')).not.toContainText(/\d\.\d\d(?![\d.])/);

  const downloading = window.waitForEvent('download');
  await bookkeeper.button('Export orders').click();
  await window.getByRole('menuitem', { name: 'Text with commas (.csv)' }).click();
  const { createReadStream } = await import('node:fs');
  const { text } = await import('node:stream/consumers');
  const csv = await text(createReadStream(await (await downloading).path()));
  expect(csv).toMatch(/,\d+\.\d\d,/);
  expect(csv).not.toMatch(/\d,\d\d"/);
});

test('first steps are read from the books, can be closed and come back', async ({ window }) => {
  const bookkeeper = new Bookkeeper(window);
  const strip = window.getByRole('region', { name: 'First steps' });
  await expect(strip).toContainText('3 of 10 done. Next: Fetch the products');
  await bookkeeper.openTab('Account');
  await strip.getByRole('button', { name: 'Go to Product' }).click();
  await expect(window.getByRole('tab', { name: 'Product', selected: true })).toBeVisible();
  await bookkeeper.fetchProducts();
  await bookkeeper.button('Dismiss message').click();
  await expect(strip).toContainText('4 of 10 done. Next: Give every product its item code');
  await strip.getByRole('button', { name: 'Go to Product' }).click();
  await expect(bookkeeper.button(/^Remove filter Status Not mapped/)).toBeVisible();

  await strip.getByRole('button', { name: 'All steps' }).click();
  const dialog = window.getByRole('dialog', { name: 'First steps' });
  await expect(dialog.getByRole('listitem')).toHaveCount(10);
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Done' })).toHaveCount(4);
  expect(await accessibilityProblems(window)).toEqual([]);
  await dialog.getByRole('button', { name: /^Go to Orders: Fetch/ }).click();
  await expect(window.getByRole('tab', { name: 'Orders', selected: true })).toBeVisible();

  await bookkeeper.button('Close the first steps').click();
  await bookkeeper.button('Dismiss message').click();
  await expect(strip).toBeHidden();
  await window.reload();
  await expect(window.getByRole('tab', { name: 'Orders', selected: true })).toBeVisible();
  await expect(strip).toBeHidden();
  await command(window, 'first steps');
  await dialog.getByLabel('Show the next step under the header').check();
  await window.keyboard.press('Escape');
  await expect(strip).toBeVisible();
});

test('what was told is found again, one message at a time', async ({ window }) => {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.fetchProducts();
  await bookkeeper.openTab('Orders');
  await bookkeeper.refreshOrders('2026-10-01', '2026-10-31');
  await command(window, '999999999999');
  await expect(window.getByRole('status').filter({ hasText: 'is not in the books of' })).toBeVisible();
  await expect(window.locator('.notice .message:visible')).toHaveCount(1);
  await bookkeeper.button('Messages (3)').click();
  const told = window.getByRole('dialog', { name: 'Messages' }).getByRole('listitem');
  await expect(told).toHaveText([/is not in the books of/, /orders fetched/, /products fetched/]);
  await expect(told.first().getByRole('time')).toHaveText(/^\d\d:\d\d$/);
  expect(await accessibilityProblems(window)).toEqual([]);
});

test('a lost line is said calmly, and the window goes on by itself', async ({ app, page }) => {
  // Not the usual window: that Chromium reports the refused connections is the point here.
  await page.goto(app.url);
  const bookkeeper = new Bookkeeper(page);
  const line = page.getByRole('alert').filter({ hasText: 'Tieout does not answer.' });
  // A proxy would be needed to cut a stream that is open; the events are asked again by a reload.
  await page.route('**/events', (route) => route.abort());
  await page.reload();
  await expect(line).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.unroute('**/events');
  await expect(line).toBeHidden({ timeout: 20_000 });
  await bookkeeper.fetchProducts();
});

test('a window of an earlier run says so', async ({ app, folder, page }) => {
  await page.goto(app.url);
  await expect(page.getByRole('tab', { name: 'Product', selected: true })).toBeVisible();
  const { port } = new URL(app.url);
  await app.close();
  await expect(page.getByRole('alert').filter({ hasText: 'Tieout does not answer.' })).toBeVisible();
  const again = await startWebApp(folder, ['--port', port]);
  try {
    await expect(page.getByRole('alert').filter({ hasText: 'belongs to the earlier run' })).toBeVisible({
      timeout: 20_000,
    });
  } finally {
    await page.goto('about:blank');
    await again.close();
  }
});
