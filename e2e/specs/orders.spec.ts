import type { Page } from '@playwright/test';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';

test.use({ books: 'fetched' });

/** The orders of some days of the sample company. */
async function openOrders(window: Page, from: string, to: string): Promise<Bookkeeper> {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.openTab('Orders');
  await bookkeeper.showOrders(from, to);
  return bookkeeper;
}

const word = (window: Page, name: string) =>
  window
    .getByRole('group', { name: 'What became of the orders' })
    .getByRole('button', { name: new RegExp(`^${name} [\\d,]+$`) });

async function countOf(window: Page, name: string): Promise<number> {
  const text = await word(window, name).textContent();
  return Number(/[\d,]+$/.exec(text ?? '')?.[0].replaceAll(',', ''));
}

test('the strip shows which days were fetched, and fetches those that are missing', async ({ window }) => {
  const bookkeeper = new Bookkeeper(window);
  // Nothing of this shop was fetched.
  await bookkeeper.chooseShop('MY');
  await bookkeeper.openTab('Orders');
  await bookkeeper.refreshOrders('2026-10-03', '2026-10-10');
  const days = window.getByRole('toolbar', { name: 'Days fetched' }).getByRole('button');
  await expect(days).toHaveCount(8);
  await expect(days.first()).toHaveAccessibleName(
    /fetched, last .+ (\d+) orders in the books, TikTok Shop counts \1\./,
  );

  await window.getByLabel('To', { exact: true }).fill('2026-10-31');
  await expect(days).toHaveCount(29);
  await expect(days.last()).toHaveAccessibleName(/not fetched, 0 orders in the books/);
  expect(await accessibilityProblems(window)).toEqual([]);

  // Two months have a place for every day, and the words beside them theirs.
  await window.getByLabel('To', { exact: true }).fill('2026-12-02');
  await expect(days).toHaveCount(61);
  const lastDay = await days.last().boundingBox();
  const words = await window.getByText(/^\d+ of \d+ days fetched/).boundingBox();
  expect((lastDay?.x ?? 0) + (lastDay?.width ?? 0)).toBeLessThan(words?.x ?? 0);
  await window.getByLabel('To', { exact: true }).fill('2026-10-31');
  await expect(days).toHaveCount(29);

  // One stop for Tab, arrows from day to day, Enter fetches the day.
  await days.first().focus();
  await window.keyboard.press('End');
  await expect(days.last()).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(days.last()).toHaveAccessibleName(/: fetched, last/, { timeout: 60_000 });

  await bookkeeper.button('Fetch 20 missing days').click();
  await expect(window.getByText(/^All 29 days fetched · (\d+) of \1 orders of TikTok Shop$/)).toBeVisible({
    timeout: 60_000,
  });
  await expect(window.getByRole('button', { name: /missing day/ })).toBeHidden();
});

test('all shown are posted, what failed is mapped in its row, ticked by itself and posted again', async ({
  window,
}) => {
  const bookkeeper = await openOrders(window, '2026-10-11', '2026-10-20');
  const grid = bookkeeper.grid('Orders');
  const ready = await countOf(window, 'Ready');
  const missing = await countOf(window, 'Missing item code');
  expect(missing).toBeGreaterThan(0);

  await bookkeeper.button('Post').click();
  const dialog = window.getByRole('dialog', {
    name: new RegExp(`^Post ${ready} of [\\d,]+ shown, £[\\d,.]+\\?$`),
  });
  await expect(dialog).toContainText(`${ready} invoices`);
  await expect(dialog).toContainText(/orders: Missing item code: TOTE-OLD-NAVY/);
  expect(await accessibilityProblems(window)).toEqual([]);
  await window.keyboard.press('Escape');
  expect(await bookkeeper.postAllOrders()).toContain(`${ready} orders posted`);
  await expect(word(window, 'Posted now')).toHaveText(`Posted now ${ready}`);

  await word(window, 'Missing item code').click();
  const row = grid.getByRole('row', { name: /Failed – missing item code/ }).first();
  await row.getByRole('gridcell', { name: /missing item code/ }).click();
  await window.getByRole('combobox', { name: 'Item code of TOTE-OLD-NAVY' }).fill('TOTE-NVY');
  await window.getByRole('option').filter({ hasText: 'TOTE-NVY' }).click();
  await expect(window.getByRole('status').filter({ hasText: /is ticked, post it again/ })).toBeVisible();
  await expect(window.getByRole('tabpanel', { name: 'Orders' }).getByText('1 ticked')).toBeVisible();
  await window.getByRole('button', { name: /^Remove filter Verify status/ }).click();

  await bookkeeper.button('Post').click();
  const again = window.getByRole('dialog', { name: /^Post all 1 ticked, £[\d.]+\?$/ });
  await again.getByRole('button', { name: 'Post', exact: true }).click();
  await expect(word(window, 'Posted now')).toHaveText('Posted now 1', { timeout: 60_000 });
  await expect(word(window, 'Posted')).toHaveText(`Posted ${ready}`);
  await expect(word(window, 'Ready')).toHaveText(`Ready ${missing - 1}`);
});

test('orders are skipped with a reason, left out of all, and taken back; an order opens to all of it', async ({
  window,
}) => {
  const bookkeeper = await openOrders(window, '2026-10-05', '2026-10-08');
  const grid = bookkeeper.grid('Orders');
  const ready = await countOf(window, 'Ready');
  await word(window, 'Ready').click();
  await grid.getByRole('checkbox', { name: 'Tick row 1', exact: true }).check();
  await window.getByRole('button', { name: 'Other ways to post' }).click();
  await window.getByRole('menuitem', { name: 'Skip…' }).click();
  const asked = window.getByRole('dialog', { name: 'Skip 1 ticked order?' });
  await asked.getByRole('button', { name: 'Skip' }).click();
  await expect(asked).toContainText('Write why these orders are not posted');
  await asked.getByLabel('Reason').fill('Invoiced by hand');
  await asked.getByRole('button', { name: 'Skip' }).click();
  await expect(word(window, 'Skipped')).toHaveText('Skipped 1');
  await expect(word(window, 'Ready')).toHaveText(`Ready ${ready - 1}`);

  await word(window, 'Skipped').click();
  const row = grid.getByRole('row', { name: /Skipped.*Invoiced by hand/ });
  await row.getByText('Invoiced by hand').click();
  const order = window.getByRole('complementary', { name: /^Order \d+$/ });
  await expect(order).toContainText('Skipped: Invoiced by hand.');
  await expect(order.getByRole('heading', { name: /Invoice as planned/ })).toBeVisible();
  expect(await accessibilityProblems(window)).toEqual([]);
  await order.getByRole('button', { name: 'Unskip' }).click();
  await expect(order).toContainText('No longer skipped.');

  await order.getByRole('button', { name: 'Post this order' }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Post', exact: true }).click();
  await expect(order.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible({ timeout: 60_000 });
  await expect(order).toContainText('Planned now');
  await expect(order).not.toContainText('differs');
  await expect(order).toContainText(/Invoice INV-\S+ posted in the ledger/);
  await expect(order.getByRole('button', { name: 'Check in Stokly' })).toBeVisible();
});

test('with an order open eight rows stay in sight on a small window, and its pane is as high as it was left', async ({
  window,
}) => {
  await window.setViewportSize({ width: 1280, height: 720 });
  const bookkeeper = await openOrders(window, '2026-10-05', '2026-10-12');
  const grid = bookkeeper.grid('Orders');
  await bookkeeper.openRow('Orders', 'Ready');
  const order = window.getByRole('complementary', { name: /^Order \d+$/ });
  await expect(order.getByRole('heading', { name: /Invoice as planned/ })).toBeVisible();
  const rowsInSight = () =>
    grid.evaluate((element) => {
      const { bottom } = element.getBoundingClientRect();
      const head = element.querySelector('.grid-head')?.getBoundingClientRect().bottom ?? 0;
      return Math.floor((bottom - head) / 28);
    });
  expect(await rowsInSight()).toBeGreaterThanOrEqual(8);
  const height = async () => (await order.boundingBox())?.height ?? 0;
  const usual = await height();

  const edge = order.getByRole('separator', { name: 'Height of the order' });
  await edge.focus();
  await window.keyboard.press('ArrowUp');
  await window.keyboard.press('ArrowUp');
  await expect.poll(height).toBe(usual + 48);
  await expect(edge).toHaveAttribute('aria-valuenow', String(usual + 48));

  const box = await edge.boundingBox();
  if (!box) throw new Error('The edge is on the screen');
  await window.mouse.move(box.x + 200, box.y + 4);
  await window.mouse.down();
  await window.mouse.move(box.x + 200, box.y - 36, { steps: 4 });
  await window.mouse.up();
  await expect.poll(async () => Math.abs((await height()) - usual - 88)).toBeLessThan(6);

  await order.getByRole('button', { name: 'Make the order larger' }).click();
  await expect.poll(rowsInSight).toBeLessThan(3);
  expect(await accessibilityProblems(window)).toEqual([]);
  await window.reload();
  await bookkeeper.openRow('Orders', 'Ready');
  await expect(order.getByRole('button', { name: 'Make the order smaller' })).toBeVisible();
  await order.getByRole('button', { name: 'Make the order smaller' }).click();
  await expect.poll(height).toBe(usual);
});
