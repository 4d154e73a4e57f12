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

  await test.step('explained from goods to the bank', async () => {
    await bookkeeper.openTab('Tie-out');
    await bookkeeper.openRow('Payouts', '28/10/2026');
    await expect(window.getByRole('table', { name: 'From goods to earnings, 28/10/2026' })).toBeVisible();
    await picture(window, 'tie-out');
    await window.getByRole('tabpanel').getByRole('button', { name: 'Orders', exact: true }).click();
    await expect(window.getByRole('table', { name: 'State matrix' })).toBeVisible();
    await picture(window, 'tie-out-orders');
    await bookkeeper.openTab('Reports');
    await expect(window.getByRole('grid').first().getByRole('row').nth(1)).toBeVisible();
    await picture(window, 'reports');
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
