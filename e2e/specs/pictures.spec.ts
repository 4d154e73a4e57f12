import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'screenshots');

test.use({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });

async function picture(window: Page, name: string): Promise<void> {
  // Pointer and focus belong to whoever took the picture.
  await window.mouse.move(0, 0);
  await window.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

async function lightAndDark(window: Page, name: string): Promise<void> {
  await picture(window, name);
  await window.emulateMedia({ colorScheme: 'dark' });
  await picture(window, `${name}-dark`);
  await window.emulateMedia({ colorScheme: 'light' });
}

/** The pictures of the guide: every tab empty, full, with something in the way, and dark. Only with SCREENSHOTS=1. */
test('pictures for the documentation', async ({ window }) => {
  const bookkeeper = new Bookkeeper(window);
  const dismiss = async () => {
    if (await bookkeeper.button('Dismiss message').isVisible())
      await bookkeeper.button('Dismiss message').click();
  };

  await test.step('before anything', async () => {
    await expect(bookkeeper.button('Open the sample company')).toBeVisible();
    await picture(window, 'welcome');
    await bookkeeper.button('Link real accounts').click();
    await expect(window.getByRole('tabpanel', { name: 'Account' })).toBeVisible();
    await picture(window, 'account-empty');
    await bookkeeper.openSampleCompany();
    for (const tab of ['Product', 'Orders', 'Payment'] as const) {
      await bookkeeper.openTab(tab);
      await expect(window.getByRole('tabpanel', { name: tab })).toContainText(/yet/);
      await picture(window, `${tab.toLowerCase()}-empty`);
    }
    await bookkeeper.openTab('Account');
    await lightAndDark(window, 'account');
  });

  await test.step('products', async () => {
    await bookkeeper.openTab('Product');
    await bookkeeper.fetchProducts();
    await picture(window, 'product-failing');
  });

  await test.step('an order whose product has no item', async () => {
    await bookkeeper.openTab('Orders');
    await bookkeeper.refreshOrders('2026-10-01', '2026-10-31');
    await window.getByLabel('Filter orders').fill('TOTE-OLD-NAVY');
    await bookkeeper.openRow('Orders', 'Completed');
    await expect(window.getByRole('complementary', { name: /^Order/ })).toBeVisible();
    await dismiss();
    await picture(window, 'orders-failing');
    await window.getByLabel('Filter orders').fill('');
  });

  await test.step('the product is mapped', async () => {
    await bookkeeper.openTab('Product');
    await bookkeeper.mapProduct('TOTE-OLD-NAVY', 'TOTE-NVY');
    await lightAndDark(window, 'product');
  });

  await test.step('delivered orders are posted', async () => {
    await bookkeeper.openTab('Orders');
    await window.getByRole('button', { name: /^Delivered/ }).click();
    await bookkeeper.postAllOrders();
    await bookkeeper.openRow('Orders', 'INV-');
    await expect(window.getByText('Invoice', { exact: true }).last()).toBeVisible();
    await lightAndDark(window, 'orders');
  });

  await test.step('a settlement with orders that are not posted', async () => {
    await bookkeeper.openTab('Payment');
    await bookkeeper.loadSampleFile();
    await expect(bookkeeper.button(/^Fetch and post the/)).toBeVisible();
    await dismiss();
    await picture(window, 'payment-failing');
    await bookkeeper.button(/^Fetch and post the/).click();
    await expect(window.getByRole('status').filter({ hasText: /orders? posted/ })).toBeVisible({
      timeout: 90_000,
    });
    await expect(bookkeeper.button(/^Fetch and post the/)).toBeHidden();
  });

  await test.step('posted and tied out', async () => {
    await expect(bookkeeper.button('Post')).toBeEnabled();
    await bookkeeper.postAllDays();
    await expect(bookkeeper.grid('Days')).not.toContainText(/Ready|Blocked|Posting/);
    await dismiss();
    await bookkeeper.openRow('Days', '15/10/2026');
    await lightAndDark(window, 'payment');
    await bookkeeper.button('Tied out').click();
    await expect(window.getByText(/Tied out: all \d+ days agree/)).toBeVisible();
    await dismiss();
    await lightAndDark(window, 'tied-out');
  });

  await test.step('help', async () => {
    await bookkeeper.openTab('Orders');
    await window.keyboard.press('Control+k');
    await window.keyboard.type('post');
    await expect(
      window.getByRole('dialog', { name: 'Commands' }).getByRole('menuitem').first(),
    ).toBeVisible();
    await picture(window, 'commands');
    await window.keyboard.press('Escape');
    await window.keyboard.press('Control+k');
    await window.keyboard.type('first steps');
    await window.keyboard.press('Enter');
    await expect(window.getByRole('dialog', { name: 'First steps' }).getByRole('listitem')).toHaveCount(10);
    await picture(window, 'first-steps');
    await window.keyboard.press('Escape');
  });

  await test.step('a ledger whose link has ended', async () => {
    await bookkeeper.openTab('Account');
    await window.getByRole('button', { name: 'Unlink' }).last().click();
    const dialog = window.getByRole('dialog', { name: /^Unlink/ });
    await dialog.getByRole('button', { name: 'Unlink', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(window.getByRole('status').filter({ hasText: 'unlinked' })).toBeVisible();
    await expect(
      window.getByRole('tabpanel', { name: 'Account' }).getByText('Linked', { exact: true }),
    ).toHaveCount(2);
    await picture(window, 'account-failing');
  });
});

/** What the guide shows of tying out: each view on a posted month, and what the later sample file brings. */
test('pictures of tying out', async ({ window }) => {
  const bookkeeper = new Bookkeeper(window);
  const dialog = window.getByRole('dialog');
  const view = (name: string) => window.getByRole('tabpanel').getByRole('button', { name, exact: true });
  const told = (text: RegExp) => window.getByRole('status').filter({ hasText: text }).first();
  const dismiss = async () => {
    if (await bookkeeper.button('Dismiss message').isVisible())
      await bookkeeper.button('Dismiss message').click();
  };
  await bookkeeper.openSampleCompany();
  await bookkeeper.fetchProducts();
  await bookkeeper.mapProduct('TOTE-OLD-NAVY', 'TOTE-NVY');
  await bookkeeper.openTab('Orders');
  await bookkeeper.refreshOrders('2026-10-01', '2026-10-31');
  await window.getByRole('button', { name: /^Delivered/ }).click();
  await bookkeeper.postAllOrders();
  await bookkeeper.openTab('Payment');
  await bookkeeper.loadSampleFile();
  await bookkeeper.button(/^Fetch and post the/).click();
  await expect(told(/orders? posted/)).toBeVisible({ timeout: 90_000 });

  await test.step('totals before posting', async () => {
    await bookkeeper.button('Post').click();
    await dialog.getByRole('button', { name: 'Preview totals' }).click();
    const totals = window.getByRole('dialog', { name: /^Totals: / });
    await expect(totals.getByRole('row', { name: /^Payments / })).toBeVisible();
    await picture(window, 'what-if');
    await totals.getByRole('button', { name: 'Close' }).last().click();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await bookkeeper.postAllDays();
  });

  await test.step('the dry run of an undo', async () => {
    await bookkeeper.openRow('Days', '15/10/2026');
    await window.getByRole('button', { name: 'Undo…', exact: true }).click();
    await expect(dialog.getByRole('button', { name: /^Undo \d+ documents?$/ })).toBeEnabled();
    await picture(window, 'undo');
    await window.keyboard.press('Escape');
  });

  await test.step('from goods to the bank', async () => {
    await bookkeeper.openTab('Tie-out');
    await bookkeeper.openRow('Payouts', '28/10/2026');
    await expect(window.getByRole('table', { name: 'From goods to earnings, 28/10/2026' })).toBeVisible();
    await dismiss();
    await picture(window, 'tie-out');
    await view('Proof pack').click();
    await expect(told(/^Saved .*\.zip/)).toBeVisible();
    await picture(window, 'proof-pack');
    await view('Bank').click();
    await view('Load the sample statement').click();
    await expect(told(/lines? new/)).toBeVisible();
    await dismiss();
    await picture(window, 'tie-out-bank');
    await view('Orders').click();
    await expect(window.getByRole('table', { name: 'State matrix' })).toBeVisible();
    await picture(window, 'tie-out-orders');
    await view('Cut-off').click();
    await expect(window.getByRole('table', { name: 'What changes month' })).toContainText('2026-09');
    await picture(window, 'tie-out-cut-off');
  });

  await test.step('what the later file brings', async () => {
    await bookkeeper.openTab('Payment');
    await bookkeeper.button('Later sample file').click();
    await expect(told(/1 changed/)).toBeVisible();
    await view('Files').click();
    await view('Statements of TikTok Shop…').click();
    await dialog.getByRole('button', { name: 'Compare with the files' }).click();
    await expect(dialog.getByRole('table', { name: 'Dates compared' })).toBeVisible({ timeout: 60_000 });
    await picture(window, 'statements');
    await window.keyboard.press('Escape');
    await bookkeeper.openTab('Tie-out');
    await view('Changes').click();
    await expect(window.getByRole('row', { name: /Settlement row changed/ })).toBeVisible();
    await window.getByLabel('From', { exact: true }).fill('2026-10-01');
    await window.getByLabel('To', { exact: true }).fill('2026-10-31');
    await window.getByLabel('Closed by').fill('Ada Byron');
    await view('Close 01/10/2026 to 31/10/2026').click();
    await expect(window.getByRole('region', { name: 'Closed dates' })).toContainText('Ada Byron');
    await dismiss();
    await picture(window, 'tie-out-changes');
    await view('Post the difference…').click();
    await expect(dialog.getByRole('region', { name: 'What is posted' })).toBeVisible();
    await picture(window, 'tie-out-delta');
    await dialog.getByRole('button', { name: 'Post the difference', exact: true }).click();
    await expect(window.getByText('Nothing differs from what was posted.')).toBeVisible({ timeout: 60_000 });
  });

  await test.step('everything recomputed', async () => {
    await bookkeeper.openTab('Account');
    await dismiss();
    await view('Verify now').click();
    await expect(window.getByText(/were recomputed: all agree/)).toBeVisible({ timeout: 60_000 });
    await window.getByText(/were recomputed: all agree/).scrollIntoViewIfNeeded();
    await dismiss();
    await picture(window, 'verified');
  });

  await test.step('what it cost', async () => {
    await bookkeeper.openTab('Reports');
    await expect(bookkeeper.grid('Fee differences')).toContainText('2×');
    await picture(window, 'reports');
    await view('Fees over time').click();
    await expect(bookkeeper.grid('Fees by month')).toContainText('Platform commission fee');
    await picture(window, 'reports-months');
    await view('Profit per SKU').click();
    await expect(bookkeeper.grid('Profit per SKU')).toContainText('No cost of');
    for (const [code, cost] of [
      ['BRD-OLV-L', '12.40'],
      ['THR-WOOL-GREY', '14.00'],
      ['THR-WOOL-RUST', '14.00'],
      ['700245', '7.20'],
    ] as const) {
      await view('Enter a cost').click();
      await dialog.getByRole('textbox', { name: 'Item code' }).fill(code);
      await dialog.getByRole('textbox', { name: /^Cost of one unit/ }).fill(cost);
      await dialog.getByRole('button', { name: 'Enter', exact: true }).click();
      await expect(dialog).toBeHidden();
    }
    await dismiss();
    await picture(window, 'reports-profit');
  });

  await test.step('what is left for a person', async () => {
    await bookkeeper.openTab('Tie-out');
    await view('Changes').click();
    await view('Lock dates…').click();
    await dialog.getByRole('textbox', { name: 'Last locked date' }).fill('31/10/2026');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('VAT return sent');
    await dialog.getByRole('button', { name: 'Lock', exact: true }).click();
    await bookkeeper.openTab('Payment');
    await view('Days').click();
    await bookkeeper.openRow('Days', '15/10/2026');
    await window.getByRole('button', { name: 'Undo…', exact: true }).click();
    await dialog.getByRole('button', { name: /^Undo \d+ documents?$/ }).click();
    await expect(told(/work list/)).toBeVisible({ timeout: 60_000 });
    await bookkeeper.openTab('Tie-out');
    await expect(window.getByRole('region', { name: 'Work list' })).toBeVisible();
    await dismiss();
    await picture(window, 'work-list');
  });
});
