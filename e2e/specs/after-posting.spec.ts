import type { Locator, Page } from '@playwright/test';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { test } from '../fixtures/outside.ts';
import { expect } from '../fixtures/test.ts';

/** What happens to an order once it was sent: refused, not answered, cancelled by the buyer, deleted in Stokly. */

test.use({ books: 'fetched' });

const days = { from: '2026-10-05', to: '2026-10-08' };

interface Opened {
  readonly bookkeeper: Bookkeeper;
  readonly orderId: string;
  readonly order: Locator;
}

/** A ready order of some days, opened below the list. */
async function openReadyOrder(window: Page): Promise<Opened> {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.openTab('Orders');
  await bookkeeper.showOrders(days.from, days.to);
  await bookkeeper.openRow('Orders', 'Ready');
  const order = window.getByRole('complementary', { name: /^Order \d+$/ });
  const orderId = (await order.getByRole('heading', { level: 2 }).textContent()) ?? '';
  expect(orderId).toMatch(/^\d{18}$/);
  return { bookkeeper, orderId, order };
}

/** Presses the button of the order that posts it, and says yes. */
async function post(window: Page, order: Locator, button: 'Post this order' | 'Post again'): Promise<void> {
  await order.getByRole('button', { name: button }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Post', exact: true }).click();
}

const word = (window: Page, name: string) =>
  window.getByRole('group', { name: 'What became of the orders' }).getByRole('button', { name });

test('an order that Stokly refuses says so in its words, and goes when it is posted again', async ({
  window,
  outside,
}) => {
  const { bookkeeper, orderId, order } = await openReadyOrder(window);
  await outside.breakStokly([{ route: 'POST /v2/saleorders', nth: 1, do: 'refuse' }]);
  await post(window, order, 'Post this order');
  await expect(order).toContainText('Failed – refused by Stokly', { timeout: 60_000 });
  await expect(word(window, 'Refused')).toHaveText('Refused 1');
  await word(window, 'Refused').click();
  const row = bookkeeper.grid('Orders').getByRole('row', { name: orderId });
  await expect(row).toContainText(/Failed – refused by Stokly.*refused/i);
  expect(await accessibilityProblems(window)).toEqual([]);

  await outside.breakStokly([]);
  await post(window, order, 'Post again');
  await expect(order.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible({ timeout: 60_000 });
  await expect(order).toContainText('Posted now');
  expect(await outside.countInvoices(orderId)).toBe(1);
});

test('an order without an answer is looked up, never sent twice, and nothing on the screen moves', async ({
  window,
  outside,
}) => {
  const { bookkeeper, orderId, order } = await openReadyOrder(window);
  await outside.breakStokly([
    { route: 'POST /v2/saleorders/{id}/invoices', nth: 1, do: 'drop-after-commit' },
  ]);
  await post(window, order, 'Post this order');
  await expect(order).toContainText('Sent, not confirmed', { timeout: 60_000 });
  await expect(word(window, 'Not confirmed')).toHaveText('Not confirmed 1');
  await outside.breakStokly([]);

  const lookUp = bookkeeper.button('Look up 1 document');
  const topOfGrid = async () => (await bookkeeper.grid('Orders').boundingBox())?.y;
  const before = await topOfGrid();
  // Beside a message that is still read it is a button; without one the line says all of it.
  await expect(lookUp).toBeVisible();
  await bookkeeper.button('Dismiss message').click();
  const line = window.getByRole('status').filter({ hasText: '1 document was on the way to Stokly' });
  await expect(line).toContainText('nothing is sent twice');
  expect(await topOfGrid()).toBe(before);
  expect(await accessibilityProblems(window)).toEqual([]);

  await lookUp.click();
  await expect(order.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible({ timeout: 60_000 });
  await expect(lookUp).toBeHidden();
  expect(await outside.countInvoices(orderId)).toBe(1);
});

test('what Stokly accepted and never shows waits until somebody has looked there', async ({
  window,
  outside,
}) => {
  const { bookkeeper, orderId, order } = await openReadyOrder(window);
  await outside.breakStokly([{ route: 'POST /v2/saleorders/{id}/invoices', nth: 1, do: 'never-visible' }]);
  await post(window, order, 'Post this order');
  await expect(order).toContainText('Sent, not confirmed', { timeout: 90_000 });
  await bookkeeper.button('Dismiss message').click();
  const line = window.getByRole('status').filter({ hasText: '1 document was accepted by Stokly' });
  await expect(line).toContainText('not sent again until somebody has looked in Stokly');

  // Looking it up does not find it, and does not send it either.
  await bookkeeper.button('Look up 1 document').click();
  await expect(window.getByText('1 accepted and not there.')).toBeVisible({ timeout: 90_000 });
  expect(await outside.countInvoices(orderId)).toBe(0);
  await expect(order.getByRole('button', { name: /^Post/ })).toHaveCount(0);

  await bookkeeper.button('Not in Stokly…').click();
  const question = window.getByRole('dialog', { name: 'Are these not in Stokly?' });
  await expect(question).toContainText(`Invoice ${orderId}`);
  expect(await accessibilityProblems(window)).toEqual([]);
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(await outside.countInvoices(orderId)).toBe(0);
  await bookkeeper.button('Not in Stokly…').click();
  await question.getByRole('button', { name: 'Not in Stokly, post again' }).click();
  await expect(order).toContainText('somebody looked there and said so. The next Post sends it.', {
    timeout: 90_000,
  });
  await expect(bookkeeper.button('Not in Stokly…')).toBeHidden();
  await post(window, order, 'Post this order');
  await expect(order.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible({ timeout: 90_000 });
  expect(await outside.countInvoices(orderId)).toBe(1);
});

test('an order cancelled after posting says which credit note it needs', async ({ window, outside }) => {
  const { bookkeeper, orderId, order } = await openReadyOrder(window);
  await post(window, order, 'Post this order');
  await expect(order.getByRole('heading', { name: /^Invoice INV-/ })).toBeVisible({ timeout: 60_000 });

  await outside.changeOrder(orderId, { status: 'CANCELLED' });
  await bookkeeper.refreshOrders(days.from, days.to);
  await expect(word(window, 'Cancelled after posting')).toHaveText('Cancelled after posting 1');
  await expect(order).toContainText(/Cancelled after posting: INV-\S+ of .* needs a credit note of/);
  await expect(order).toContainText(/^.*Cancelled · /);
  expect(await accessibilityProblems(window)).toEqual([]);
  // It is not posted again: the invoice stands.
  await expect(order.getByRole('button', { name: /^Post/ })).toHaveCount(0);
});

test('an invoice deleted in Stokly is found by a check, and its order is posted anew', async ({
  window,
  outside,
}) => {
  const { orderId, order } = await openReadyOrder(window);
  await post(window, order, 'Post this order');
  const title = order.getByRole('heading', { name: /^Invoice INV-/ });
  await expect(title).toBeVisible({ timeout: 60_000 });
  const first = /INV-\S+/.exec((await title.textContent()) ?? '')?.[0] ?? '';

  await outside.deleteInvoice(orderId);
  await order.getByRole('button', { name: 'Check in Stokly' }).click();
  await expect(order).toContainText('Deleted in Stokly, can be posted again', { timeout: 60_000 });
  await expect(order).toContainText(`${first} was deleted in the ledger`);
  await expect(word(window, 'Deleted in Stokly')).toHaveText('Deleted in Stokly 1');
  expect(await accessibilityProblems(window)).toEqual([]);

  await post(window, order, 'Post again');
  await expect(order).toContainText('Posted now', { timeout: 60_000 });
  await expect(title).not.toContainText(first);
  expect(await outside.countInvoices(orderId)).toBe(1);
});
