import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every tab can be read by everybody, ${colorScheme}`, async ({ window }) => {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const bookkeeper = new Bookkeeper(window);
    await expect(bookkeeper.button('Open the sample company')).toBeVisible();
    expect(await accessibilityProblems(window)).toEqual([]);
    await bookkeeper.openSampleCompany();
    await bookkeeper.fetchProducts();
    for (const tab of ['Account', 'Product', 'Orders', 'Payment'] as const) {
      await bookkeeper.openTab(tab);
      expect(await accessibilityProblems(window), tab).toEqual([]);
    }
  });
}
