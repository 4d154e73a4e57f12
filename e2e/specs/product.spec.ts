import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';

/** What the product tab promises, sentence by sentence, on the sample company. */

test.use({ books: 'fetched' });

const products = (window: Page) => window.getByRole('grid', { name: 'Products', exact: true });
const rowOf = (window: Page, text: string) => products(window).getByRole('row', { name: text });
const itemBox = (window: Page) => window.getByRole('combobox', { name: /^Item code of/ });
const option = (window: Page, code: string) => window.getByRole('option').filter({ hasText: code }).first();
const told = (window: Page) => window.getByRole('status');

async function openProducts(window: Page): Promise<Bookkeeper> {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.openTab('Product');
  return bookkeeper;
}

async function search(window: Page, text: string): Promise<void> {
  await window.getByLabel('Filter products').fill(text);
}

/** Shows one product and puts the cursor of the grid on it. */
async function goTo(window: Page, sellerSku: string): Promise<Locator> {
  await search(window, sellerSku);
  await expect(products(window).getByRole('row').filter({ hasText: sellerSku })).toHaveCount(1);
  await products(window).focus();
  await window.keyboard.press('Control+Home');
  return rowOf(window, sellerSku);
}

test('every status stands on its row with what to do, and an item is found by code, name and barcode', async ({
  window,
}) => {
  const bookkeeper = new Bookkeeper(window);
  const { keyboard } = window;
  // Nothing of this shop was fetched.
  await bookkeeper.chooseShop('MY');
  await bookkeeper.openTab('Product');

  await test.step('nothing fetched: the way out is there', async () => {
    await expect(products(window).locator('..')).toContainText('No products yet.');
    expect(await accessibilityProblems(window)).toEqual([]);
    await bookkeeper.fetchProducts();
    await expect(told(window)).toContainText(/\d+ products fetched/);
  });

  await test.step('statuses with their reasons', async () => {
    await expect(rowOf(window, 'TOTE-OLD-NAVY')).toContainText('Not mapped');
    await expect(rowOf(window, 'TOTE-OLD-NAVY')).toContainText('No such item: choose one');
    await search(window, 'LMP-RETRO-01');
    const lamp = rowOf(window, 'LMP-RETRO-01');
    await expect(lamp).toContainText('Item inactive');
    await expect(lamp).toContainText('Inactive item: choose another');
    await search(window, 'KIT-BREAKFAST');
    await expect(rowOf(window, 'KIT-BREAKFAST')).toContainText('kit');
    await search(window, 'SET-CANDLE-DUO');
    await expect(rowOf(window, 'SET-CANDLE-DUO')).toContainText('bundle');
    expect(await accessibilityProblems(window)).toEqual([]);
  });

  await test.step('by barcode and by name, with the keyboard', async () => {
    await goTo(window, 'TOTE-OLD-NAVY');
    await keyboard.press('F2');
    await expect(itemBox(window)).toBeFocused();
    await keyboard.type('5012345678900');
    await expect(option(window, 'MUG-STONE')).toContainText('5012345678900');
    await keyboard.press('Escape');
    await expect(products(window)).toBeFocused();
    await keyboard.press('Alt+ArrowDown');
    await keyboard.type('tote bag, navy');
    await expect(option(window, 'TOTE-NVY')).toBeVisible();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(rowOf(window, 'TOTE-OLD-NAVY')).toContainText('TOTE-NVY');
    await expect(window.getByText('1 ticked')).toBeVisible();
    await keyboard.press('Control+z');
    await expect(products(window).locator('.edited')).toHaveCount(0);
  });

  await test.step('a filter that finds nothing says so and can be taken off', async () => {
    await window.getByLabel('Filter Seller SKU').fill('no-such-sku');
    await expect(window.getByText('No product matches the filter.')).toBeVisible();
    await bookkeeper.button('Show all products').click();
    await expect(products(window).getByRole('row').nth(2)).toBeVisible();
    await window.getByLabel('Filter Item code').fill('TOTE');
    await expect(bookkeeper.button('Remove filter Item code contains “TOTE”')).toBeVisible();
  });
});

test('before Post stands what changes; posted orders stay; versions are dated and can be used again', async ({
  window,
}) => {
  const bookkeeper = await openProducts(window);
  const { keyboard } = window;

  await test.step('several components with quantities, by keyboard', async () => {
    await goTo(window, 'TOTE-OLD-NAVY');
    await keyboard.press('Alt+ArrowDown');
    await keyboard.type('TOTE-NVY');
    await expect(option(window, 'TOTE-NVY')).toBeVisible();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await keyboard.press('F4');
    const dialog = window.getByRole('dialog', { name: 'Components' });
    await expect(dialog).toContainText('Nothing was posted for this product yet.');
    await dialog.getByRole('button', { name: 'Add item' }).click();
    await dialog.getByRole('combobox', { name: 'Item 2' }).fill('GFT-WRAP');
    await option(window, 'GFT-WRAP').click();
    await dialog.getByLabel('Quantity 2').fill('2');
    expect(await accessibilityProblems(window)).toEqual([]);
    await dialog.getByRole('button', { name: 'Use components' }).click();
    await expect(rowOf(window, 'TOTE-OLD-NAVY')).toContainText('2 components');
  });

  await test.step('the blast radius, with the orders behind it', async () => {
    await bookkeeper.button('Post').click();
    const dialog = window.getByRole('dialog', { name: 'Post 1 mapping' });
    await expect(dialog).toContainText(/Changes \d+ unposted orders, £[\d,]+\.\d\d\./);
    await dialog.getByRole('button', { name: /^Show \d+ orders$/ }).click();
    await expect(dialog.getByRole('region', { name: 'Orders' }).getByRole('row').nth(1)).toContainText(
      'Changes',
    );
    expect(await accessibilityProblems(window)).toEqual([]);
    await dialog.getByRole('button', { name: 'Post', exact: true }).click();
    await expect(told(window)).toContainText('1 mapping saved.');
    await expect(rowOf(window, 'TOTE-OLD-NAVY')).toContainText('Mapped');
  });

  await test.step('posted orders stay as they are', async () => {
    await bookkeeper.openTab('Orders');
    await window.getByRole('button', { name: /^Delivered/ }).click();
    await bookkeeper.postAllOrders();
    await bookkeeper.openTab('Product');
    await goTo(window, 'MUG-STONE');
    await keyboard.press('F2');
    await keyboard.type('TOTE-NVY');
    await expect(option(window, 'TOTE-NVY')).toBeVisible();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await bookkeeper.button('Post').click();
    const dialog = window.getByRole('dialog', { name: 'Post 1 mapping' });
    await expect(dialog).toContainText(/posted ones stay as they are\./);
  });

  await test.step('from a date on fewer orders change, and the row says which', async () => {
    const dialog = window.getByRole('dialog', { name: 'Post 1 mapping' });
    await dialog.getByLabel('Orders from a date on').check();
    await dialog.getByLabel('First date').fill('2026-10-31');
    await expect(dialog).toContainText(/come out as before|comes out as before|Changes no unposted order/);
    expect(await accessibilityProblems(window)).toEqual([]);
    await dialog.getByRole('button', { name: 'Post', exact: true }).click();
    await expect(told(window)).toContainText('1 mapping saved.');
    await expect(rowOf(window, 'MUG-STONE')).toContainText('2026-10-31');
  });

  await test.step('unlinking is a version too, and an earlier one can be used again', async () => {
    await goTo(window, 'MUG-STONE');
    await keyboard.press(' ');
    await bookkeeper.button('Unlink').click();
    const question = window.getByRole('dialog', { name: 'Unlink 1 product' });
    await question.getByRole('button', { name: 'Unlink', exact: true }).click();
    await expect(told(window)).toContainText('1 product unlinked.');
    await expect(rowOf(window, 'MUG-STONE')).toContainText('Exists in Stokly');
    await products(window).focus();
    await keyboard.press('F4');
    const dialog = window.getByRole('dialog', { name: 'Components' });
    const versions = dialog.getByRole('list', { name: 'Versions' });
    await expect(versions.getByRole('listitem')).toHaveCount(2);
    await expect(versions).toContainText('Unlinked');
    await versions.getByRole('button', { name: 'Use version 1 again' }).click();
    await expect(dialog.getByRole('combobox', { name: 'Item 1' })).toHaveValue('TOTE-NVY');
    await dialog.getByRole('button', { name: 'Use components' }).click();
    await expect(rowOf(window, 'MUG-STONE')).toContainText('TOTE-NVY');
  });
});

test('one choice is used for others like it, and mappings go out and in as a file', async ({ window }) => {
  await openProducts(window);
  const { keyboard } = window;

  await test.step('map all like this says the rule and the number of rows first', async () => {
    await products(window).focus();
    await keyboard.press('Control+Home');
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Control+Home');
    await keyboard.press('F2');
    await keyboard.type('TOTE-NVY');
    await expect(option(window, 'TOTE-NVY')).toBeVisible();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(products(window).locator('.edited')).toHaveCount(1);
    await keyboard.press('*');
    const dialog = window.getByRole('dialog', { name: 'Map all like this' });
    await expect(dialog).toContainText('TOTE-NVY for other rows too.');
    await expect(dialog.getByRole('button', { name: /^Same seller SKU \(\d+\)$/ })).toBeVisible();
    await expect(
      dialog.getByRole('button', { name: /^Same product name and variation \(\d+\)$/ }),
    ).toBeVisible();
    expect(await accessibilityProblems(window)).toEqual([]);
    await dialog.getByRole('button', { name: 'All ticked rows (2)' }).click();
    await expect(told(window)).toContainText('TOTE-NVY chosen for 3 rows.');
    await expect(products(window).locator('.edited')).toHaveText(['TOTE-NVY', 'TOTE-NVY', 'TOTE-NVY']);
    await products(window).focus();
    await keyboard.press('Control+z');
    await keyboard.press('Control+z');
    await expect(products(window).locator('.edited')).toHaveCount(0);
  });

  const menu = async (entry: string) => {
    await window.getByRole('button', { name: 'Mappings file' }).click();
    await window.getByRole('menuitem', { name: entry }).click();
  };
  let csv = '';
  await test.step('every mapping is saved as CSV', async () => {
    const download = window.waitForEvent('download');
    await menu('Save all mappings as CSV');
    csv = await readFile(await (await download).path(), 'utf8');
    expect(csv.replace('\uFEFF', '').split('\r\n')[0]).toBe(
      'SKU ID,Seller SKU,Product,Variation,Item code,Quantity,Component,Effective from',
    );
    await expect(told(window)).toContainText(/\d+ products saved to mappings-.+\.csv\./);
  });

  const read = async (text: string) => {
    const chooser = window.waitForEvent('filechooser');
    await menu('Read mappings from a file');
    const buffer = Buffer.from(text);
    await (await chooser).setFiles({ name: 'mappings.csv', mimeType: 'text/csv', buffer });
  };
  const dialog = window.getByRole('dialog', { name: 'Mappings of mappings.csv' });
  await test.step('what went out comes back without a change', async () => {
    await read(csv);
    await expect(dialog).toContainText(/0 rows will change, \d+ the same, 0 refused\./);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('changed lines become edited rows, wrong ones are refused by row and column', async () => {
    const id = /TT\d+(?=,TOTE-OLD-NAVY)/.exec(csv)?.[0] ?? '';
    await read(`SKU ID,Item code,Quantity\n${id},TOTE-NVY,3\n1.73E+18,TOTE-NVY,1\n${id}9,=1+1,1\n`);
    await expect(dialog).toContainText('1 row will change, 0 the same, 2 refused.');
    await expect(dialog.getByRole('region', { name: 'Refused lines' })).toContainText(
      '“1.73E+18” has lost its digits in a spreadsheet',
    );
    expect(await accessibilityProblems(window)).toEqual([]);
    await dialog.getByRole('button', { name: 'Edit 1 row' }).click();
    await expect(rowOf(window, 'TOTE-OLD-NAVY')).toContainText('3 × TOTE-NVY');
    await expect(window.getByText('1 row edited, not posted')).toBeVisible();
    await expect(rowOf(window, 'TOTE-OLD-NAVY')).toContainText('Not mapped');
  });
});

test('item codes that were not posted are found again after a reload; posted mappings are taken back', async ({
  window,
}) => {
  const bookkeeper = await openProducts(window);
  const saved = window.waitForResponse(
    (response) =>
      response.url().endsWith('/api/preferences.save') &&
      /drafts\.products/.test(response.request().postData() ?? ''),
  );
  await rowOf(window, 'TOTE-OLD-NAVY').getByText('Choose an item').click();
  await itemBox(window).fill('TOTE-NVY');
  await option(window, 'TOTE-NVY').click();
  await (await saved).finished();
  await window.reload();
  const row = rowOf(window, 'TOTE-OLD-NAVY');
  await expect(row).toContainText('TOTE-NVY');
  await expect(row.getByRole('checkbox')).toBeChecked();
  await expect(window.getByText('1 row edited, not posted')).toBeVisible();
  expect(await accessibilityProblems(window)).toEqual([]);

  await bookkeeper.button('Post').click();
  const dialog = window.getByRole('dialog', { name: 'Post 1 mapping' });
  await dialog.getByRole('button', { name: 'Post', exact: true }).click();
  await expect(row).toContainText('Mapped');
  await bookkeeper.button('Undo').click();
  await expect(told(window)).toContainText('1 product stands for what it was before.');
  await expect(row).toContainText('Not mapped');
  await expect(row).not.toContainText('TOTE-NVY');
});

test('item codes are filled down, copied, pasted and taken back', async ({ window }) => {
  await openProducts(window);
  const { keyboard } = window;
  const grid = products(window);
  const edited = grid.locator('.edited');
  const line = (index: number) => grid.getByRole('row').nth(index);
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  await grid.focus();

  await test.step('Tab fills the item into every ticked row', async () => {
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Enter');
    await keyboard.type('TOTE-NVY');
    await expect(option(window, 'TOTE-NVY')).toBeVisible();
    await keyboard.press('Tab');
    await expect(window.getByRole('status')).toContainText('TOTE-NVY chosen for 3 ticked rows.');
    await expect(edited).toHaveText(['TOTE-NVY', 'TOTE-NVY', 'TOTE-NVY']);
    await expect(grid).toBeFocused();
    await keyboard.press('Control+z');
    await expect(edited).toHaveCount(0);
  });

  await test.step('codes are pasted from the focused row down, and + copies the one above', async () => {
    await keyboard.press('Control+Home');
    await grid.evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'tote-nvy\tNavy\r\nNO-SUCH-CODE\r\n');
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await expect(window.getByRole('status')).toContainText('1 item code pasted. 1 code not used.');
    await expect(edited).toHaveText(['TOTE-NVY']);
    await keyboard.press('ArrowDown');
    await keyboard.press('+');
    await expect(edited).toHaveText(['TOTE-NVY', 'TOTE-NVY']);
    await expect(line(2)).toContainText('TOTE-NVY');
    await keyboard.press('Control+z');
    await keyboard.press('Control+z');
    await expect(edited).toHaveCount(0);
  });

  await test.step('the question mark tells all of this', async () => {
    await keyboard.press('?');
    const dialog = window.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(dialog).toContainText('Copy the code of the row above');
    expect(await accessibilityProblems(window)).toEqual([]);
    await keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(grid).toBeFocused();
  });
});
