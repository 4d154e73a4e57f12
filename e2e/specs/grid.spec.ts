import { readFile } from 'node:fs/promises';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';

test('columns are chosen, kept, and exported as they are shown', async ({ window }) => {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.openSampleCompany();
  await bookkeeper.openTab('Product');
  await bookkeeper.fetchProducts();
  const grid = bookkeeper.grid('Products');
  const headers = () =>
    grid.getByRole('columnheader').evaluateAll((cells) => cells.map((cell) => cell.textContent));

  await test.step('hide one, move one, with the keyboard', async () => {
    await grid.getByRole('button', { name: 'Columns of Products' }).press('Enter');
    const dialog = window.getByRole('dialog', { name: 'Columns of Products' });
    await dialog.getByRole('checkbox', { name: 'Price' }).press('Space');
    const toTheLeft = dialog.getByRole('button', { name: 'Move Seller SKU to the left' });
    await toTheLeft.press('Enter');
    // The button keeps the focus although its line has moved.
    await expect(toTheLeft).toBeFocused();
    for (let moves = 0; moves < 3; moves += 1) await window.keyboard.press('Enter');
    expect(await accessibilityProblems(window)).toEqual([]);
    await window.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    expect((await headers()).filter(Boolean)).toEqual([
      'Seller SKU',
      'Status',
      'Item code',
      'Product',
      'Variation',
      'Open orders',
      'ID',
    ]);
  });

  await test.step('they are the same after a reload', async () => {
    await window.reload();
    await expect(grid.getByRole('row').nth(1)).toBeVisible();
    await expect(grid.getByRole('columnheader', { name: 'Price' })).toBeHidden();
  });

  await test.step('a filter has its chip, and the export says so', async () => {
    await window.getByLabel('Filter products').fill('tote');
    await expect(bookkeeper.button('Remove filter Text “tote”')).toBeVisible();
    await expect(grid.getByRole('row', { name: /TOTE/ }).first()).toBeVisible();
    await expect(grid.getByRole('row').filter({ hasNotText: /tote|Seller SKU/i })).toHaveCount(0);
    const downloading = window.waitForEvent('download');
    await bookkeeper.button('Export products').click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^products-.+-\d{4}-\d\d-\d\d\.csv$/);
    const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
    const rowCount = (await grid.getByRole('row').count()) - 1;
    expect(lines[0]).toMatch(/^\uFEFF"?Products, /);
    expect(lines[1]).toBe('Filter: Text “tote”');
    expect(lines[2]).toBe('Seller SKU,Status,Item code,Product,Variation,Open orders,ID');
    expect(lines.slice(3, -2)).toHaveLength(rowCount);
    expect(lines.at(-2)).toBe(`Total of ${rowCount},,,,,,`);
    await expect(window.getByRole('status')).toContainText('exported to products-');
    await bookkeeper.button('Clear all').click();
    await expect(window.getByLabel('Filter products')).toHaveValue('');
  });

  await test.step('the default comes back', async () => {
    await bookkeeper.button('Columns of Products').click();
    await bookkeeper.button('Restore default').click();
    await bookkeeper.button('Done').click();
    await expect(grid.getByRole('columnheader', { name: 'Price' })).toBeVisible();
  });
});

test('the footer sums what is ticked beside what is shown', async ({ window }) => {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.openSampleCompany();
  await bookkeeper.openTab('Orders');
  await bookkeeper.refreshOrders('2026-10-01', '2026-10-31');
  const grid = bookkeeper.grid('Orders');
  const box = grid.getByRole('checkbox', { name: /^Tick these [\d,]+$/ });
  await box.click();
  await expect(grid.getByRole('checkbox', { name: /^All [\d,]+ filtered are ticked$/ })).toBeChecked();
  const foot = window.getByRole('tabpanel', { name: 'Orders' }).locator('.grid-foot');
  for (const name of ['Shipping', 'Subtotal', 'Total', 'Items']) {
    const [, shown, ticked] =
      /(\S+) ?ticked (\S+)$/.exec((await foot.getByText(new RegExp(`^${name} `)).textContent()) ?? '') ?? [];
    expect(shown, name).toBeTruthy();
    expect(ticked, name).toBe(shown);
  }
});
