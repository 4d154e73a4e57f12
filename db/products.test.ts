import { expect, test } from 'vitest';
import { toItemId, toSkuId } from '../app/domain/ids.ts';
import { someBooks } from './testing/books.ts';
import { aLine, anOrder, aSku, at, ledgerId, shopId } from './testing/builders.ts';
import { invoice } from './testing/documents.ts';

const component = { itemId: toItemId('item-1'), itemCode: 'ITEM-1', itemName: 'Item 1', quantity: 2 };

test('SKUs are added and changed, and what did not change counts as neither', async () => {
  const books = await someBooks();
  const bundle = aSku(2, { parts: [{ skuId: toSkuId('sku-1'), sellerSku: 'FERN-1', quantity: 3 }] });
  expect(await books.products.saveSkus(shopId, [aSku(1), bundle], at)).toEqual({ added: 2, changed: 0 });
  const changed = aSku(1, { priceMinor: null, isActive: false });
  expect(await books.products.saveSkus(shopId, [changed, bundle], at + 1)).toEqual({ added: 0, changed: 1 });
  expect(await books.products.saveSkus(shopId, [changed], at + 2)).toEqual({ added: 0, changed: 0 });
  expect(await books.products.loadSkus(shopId)).toEqual([changed, bundle]);
});

test('a SKU that appears on orders only is known, by its newest order, until a listing names it', async () => {
  const books = await someBooks();
  const newer = anOrder(1, { createdAt: at + 5, lines: [aLine(7, { productName: 'Newer name' })] });
  const older = anOrder(2, { lines: [aLine(7, { productName: 'Older name' })] });
  await books.orders.saveOrders(shopId, [newer, older], null, at);
  const unlisted = aSku(7, { productName: 'Newer name', priceMinor: null });
  expect(await books.products.loadSkus(shopId)).toEqual([unlisted]);

  expect(await books.products.saveSkus(shopId, [aSku(7)], at)).toEqual({ added: 1, changed: 0 });
  const newest = anOrder(3, { createdAt: at + 9, lines: [aLine(7, { productName: 'On an order' })] });
  await books.orders.saveOrders(shopId, [newest], null, at);
  expect(await books.products.loadSkus(shopId)).toEqual([aSku(7)]);
});

test('the newest version of a mapping counts, and an empty one unmaps', async () => {
  const books = await someBooks();
  const skuId = toSkuId('sku-1');
  const save = (components: (typeof component)[]) =>
    books.products.saveMappings(shopId, [{ skuId, sellerSku: 'FERN-1', components }], at);
  await save([component]);
  await save([{ ...component, quantity: 5 }]);
  expect(await books.products.loadMappings(shopId)).toEqual([
    {
      skuId,
      sellerSku: 'FERN-1',
      components: [{ ...component, quantity: 5 }],
      version: 2,
      madeAt: at,
    },
  ]);
  await save([]);
  expect(await books.products.loadMappings(shopId)).toEqual([]);
  await save([component]);
  expect((await books.products.loadMappings(shopId))[0]?.version).toBe(4);
  const lines = await books.history.list(skuId, 10);
  expect(lines.map((line) => line.event)).toEqual(['sku.mapped', 'sku.unmapped', 'sku.mapped', 'sku.mapped']);
  expect(lines[1]?.details).toMatchObject({ before: [{ ...component, quantity: 5 }], after: [] });
});

test('open orders of a SKU are counted once each, without cancelled and posted ones', async () => {
  const books = await someBooks();
  const twice = [aLine(1), aLine(1, { lineNumber: 2, variation: 'Large' })];
  await books.orders.saveOrders(
    shopId,
    [
      anOrder(1, { lines: twice }),
      anOrder(2, { lines: [aLine(1), aLine(2, { lineNumber: 2 })] }),
      anOrder(3, { status: 'cancelled' }),
      anOrder(4),
      anOrder(5, { lines: [aLine(9)] }),
    ],
    null,
    at,
  );
  await books.outbox.plan(shopId, ledgerId, [invoice(4)], at);
  const [one, two, nine] = ['sku-1', 'sku-2', 'sku-9'].map(toSkuId);
  const count = books.products.countOpenOrders;
  expect(await count(shopId, [toSkuId('sku-1'), toSkuId('sku-2')])).toEqual({ orders: 2, goodsMinor: 7200 });
  expect(await count(shopId, [])).toEqual({ orders: 0, goodsMinor: 0 });
  expect(await books.products.countOpenOrdersBySku(shopId)).toEqual(
    new Map([
      [one, 2],
      [two, 1],
      [nine, 1],
    ]),
  );
  await books.outbox.move(ledgerId, invoice(4).document.reference, 'planned', 'withdrawn', {}, at);
  expect(await count(shopId, [toSkuId('sku-1')])).toMatchObject({ orders: 3 });
});
