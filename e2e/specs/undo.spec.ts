import type { Page } from '@playwright/test';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { test } from '../fixtures/outside.ts';
import { expect } from '../fixtures/test.ts';

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
  const error = { code: 'UNREACHABLE', message: 'Stokly did not answer.', retryable: true };
  await window.route('**/api/undo.plan', (route) => route.fulfill({ json: { ok: false, error } }));
  await panel.getByRole('button', { name: 'Undo…' }).click();
  const dialog = window.getByRole('dialog', { name: /^Undo / });
  await expect(dialog.getByRole('alert')).toContainText('Stokly did not answer.');
  await expect(dialog.getByRole('button', { name: 'Undo', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  expect(await accessibilityProblems(window)).toEqual([]);
  await window.unroute('**/api/undo.plan');
  await dialog.getByRole('button', { name: 'Try again' }).click();
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

test('what only a person can remove in Stokly is a line of the work list, until it is gone or told as done', async ({
  window,
  outside,
}) => {
  const bookkeeper = new Bookkeeper(window);
  const tieOut = window.getByRole('tabpanel', { name: 'Tie-out' });
  const dialog = window.getByRole('dialog');
  await bookkeeper.openTab('Tie-out');
  await tieOut.getByRole('button', { name: 'Changes', exact: true }).click();
  await expect(tieOut.getByRole('region', { name: 'Work list' })).toBeHidden();
  await tieOut.getByRole('button', { name: 'Lock dates…' }).click();
  await dialog.getByRole('textbox', { name: 'Last locked date' }).fill('2026-12-31');
  await dialog.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(tieOut.getByRole('region', { name: 'Locked dates' })).toContainText('up to 2026-12-31');

  await bookkeeper.openTab('Payment');
  await bookkeeper.grid('Days').focus();
  await window.keyboard.press('Control+Home');
  await window.keyboard.press('Shift+ArrowDown');
  await bookkeeper.button('Undo the ticked…').click();
  const left = dialog.getByRole('region', { name: /^Left for a person in .*(?<!documents)$/ });
  const payment = left.getByRole('row', { name: /^Payment / }).first();
  await expect(payment).toContainText('is closed. Open the period in the ledger, or leave it.');
  const reference = (await payment.getByRole('cell').first().getAttribute('title')) ?? '';
  const count = (await left.getByRole('row').count()) - 1;
  expect(await accessibilityProblems(window)).toEqual([]);
  await dialog.getByRole('button', { name: /^Undo \d+ documents?$/ }).click();
  await expect(told(window, /work list/)).toBeVisible({ timeout: 60_000 });

  await bookkeeper.openTab('Tie-out');
  const list = tieOut.getByRole('region', { name: 'Work list' });
  await expect(list.getByRole('row')).toHaveCount(count + 1);
  await expect(list).toContainText(new RegExp(`${count} documents? to remove in`));
  expect(await accessibilityProblems(window)).toEqual([]);

  await outside.deletePayment(reference);
  await list.getByRole('button', { name: 'Look up what is gone' }).click();
  await expect(list.getByRole('row', { name: /Found gone/ })).toHaveCount(1);
  await expect(told(window, /1 document gone/)).toBeVisible();
  const done = list.getByRole('button', { name: 'Done', exact: true });
  await expect(done).toHaveCount(count - 1);
  expect(count).toBe(2);
  await done.click();
  await expect(list.getByRole('row', { name: /Done \d{4}-/ })).toHaveCount(1);
  await expect(list).toContainText('All done');
  expect(await accessibilityProblems(window)).toEqual([]);
});
