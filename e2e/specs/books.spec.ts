import type { Page } from '@playwright/test';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';

/** How the books are looked after on the Account tab: copies, proof, what is remembered of buyers, where secrets are. */

const books = (window: Page) => window.getByRole('article', { name: 'books.tieout', exact: true });
/** The line under the header; the cards have places of their own for what they tell. */
const told = (window: Page) => window.locator('.notice').getByRole('status');

test('the books are copied, verified and looked after as chosen; buyers are forgotten before a date', async ({
  window,
}) => {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.openSampleCompany();
  await bookkeeper.openTab('Orders');
  await bookkeeper.refreshOrders('2026-10-05', '2026-10-08');
  await bookkeeper.openTab('Account');
  const card = books(window);
  await expect(card).toContainText('None yet');
  // No keychain in this test: where the key is then, is said.
  await expect(card).toContainText('Encrypted file');

  await test.step('a copy is made, and named', async () => {
    await card.getByRole('button', { name: 'Back up now' }).click();
    await expect(told(window)).toContainText(/Copied as \S+ \([\d,]+ KB\)\./);
    await expect(card).toContainText(/1, the newest of .+ KB\)/);
  });

  await test.step('verifying says what was recomputed', async () => {
    await card.getByRole('button', { name: 'Verify now' }).click();
    await expect(card).toContainText(/[1-9]\d* orders, 0 settlement rows, .+ were recomputed: all agree\./);
    await expect(card.getByText('Verified', { exact: true })).toBeVisible();
    expect(await accessibilityProblems(window)).toEqual([]);
  });

  await test.step('copies and retention: a limit is told at its field, the choice is kept', async () => {
    await card.getByRole('button', { name: 'Copies and retention' }).click();
    const dialog = window.getByRole('dialog', { name: 'Copies and retention' });
    await dialog.getByLabel('Copies kept').fill('0');
    await expect(dialog).toContainText('A whole number from 1 to 365.');
    await expect(dialog.getByRole('list')).toContainText('KB');
    expect(await accessibilityProblems(window)).toEqual([]);
    await dialog.getByLabel('Copies kept').fill('5');
    await dialog.getByLabel('Copy the books every so many days').fill('7');
    await dialog.getByLabel('Forget buyers so many months after the order').fill('24');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(told(window)).toContainText('Every 7 days, 5 copies kept.');
    await expect(card).toContainText('Names and addresses go 24 months after the order');
    await window.reload();
    await expect(card).toContainText('Every 7 days, 5 copies kept');
  });

  await test.step('forgetting buyers says what goes and what stays, and cannot be done without a date', async () => {
    await card.getByRole('button', { name: 'Forget buyers…' }).click();
    const dialog = window.getByRole('dialog', { name: 'Forget buyers' });
    await expect(dialog).toContainText('This cannot be taken back');
    await expect(dialog).toContainText('the documents with their numbers');
    await expect(dialog.getByRole('button', { name: 'Forget buyers' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await dialog.getByLabel('Orders before').fill('2026-10-07');
    expect(await accessibilityProblems(window)).toEqual([]);
    await dialog.getByRole('button', { name: 'Forget buyers before 2026-10-07' }).click();
    await expect(told(window)).toContainText(/Buyers of [1-9]\d* orders before 2026-10-07 .*are forgotten/);
    await card.getByRole('button', { name: 'Verify now' }).click();
    await expect(card).toContainText('all agree');
  });
});
