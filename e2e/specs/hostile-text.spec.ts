import { createCompany, settlementExport } from '../../sandbox/index.ts';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';

test.use({ books: 'opened' });

const hostile = '<img src=x onerror=document.title=1>';

test('text of a file is shown as text, and none of it becomes a part of the page', async ({ window }) => {
  const books = createCompany().shops.find(({ shop }) => shop.region === 'GB');
  if (!books) throw new Error('The sample company has a shop in GB.');
  const csv = new TextDecoder().decode(settlementExport(books, 'csv').bytes);
  // The type of every row that is not an order's: names of adjustments come from the file and are shown in the grid.
  const lines = csv.split('\n').map((line, index) => {
    const cells = line.split(',');
    const type = (csv.split('\n')[0] ?? '')
      .split(',')
      .findIndex((name) => name.trim().toLowerCase() === 'type');
    if (index === 0 || type === -1 || cells[type] === undefined || cells[type] === 'Order') return line;
    cells[type] = hostile;
    return cells.join(',');
  });
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.chooseShop(`${books.shop.name} · GB`);
  await bookkeeper.openTab('Payment');
  const fileName = `${hostile}.csv`;
  await bookkeeper.loadFile({ fileName, bytes: new TextEncoder().encode(lines.join('\n')) });
  await expect(window.getByText(hostile).first()).toBeVisible();
  expect(await window.locator('img[src="x"]').count()).toBe(0);
  await expect(window).toHaveTitle(/Tieout/);
  expect(await accessibilityProblems(window)).toEqual([]);
});
