import type { Page } from '@playwright/test';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';

/** What is on the screen now, in light and in dark colours. */
async function canBeRead(window: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await accessibilityProblems(window), `${what}, ${colorScheme}`).toEqual([]);
  }
}

test('the first screen and every tab before anything was fetched can be read by everybody', async ({
  window,
}) => {
  const bookkeeper = new Bookkeeper(window);
  await expect(bookkeeper.button('Open the sample company')).toBeVisible();
  await canBeRead(window, 'first screen');
  await bookkeeper.openSampleCompany();
  for (const tab of ['Account', 'Product', 'Orders', 'Payment'] as const) {
    await bookkeeper.openTab(tab);
    await canBeRead(window, tab);
  }
});

test.describe('a posted month', () => {
  test.use({ books: 'posted' });

  test('every tab can be read by everybody', async ({ window }) => {
    const bookkeeper = new Bookkeeper(window);
    for (const [tab, grid] of [
      ['Product', 'Products'],
      ['Orders', 'Orders'],
      ['Payment', 'Days'],
      ['Tie-out', 'Payouts'],
      ['Reports', 'Rate card'],
    ] as const) {
      await bookkeeper.openTab(tab);
      await expect(bookkeeper.grid(grid).getByRole('row').nth(1)).toBeVisible();
      await canBeRead(window, tab);
    }
  });
});
