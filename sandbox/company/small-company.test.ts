import { expect, it } from 'vitest';
import { amountsOf } from './amounts.ts';
import { createSmallCompany } from './small-company.ts';

it('is a few days of one shop, with one of each kind of row, the same every time', () => {
  const company = createSmallCompany();
  const [books] = company.shops;
  if (books === undefined) throw new Error('it has a shop');
  expect(createSmallCompany()).toEqual(company);
  expect(books.orders).toHaveLength(8);
  expect(books.statements.map((statement) => statement.settledOn)).toEqual([
    '2026-10-20',
    '2026-10-22',
    '2026-10-27',
  ]);
  const rows = books.statements.flatMap((statement) => statement.rows);
  expect(rows.filter((row) => row.kind === 'order' && row.refunded.length > 0)).toHaveLength(2);
  const adjustments = rows.filter((row) => row.kind === 'adjustment');
  expect(adjustments.map((row) => Math.sign(amountsOf(row).settlement)).sort()).toEqual([-1, 1, 1]);
});

it('sells nothing that its catalogue does not have', () => {
  const [books] = createSmallCompany().shops;
  const sold = books?.orders.flatMap((order) => order.units.map((unit) => unit.sku.id)) ?? [];
  const known = new Set(books?.products.flatMap((product) => product.skus.map((sku) => sku.id)));
  expect(sold.filter((id) => !known.has(id))).toEqual([]);
});
