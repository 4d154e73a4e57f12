import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';

test.use({ books: 'fetched' });

/** The orders of October of the sample company, on the screen. */
async function openOctober(window: Page): Promise<{ bookkeeper: Bookkeeper; grid: Locator; foot: Locator }> {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.openTab('Orders');
  const grid = bookkeeper.grid('Orders');
  const foot = window.getByRole('tabpanel', { name: 'Orders' }).locator('.grid-foot');
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  return { bookkeeper, grid, foot };
}

async function headersOf(grid: Locator): Promise<string[]> {
  const cells = grid.getByRole('columnheader');
  return cells.evaluateAll((all) =>
    all.flatMap((cell) => cell.querySelector('.head-title')?.textContent ?? []),
  );
}

test('columns are chosen, kept, and exported as they are shown', async ({ window }) => {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.openTab('Product');
  const grid = bookkeeper.grid('Products');

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
    expect(await headersOf(grid)).toEqual([
      'Seller SKU',
      'Status',
      'Item code',
      'Product',
      'Variation',
      'What to do',
      'Open orders',
      'For orders from',
      'Barcode',
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
    await window.getByRole('menuitem', { name: 'Text with commas (.csv)' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^products-.+-\d{4}-\d\d-\d\d\.csv$/);
    const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
    const rowCount = (await grid.getByRole('row').count()) - 1;
    expect(lines[0]).toMatch(/^\uFEFF"?Products, /);
    expect(lines[1]).toBe('Filter: Text “tote”');
    expect(lines[2]).toBe(
      'Seller SKU,Status,Item code,Product,Variation,What to do,Open orders,For orders from,Barcode,ID',
    );
    expect(lines.slice(3, -2)).toHaveLength(rowCount);
    expect(lines.at(-2)).toBe(`Total of ${rowCount},,,,,,,,,`);
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

test('orders are filtered above their columns', async ({ window }) => {
  const { bookkeeper, grid, foot } = await openOctober(window);
  const { keyboard } = window;
  const chip = (name: string | RegExp) => window.getByRole('button', { name });
  const cellsOf = (column: number) =>
    grid.locator(`td[data-column="${column}"]`).evaluateAll((cells) => cells.map((cell) => cell.textContent));

  await test.step('amounts: what is typed, its chip, its words for a screen reader', async () => {
    const box = grid.getByRole('textbox', { name: 'Filter Subtotal' });
    await box.fill('>=40');
    await expect(chip('Remove filter Subtotal from 40.00')).toBeVisible();
    const column = (await headersOf(grid)).indexOf('Subtotal');
    await expect
      .poll(async () => Math.min(...(await cellsOf(column)).map(Number)))
      .toBeGreaterThanOrEqual(40);
    const [count] = /[\d,]+/.exec((await foot.textContent()) ?? '') ?? [];
    await expect(window.locator('[aria-live="polite"]').filter({ hasText: `${count} rows` })).toHaveCount(1);
    await box.fill('forty');
    await expect(box).toHaveAccessibleDescription(/“forty” is not an amount/);
    await expect(foot).toContainText('450 orders');
    await expect(chip('Remove filter Subtotal from 40.00')).toBeHidden();
    expect(await accessibilityProblems(window)).toEqual([]);
    await box.press('Escape');
    await expect(box).toHaveValue('');
    await box.press('Escape');
    await expect(grid).toBeFocused();
  });

  await test.step('a list of values with their counts, several of them ticked', async () => {
    await grid.getByRole('button', { name: 'Filter Status: All' }).click();
    const values = window.getByRole('listbox', { name: 'Status' });
    const count = Number(
      /\d+/.exec((await values.getByRole('option', { name: /^Delivered/ }).textContent()) ?? ''),
    );
    await values.getByRole('option', { name: /^Delivered/ }).press('Space');
    await values.getByRole('option', { name: /^Cancelled/ }).click();
    expect(await accessibilityProblems(window)).toEqual([]);
    await keyboard.press('Escape');
    await expect(chip(/^Remove filter Status is Delivered or Cancelled \(\d+\)$/)).toBeVisible();
    const statuses = new Set(await cellsOf((await headersOf(grid)).indexOf('Status')));
    expect([...statuses].every((status) => status === 'Delivered' || status === 'Cancelled')).toBe(true);
    await grid.getByRole('button', { name: 'Filter Status: Delivered, Cancelled' }).click();
    await values.getByRole('option', { name: /^Cancelled/ }).click();
    await keyboard.press('Escape');
    await expect(foot).toContainText(`${count} orders`);
  });

  await test.step('from the rows up into the box and down again', async () => {
    await grid.focus();
    await keyboard.press('Control+Home');
    for (const _ of (await headersOf(grid)).slice(0, (await headersOf(grid)).indexOf('ID')))
      await keyboard.press('ArrowRight');
    await keyboard.press('ArrowUp');
    await expect(grid.getByRole('textbox', { name: 'Filter ID' })).toBeFocused();
    const first = (await cellsOf((await headersOf(grid)).indexOf('ID')))[0] ?? '';
    await keyboard.type(first.slice(-6));
    await keyboard.press('ArrowDown');
    await expect(grid).toBeFocused();
    await expect(foot).toContainText('1 order');
    await expect(grid.getByRole('row', { name: first })).toBeVisible();
  });

  await test.step('the workbook holds what is shown, ids whole', async () => {
    const downloading = window.waitForEvent('download');
    await bookkeeper.button('Export orders').click();
    await window.getByRole('menuitem', { name: 'Excel workbook (.xlsx)' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^orders-.+-\d{4}-\d\d-\d\d\.xlsx$/);
    const sheet = strFromU8(
      unzipSync(await readFile(await download.path()))['xl/worksheets/sheet1.xml'] ?? new Uint8Array(),
    );
    const id = (await cellsOf((await headersOf(grid)).indexOf('ID')))[0] ?? '';
    expect(sheet).toContain(`<t xml:space="preserve">${id}</t>`);
    expect(sheet).toContain(`Status is Delivered; ID contains “${id.slice(-6)}”`);
    expect(sheet).toContain('Sorted by: Create date, descending');
    expect(sheet.match(/<row /g)).toHaveLength(6);
  });

  await test.step('what is shown goes on paper, with its filter and its total', async () => {
    // The dialog belongs to the browser; what it would be given is looked at.
    await window.evaluate(() => Object.assign(globalThis, { print: () => undefined }));
    await bookkeeper.button('Export orders').click();
    await window.getByRole('menuitem', { name: 'Print or PDF' }).click();
    const paper = window.locator('.print-sheet');
    await expect(paper).toContainText('Status is Delivered; ID contains');
    await expect(paper.locator('tr')).toContainText([/ID/, /Delivered/, /Total of 1/]);
    const pdf = (await window.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    await window.evaluate(() => globalThis.dispatchEvent(new Event('afterprint')));
    await expect(paper).toHaveCount(0);
  });

  await test.step('all of it comes off at once', async () => {
    await bookkeeper.button('Clear all').click();
    await expect(grid.getByRole('textbox', { name: 'Filter ID' })).toHaveValue('');
    await expect(grid.getByRole('button', { name: 'Filter Status: All' })).toBeVisible();
  });
});

test('rows are ticked in ranges and copied; columns are moved', async ({ window, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { grid, foot } = await openOctober(window);
  const { keyboard } = window;
  const copied = () => window.evaluate(() => navigator.clipboard.readText());
  const row = (index: number) => grid.locator(`tr[data-row="${index}"]`);
  const idOf = async (index: number) =>
    (await row(index)
      .locator(`td[data-column="${(await headersOf(grid)).indexOf('ID')}"]`)
      .textContent()) ?? '';
  const dateOf = (index: number) => row(index).getByText(/^2026-10-\d\d$/);

  await test.step('Ctrl ticks a row wherever it is clicked, Shift up to there', async () => {
    await dateOf(2).click({ modifiers: ['Control'] });
    await expect(row(2)).toHaveAttribute('aria-selected', 'true');
    await expect(foot).toContainText('1 ticked');
    await dateOf(5).click({ modifiers: ['Shift'] });
    await expect(foot).toContainText('4 ticked');
    await dateOf(3).click({ modifiers: ['Control'] });
    await expect(foot).toContainText('3 ticked');
  });

  await test.step('ticked rows are copied in the order shown, with their header when Shift is held', async () => {
    const ids = [await idOf(2), await idOf(4), await idOf(5)];
    await keyboard.press('Control+Shift+C');
    await expect(window.getByRole('status').filter({ hasText: '3 ticked rows copied.' })).toBeVisible();
    const place = (await headersOf(grid)).indexOf('ID');
    const lines = (await copied()).split('\n').map((line) => line.split('\t'));
    expect(lines.map((cells) => cells[place])).toEqual(['ID', ...ids]);
    await keyboard.press('Control+C');
    await expect.poll(async () => (await copied()).split('\n')).toHaveLength(3);
  });

  await test.step('ticks survive sorting and a filter that hides them', async () => {
    const id = await idOf(2);
    await grid.getByRole('button', { name: 'Subtotal' }).click();
    await expect(grid.getByRole('columnheader', { name: 'Subtotal' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    await expect(foot).toContainText('3 ticked');
    await grid.getByRole('textbox', { name: 'Filter ID' }).fill(`=${id}`);
    await expect(foot).toContainText('1 order');
    await expect(row(0)).toHaveAttribute('aria-selected', 'true');
    await grid.focus();
    await keyboard.press('Control+C');
    await expect(window.getByRole('status').filter({ hasText: '2 ticked rows more' })).toBeVisible();
    await grid.getByRole('textbox', { name: 'Filter ID' }).fill('');
    await expect(foot).toContainText('450 orders');
  });

  await test.step('to the end and to the top, with the focus still there', async () => {
    await grid.focus();
    await keyboard.press('Control+Home');
    await keyboard.press('ArrowDown');
    await keyboard.press('Control+Shift+End');
    await expect(foot).toContainText('449 ticked');
    await expect(row(449)).toBeInViewport();
    const active = (await grid.getAttribute('aria-activedescendant')) ?? '';
    await expect(grid.locator(`[id="${active}"]`)).toBeInViewport();
    await keyboard.press('Control+Shift+Home');
    await expect(grid.getByRole('checkbox', { name: 'All 450 filtered are ticked' })).toBeChecked();
    await expect(grid).toBeFocused();
  });

  await test.step('a column gets another width with the keyboard, and keeps it', async () => {
    await grid.focus();
    await keyboard.press('Control+ArrowLeft');
    const header = grid.getByRole('columnheader', { name: 'Verify status' });
    const width = async () => (await header.boundingBox())?.width ?? 0;
    const before = await width();
    await keyboard.press('Alt+Shift+ArrowRight');
    await expect.poll(width).toBe(before + 16);
    await keyboard.press('Alt+Shift+ArrowLeft');
    await keyboard.press('Alt+Shift+ArrowLeft');
    await expect.poll(width).toBe(before - 16);
  });

  await test.step('a column is moved with the keyboard and with the pointer, and stays there', async () => {
    await grid.getByRole('button', { name: 'Subtotal' }).press('Control+Shift+ArrowLeft');
    await expect(window.getByText('Subtotal is column 9 of 13')).toHaveCount(1);
    await expect(grid.getByRole('button', { name: 'Subtotal' })).toBeFocused();
    const id = grid.getByRole('columnheader', { name: 'ID', exact: true });
    const target = await grid.getByRole('columnheader', { name: 'Status', exact: true }).boundingBox();
    if (!target) throw new Error('The status has no place on the screen.');
    await id.getByRole('button', { name: 'ID', exact: true }).hover();
    await window.mouse.down();
    await window.mouse.move(target.x + 30, target.y + 10, { steps: 4 });
    await window.mouse.move(target.x + 5, target.y + 10);
    await window.mouse.up();
    const moved = await headersOf(grid);
    expect(moved.slice(0, 4)).toEqual(['Verify status', 'Days', 'ID', 'Status']);
    expect(moved.indexOf('Subtotal')).toBe(moved.indexOf('Shipping fee') - 1);
    // Letting go over a header is not a click on its sorting.
    await expect(id).not.toHaveAttribute('aria-sort');
    await window.reload();
    await expect(grid.getByRole('row').nth(1)).toBeVisible();
    expect(await headersOf(grid)).toEqual(moved);
    expect((await grid.getByRole('columnheader', { name: 'Verify status' }).boundingBox())?.width).toBe(246);
  });
});

test('the footer sums what is ticked beside what is shown', async ({ window }) => {
  const { grid, foot } = await openOctober(window);
  const box = grid.getByRole('checkbox', { name: /^Tick these [\d,]+$/ });
  await box.click();
  await expect(grid.getByRole('checkbox', { name: /^All [\d,]+ filtered are ticked$/ })).toBeChecked();
  for (const name of ['Shipping', 'Subtotal', 'Total', 'Items']) {
    const [, shown, ticked] =
      /(\S+) ?ticked (\S+)$/.exec((await foot.getByText(new RegExp(`^${name} `)).textContent()) ?? '') ?? [];
    expect(shown, name).toBeTruthy();
    expect(ticked, name).toBe(shown);
  }
});

test('a double click takes the whole id', async ({ window }) => {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.openTab('Product');
  const cell = bookkeeper
    .grid('Products')
    .getByRole('row', { name: 'TOTE-OLD-NAVY' })
    .getByText('TOTE-OLD-NAVY');
  await cell.dblclick();
  expect(await window.evaluate(() => String(document.getSelection()))).toBe('TOTE-OLD-NAVY');
});
