import { createCompany, settlementExport } from '../../sandbox/index.ts';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';

/** The file that Seller Center would export: the app's own sandbox has the same company. */
function exportOf(region: string) {
  const books = createCompany().shops.find(({ shop }) => shop.region === region);
  if (!books) throw new Error(`The sample company has no shop in ${region}.`);
  return { shop: books.shop, file: settlementExport(books, 'xlsx') };
}

for (const region of ['GB', 'MY']) {
  test(`the main job, ${region}: from products to payouts that tie out`, async ({ window }) => {
    const { shop, file } = exportOf(region);
    const bookkeeper = new Bookkeeper(window);

    await bookkeeper.openSampleCompany();
    await bookkeeper.chooseShop(`${shop.name} · ${region}`);

    await test.step('fetch products and map the one without an item', async () => {
      await bookkeeper.openTab('Product');
      await bookkeeper.fetchProducts();
      await bookkeeper.mapProduct('TOTE-OLD-NAVY', 'TOTE-NVY');
    });

    await test.step('fetch the month and post its orders', async () => {
      await bookkeeper.openTab('Orders');
      await bookkeeper.refreshOrders('2026-10-01', '2026-10-31');
      const posted = await bookkeeper.postAllOrders();
      expect(posted).not.toMatch(/refused|not confirmed/);
      await window.getByRole('button', { name: /^Completed/ }).click();
      await expect(bookkeeper.grid('Orders')).toContainText('INV-');
      if (region === 'GB') {
        await bookkeeper.openRow('Orders', 'INV-');
        await expect(window.getByText('Invoice', { exact: true }).last()).toBeVisible();
      }
    });

    await test.step('load the settlement file, and again', async () => {
      await bookkeeper.openTab('Payment');
      expect(await bookkeeper.loadFile(file)).toContain('0 already known, 0 changed');
      expect(await bookkeeper.loadSampleFile()).toMatch(/: 0 new, \d+ already known, 0 changed/);
      await expect(window.getByRole('button', { name: /^Fetch and post the/ })).toBeHidden();
    });

    await test.step('post every day and see it tied out', async () => {
      const posted = await bookkeeper.postAllDays();
      expect(posted).not.toMatch(/refused|not confirmed|held back/);
      await expect(bookkeeper.grid('Days')).not.toContainText(/Ready|Blocked|Posting/);
      if (region === 'GB') {
        await bookkeeper.openRow('Days', '2026-10-15');
        await expect(window.getByRole('heading', { name: 'Tiktok Adjustment' })).toBeVisible();
      }
      await bookkeeper.button('Tied out').click();
      await expect(window.getByText(/Tied out: all \d+ days agree, residual \D*0\.00\./)).toBeVisible();
    });

    expect(await accessibilityProblems(window)).toEqual([]);
    await bookkeeper.openTab('Account');
    const account = window.getByRole('tabpanel', { name: 'Account' });
    await expect(account.getByText(shop.name, { exact: true }).first()).toBeVisible();
  });
}
