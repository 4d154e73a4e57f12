import type { Locator, Page } from '@playwright/test';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';

/** Presses Tab until the place has the focus, as somebody without a mouse does. */
async function tabTo(window: Page, place: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(place).toBeVisible();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await place.evaluate((element) => element === document.activeElement)) return;
    await window.keyboard.press(key);
  }
  await expect(place, 'reached with Tab').toBeFocused();
}

const itemBox = (window: Page) => window.getByRole('combobox', { name: /^Item code of/ });
const option = (window: Page, code: string) => window.getByRole('option').filter({ hasText: code }).first();

test('the whole job is done with the keyboard alone', async ({ window }) => {
  const bookkeeper = new Bookkeeper(window);
  const { keyboard } = window;
  const products = bookkeeper.grid('Products');
  const row = products.getByRole('row', { name: 'TOTE-OLD-NAVY' });
  const status = (text: RegExp) => window.getByRole('status').filter({ hasText: text });

  await test.step('open the sample company and fetch its products', async () => {
    await tabTo(window, bookkeeper.button('Open the sample company'));
    await keyboard.press('Enter');
    await expect(window.getByRole('tab', { name: 'Product', selected: true })).toBeVisible();
    await tabTo(window, bookkeeper.button('Fetch'));
    await keyboard.press('Enter');
    await expect(products.getByRole('row').nth(1)).toBeVisible({ timeout: 60_000 });
    await expect(window.getByRole('progressbar', { name: 'Progress' })).toBeHidden({ timeout: 60_000 });
  });

  await test.step('map the product that has no item', async () => {
    await tabTo(window, window.getByLabel('Filter products'));
    await keyboard.type('TOTE-OLD-NAVY');
    await expect(products.getByRole('row')).toHaveCount(2);
    await tabTo(window, products);
    // Whatever cell the cursor is on, F2 edits the item code; Esc leaves it as it was.
    await keyboard.press('F2');
    await expect(itemBox(window)).toBeFocused();
    await keyboard.type('CAP');
    await keyboard.press('Escape');
    await expect(row).toContainText('Choose an item');
    await expect(products).toBeFocused();
    await keyboard.press('Alt+ArrowDown');
    await expect(window.getByRole('option').first()).toBeVisible();
    await keyboard.type('TOTE-NVY');
    await expect(option(window, 'TOTE-NVY')).toBeVisible();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(row).toContainText('TOTE-NVY');
    await tabTo(window, bookkeeper.button('Post'), 'Shift+Tab');
    await keyboard.press('Enter');
    await expect(window.getByRole('dialog', { name: 'Post 1 mapping' })).toBeVisible();
    await keyboard.press('Enter');
    await expect(window.getByRole('status')).toContainText('1 mapping saved');
    await expect(row).toContainText('Mapped');
  });

  await test.step('fetch a month and post its orders', async () => {
    await tabTo(window, window.getByRole('tab', { name: 'Product' }), 'Shift+Tab');
    await keyboard.press('ArrowRight');
    await expect(window.getByRole('tab', { name: 'Orders', selected: true })).toBeVisible();
    await tabTo(window, window.getByLabel('From', { exact: true }));
    await keyboard.type('2026-10-01');
    await tabTo(window, window.getByLabel('To', { exact: true }));
    await keyboard.type('2026-10-31');
    await tabTo(window, bookkeeper.button('Refresh orders'));
    await keyboard.press('Enter');
    await expect(window.getByRole('status').filter({ hasText: /\d+ orders fetched/ })).toBeVisible({
      timeout: 60_000,
    });
    // The sentence can come before the job has let go of the buttons: a press in between does nothing.
    await expect(bookkeeper.button('Post')).toBeEnabled();
    // Only those that were delivered: the settlement names the completed ones, and they are posted from there.
    await tabTo(window, window.getByRole('button', { name: /^Delivered/ }), 'Shift+Tab');
    await keyboard.press('Enter');
    await tabTo(window, bookkeeper.button('Post'));
    await keyboard.press('Enter');
    await expect(window.getByRole('dialog', { name: /^Post .+ shown, .+\?$/ })).toBeVisible();
    await keyboard.press('Enter');
    await expect(status(/orders? posted/)).toBeVisible({ timeout: 90_000 });
    await expect(bookkeeper.grid('Orders')).toContainText('INV-');
    // The chip of the status is a stop on the way to the grid.
    await tabTo(window, window.getByRole('button', { name: /^Remove filter Status Delivered/ }));
    await keyboard.press('Enter');
    await expect(window.getByRole('button', { name: /^All [\d,]+$/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  await test.step('load the settlement and see what is missing', async () => {
    await keyboard.press('Alt+4');
    await expect(window.getByRole('tab', { name: 'Payment', selected: true })).toBeVisible();
    await tabTo(window, bookkeeper.button('Load the sample file'));
    await keyboard.press('Enter');
    await expect(status(/rows?: [\d,]+ new/)).toBeVisible({ timeout: 60_000 });
    await expect(bookkeeper.grid('Days').getByRole('row').nth(1)).toBeVisible();
  });

  await test.step('fetch and post what the settlement names and the books do not have', async () => {
    await expect(bookkeeper.button(/^Fetch and post the .*missing orders$/)).toBeVisible();
    await expect(window.getByRole('progressbar', { name: 'Progress' })).toBeHidden({ timeout: 60_000 });
    await keyboard.press('Alt+R');
    await expect(status(/orders? posted/)).toBeVisible({ timeout: 90_000 });
    await expect(bookkeeper.button(/^Fetch and post the .*missing orders$/)).toBeHidden();
  });

  await test.step('read the day, then post the payments', async () => {
    await tabTo(window, bookkeeper.grid('Days'));
    await keyboard.press('ArrowDown');
    await expect(window.getByRole('progressbar', { name: 'Progress' })).toBeHidden({ timeout: 60_000 });
    await keyboard.press('Control+Enter');
    await expect(window.getByRole('dialog', { name: /^Post .+ days?, .+\?$/ })).toBeVisible();
    await keyboard.press('Enter');
    await expect(status(/days? posted/)).toBeVisible({ timeout: 90_000 });
    await expect(bookkeeper.grid('Days')).not.toContainText(/Ready|Blocked|Posting/);
  });

  await test.step('see it tied out', async () => {
    await keyboard.press('Control+k');
    await keyboard.type('tied out');
    await expect(window.getByRole('menuitem').first()).toContainText('Show what is tied out');
    await keyboard.press('Enter');
    await expect(window.getByText(/Tied out: all \d+ days agree, residual \D*0\.00\./)).toBeVisible();
    expect(await accessibilityProblems(window)).toEqual([]);
  });
});
