import type { Page } from '@playwright/test';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';

/** Undo of a posted day and of its orders, and what changed after posting, as a bookkeeper meets them. */

test.use({ books: 'posted' });

const told = (window: Page, text: string | RegExp) =>
  window.getByRole('status').filter({ hasText: text }).first();

test('a posted day is undone after a dry run, closed dates are kept, and changes are listed', async ({
  window,
}) => {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.openTab('Payment');

  const panel = window.getByRole('region', { name: /^Day 2026-/ });
  await panel.getByRole('button', { name: 'Undo…' }).click();
  const dialog = window.getByRole('dialog', { name: /^Undo / });
  await expect(dialog.getByRole('region', { name: /^Removed from .*(?<!documents)$/ })).toBeVisible();
  await expect(dialog.getByRole('row').nth(1)).toContainText('It is removed from the ledger.');
  expect(await accessibilityProblems(window)).toEqual([]);
  await dialog.getByRole('button', { name: /^Undo \d+ documents?$/ }).click();
  await expect(told(window, /removed\./)).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByRole('button', { name: 'Undo…' })).toBeHidden();
  await expect(panel).toContainText('Ready');

  const days = bookkeeper.grid('Days');
  await days.focus();
  await window.keyboard.press('Control+Home');
  await window.keyboard.press('Shift+ArrowDown');
  await bookkeeper.button('Undo the ticked…').click();
  const two = window.getByRole('dialog', { name: 'Undo 2 days' });
  await two.getByRole('button', { name: /^Undo \d+ documents?$/ }).click();
  await expect(days).toContainText(/(Ready.*){2}/s, { timeout: 60_000 });
  await bookkeeper.postAllDays();
  await expect(days).not.toContainText('Ready');

  await bookkeeper.openTab('Tie-out');
  const tieOut = window.getByRole('tabpanel', { name: 'Tie-out' });
  await tieOut.getByRole('button', { name: 'Changes', exact: true }).click();
  await expect(tieOut).toContainText('Nothing differs from what was posted.');
  await tieOut.getByRole('button', { name: /^Compare with/ }).click();
  await expect(tieOut).toContainText('0 differences in files, orders and');
  await tieOut.getByLabel('From', { exact: true }).fill('2026-10-01');
  await tieOut.getByLabel('To', { exact: true }).fill('2026-10-31');
  await tieOut.getByRole('button', { name: /^Close .* to / }).click();
  await expect(tieOut.getByRole('region', { name: 'Closed dates' }).getByRole('row')).toHaveCount(2);
  await tieOut.getByRole('button', { name: 'Open again…' }).click();
  await window.getByLabel('Reason').fill('A late file');
  await window.getByRole('dialog').getByRole('button', { name: 'Open again' }).click();
  await expect(tieOut).toContainText('Opened again: A late file');
  expect(await accessibilityProblems(window)).toEqual([]);
});
