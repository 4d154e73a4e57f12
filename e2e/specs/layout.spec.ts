import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { cutOff, pageOverflow, watchLayoutShifts } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/test.ts';

const tabs = ['Account', 'Product', 'Orders', 'Payment', 'Tie-out', 'Reports'] as const;

test('nothing moves by itself, on any tab and while a job runs', async ({ app, page }) => {
  const layout = await watchLayoutShifts(page);
  await page.goto(app.url);
  const bookkeeper = new Bookkeeper(page);
  await bookkeeper.openSampleCompany();
  await bookkeeper.fetchProducts();
  for (const tab of tabs) await bookkeeper.openTab(tab);
  await bookkeeper.openTab('Orders');
  await bookkeeper.refreshOrders('2026-10-01', '2026-10-31');
  await page.getByRole('button', { name: /^Delivered/ }).click();
  await bookkeeper.postAllOrders();
  await bookkeeper.openTab('Payment');
  await bookkeeper.loadSampleFile();
  const shifts = await layout.shifts();
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  expect(sum, shifts.map(({ value, what }) => `${value.toFixed(4)} ${what}`).join('\n')).toBeLessThanOrEqual(
    0.02,
  );
});

test.describe('with products, orders and a settlement', () => {
  test.use({ books: 'fetched' });

  for (const [width, height] of [
    [1280, 720],
    // What 1280×720 leaves at 200 % zoom.
    [640, 360],
  ] as const) {
    test(`nothing is cut off at ${width}×${height}`, async ({ window }) => {
      await window.setViewportSize({ width, height });
      const bookkeeper = new Bookkeeper(window);
      expect(await pageOverflow(window)).toBeLessThanOrEqual(0);
      await bookkeeper.openTab('Payment');
      await bookkeeper.loadSampleFile();
      const { keyboard } = window;
      for (const [index, tab] of tabs.entries()) {
        await keyboard.press(`Alt+${index + 1}`);
        const panel = window.getByRole('tabpanel', { name: tab });
        await expect(panel).toBeVisible();
        if (tab !== 'Account')
          await expect(panel.getByRole('grid').first().getByRole('row').nth(1)).toBeVisible();
        expect(await pageOverflow(window), tab).toBeLessThanOrEqual(0);
        expect(await cutOff(window.getByRole('banner').getByRole('button')), `header on ${tab}`).toEqual([]);
        expect(await cutOff(window.getByRole('tab')), `tabs on ${tab}`).toEqual([]);
        expect(await cutOff(panel.locator('.toolbar').locator('button, input, select')), tab).toEqual([]);
        for (const grid of await panel.getByRole('grid').all()) {
          const box = await grid.boundingBox();
          expect(box?.height, `a grid on ${tab} shows rows`).toBeGreaterThan(80);
        }
      }
      for (const [open, name] of [
        ['?', 'Keyboard shortcuts'],
        ['Control+k', 'Commands'],
      ] as const) {
        await window.getByRole('tab', { selected: true }).focus();
        await keyboard.press(open);
        const dialog = window.getByRole('dialog', { name });
        await expect(dialog).toBeVisible();
        const box = await dialog.boundingBox();
        expect(
          box && box.y >= 0 && box.y + box.height <= height && box.x >= 0 && box.x + box.width <= width,
        ).toBe(true);
        await keyboard.press('Escape');
        await expect(dialog).toBeHidden();
      }
      expect(await accessibilityProblems(window)).toEqual([]);
    });
  }
});
