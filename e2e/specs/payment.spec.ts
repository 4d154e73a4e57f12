import type { Page } from '@playwright/test';
import { createCompany, settlementExport } from '../../sandbox/index.ts';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';

test.use({ books: 'opened' });

/** Exports of the sample company's British shop, as Seller Center would give them. */
function exportOf(options: Parameters<typeof settlementExport>[2] = {}) {
  const books = createCompany().shops.find(({ shop }) => shop.region === 'GB');
  if (!books) throw new Error('The sample company has no shop in Britain.');
  const { bytes } = settlementExport(books, 'xlsx', options);
  return { shop: books.shop, bytes: Buffer.from(bytes) };
}

const mimeType = 'application/octet-stream';

/** Pictures for a person to look at, when asked for with PICTURES=folder. */
async function picture(window: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder === undefined) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme });
    await window.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
  }
  await window.emulateMedia({ colorScheme: 'light' });
}

async function openPayment(window: Page): Promise<Bookkeeper> {
  await window.setViewportSize({ width: 1280, height: 720 });
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.chooseShop(`${exportOf().shop.name} · GB`);
  await bookkeeper.openTab('Payment');
  return bookkeeper;
}

async function expectAccessible(window: Page, where: string): Promise<void> {
  expect(await accessibilityProblems(window), where).toEqual([]);
}

/**
 * All shown are ticked at once and their sums say so; one less is told by name and survives sorting and another view,
 * until all is taken back.
 */
async function expectTickedSums(window: Page, name: string, sums: readonly string[]): Promise<void> {
  const grid = window.getByRole('grid', { name, exact: true });
  const foot = grid.locator('xpath=ancestor::section[1]').locator('footer');
  await grid.getByRole('checkbox', { name: /^Tick these [\d,]+$/ }).click();
  for (const sum of sums) {
    const told = await foot.getByText(new RegExp(`^${sum} `)).textContent();
    const [, shown, ticked] = /(\S+) ?ticked (\S+)$/.exec(told ?? '') ?? [];
    expect(shown, sum).toBeTruthy();
    expect(ticked, sum).toBe(shown);
  }
  const total = Number(await grid.getAttribute('aria-rowcount')) - 1;
  await grid.focus();
  await grid.press('Control+Home');
  await grid.press(' ');
  await expect(foot).toContainText(`${total - 1} ticked`);
  const sorting = grid.getByRole('columnheader').getByRole('button', { name: /^(Settlement|Amount)$/ });
  await sorting.click();
  await expect(foot).toContainText(`${total - 1} ticked`);
  await grid.getByRole('checkbox', { name: /^Tick these [\d,]+$/ }).click();
  await expect(foot).toContainText(`${total} ticked`);
  await grid.getByRole('checkbox', { name: /^All [\d,]+ filtered are ticked$/ }).click();
  await expect(foot).not.toContainText('ticked');
  await sorting.click();
}

test('several files at once: each has its card, one bad file stops no other', async ({ window }) => {
  const bookkeeper = await openPayment(window);
  await expect(window.getByRole('heading', { name: 'No settlement yet' })).toBeVisible();
  await picture(window, 'payment-empty');
  const chooser = window.waitForEvent('filechooser');
  await bookkeeper.button('Choose files').click();
  await (await chooser).setFiles([
    { name: 'early.xlsx', mimeType, buffer: exportOf({ to: '2026-10-15' }).bytes },
    { name: 'notes.txt', mimeType, buffer: Buffer.from('These are my notes, not a settlement.') },
    { name: 'whole.xlsx', mimeType, buffer: exportOf().bytes },
  ]);
  const cards = window.getByRole('region', { name: 'Loaded files' });
  await expect(cards.getByText('2 files loaded, 1 not loaded.')).toBeVisible({ timeout: 60_000 });
  const early = window.getByRole('article', { name: 'File early.xlsx' });
  await expect(early).toContainText('0 already known');
  await early.getByText('9 proofs hold').click();
  await expect(early.getByText(/^Settlement = revenue \+ fees \+ adjustment: \d+$/)).toBeVisible();
  const bad = window.getByRole('article', { name: 'File notes.txt' });
  await expect(bad).toContainText('Not loaded');
  const whole = window.getByRole('article', { name: 'File whole.xlsx' });
  await expect(whole).not.toContainText(' 0 already known');
  await expectAccessible(window, 'cards');
  await picture(window, 'payment-files-loaded');

  const known = await whole.getByRole('button', { name: /already known$/ }).textContent();
  await whole.getByRole('button', { name: /already known$/ }).click();
  await expect(bookkeeper.button('Remove filter File whole.xlsx, known rows')).toBeVisible();
  const count = known?.replace(/\D/g, '') ?? '';
  await expect(window.getByRole('tabpanel', { name: 'Payment' })).toContainText(`${count} rows`);
  await bookkeeper.button('Close file summary').click();

  await bookkeeper.button('Files').click();
  await expect(bookkeeper.grid('Files').getByRole('row')).toHaveCount(3);
  await expect(window.getByRole('article', { name: /^File (early|whole)\.xlsx$/ })).toBeVisible();
  await expectAccessible(window, 'files');
  await picture(window, 'payment-files');
  const again = await bookkeeper.loadFile({ fileName: 'whole again.xlsx', bytes: exportOf().bytes });
  expect(again).toMatch(/: 0 new, \d+ already known, 0 changed/);
});

test('from missing orders to documents in the ledger, every figure opening its rows', async ({ window }) => {
  const bookkeeper = new Bookkeeper(window);
  await window.setViewportSize({ width: 1280, height: 720 });
  await bookkeeper.chooseShop(`${exportOf().shop.name} · GB`);
  await bookkeeper.fetchProducts();
  await bookkeeper.mapProduct('TOTE-OLD-NAVY', 'TOTE-NVY');
  await bookkeeper.openTab('Payment');
  await bookkeeper.loadFile({ fileName: 'october.xlsx', bytes: exportOf().bytes });
  await bookkeeper.button('Close file summary').click();
  const panel = window.getByRole('tabpanel', { name: 'Payment' });

  await test.step('rows without an invoice are red, and one action fetches and posts their orders', async () => {
    const fetchMissing = window.getByRole('button', { name: /^Fetch and post the \d+ missing orders$/ });
    await expect(fetchMissing).toBeVisible();
    await bookkeeper.button('Show the rows').click();
    await expect(bookkeeper.grid('Settlement rows')).toContainText('missing');
    await expectAccessible(window, 'missing orders');
    await picture(window, 'payment-missing');
    const rows = bookkeeper.grid('Settlement rows');
    await rows.focus();
    await rows.press('Enter');
    const row = window.getByRole('dialog', { name: /^Row \d+ of october\.xlsx$/ });
    await expect(row.getByRole('row', { name: /^Customer payment/ })).toBeVisible();
    const some = await row.getByRole('row').count();
    await row.getByLabel(/^All \d+ columns, empty and zero too$/).check();
    expect(await row.getByRole('row').count()).toBeGreaterThan(some);
    await expectAccessible(window, 'row of the file');
    await window.keyboard.press('Escape');
    await expect(rows).toBeFocused();
    await fetchMissing.click();
    await expect(fetchMissing).toBeHidden({ timeout: 90_000 });
    await expect(panel.getByRole('button', { name: /^Fetch and post the/ })).toBeHidden();
  });

  await test.step('rows by order and by fee open the rows behind a figure', async () => {
    await bookkeeper.button('Clear all').click();
    await expectTickedSums(window, 'Settlement rows', [
      'Revenue',
      'Fees',
      'Refund',
      'Adjustment',
      'Settlement',
    ]);
    await picture(window, 'payment-rows-ticked');
    await bookkeeper.button('By order').click();
    await expect(bookkeeper.grid('Settlement by order')).toContainText('INV-');
    await expectAccessible(window, 'by order');
    await picture(window, 'payment-by-order');
    await expectTickedSums(window, 'Settlement by order', ['Sale', 'Fees', 'Settlement']);
    await bookkeeper.button('By fee').click();
    await expectTickedSums(window, 'Settlement by fee', ['Fees']);
    const fees = bookkeeper.grid('Settlement by fee');
    const first = fees.getByRole('row').nth(2);
    await expect(first).toContainText('%');
    await expectAccessible(window, 'by fee');
    await picture(window, 'payment-by-fee');
    await fees.focus();
    await fees.press('Enter');
    await expect(window.getByRole('button', { name: /^Remove filter Fee / })).toBeVisible();
    await expect(bookkeeper.grid('Settlement rows')).toContainText('INV-');
    await bookkeeper.button('Clear all').click();
  });

  await test.step('a date shows its payment, knock-offs, fees by name and adjustment document', async () => {
    await bookkeeper.button('Days').click();
    await bookkeeper.openRow('Days', '2026-10-15');
    const day = window.getByRole('region', { name: 'Day 2026-10-15' });
    for (const heading of ['Customer payment', 'Fees', 'Tiktok Adjustment'])
      await expect(day.getByRole('heading', { name: heading })).toBeVisible();
    await expect(day.getByText(/^= settlement/)).toBeVisible();
    await expectAccessible(window, 'day');
    await picture(window, 'payment-day-ready');
    await day.getByRole('button', { name: /order rows?, / }).click();
    await expect(bookkeeper.button('Remove filter Date 2026-10-15')).toBeVisible();
    await bookkeeper.button('Clear all').click();
  });

  await test.step('posted dates show their documents', async () => {
    await bookkeeper.button('Days').click();
    const posted = await bookkeeper.postAllDays();
    expect(posted).not.toMatch(/refused|not confirmed|held back|not posted/);
    await bookkeeper.openRow('Days', '2026-10-15');
    const day = window.getByRole('region', { name: 'Day 2026-10-15' });
    await expect(day.getByRole('heading', { name: 'Documents in the ledger' })).toBeVisible();
    await expect(day.getByText('Customer payment').first()).toBeVisible();
    await expectAccessible(window, 'posted day');
    await picture(window, 'payment-day-posted');
  });
});
