import { expect, test } from 'vitest';
import { toItemId, toSkuId } from '../app/domain/ids.ts';
import { goodsMinor } from '../app/domain/orders.ts';
import type { ProductMarks } from '../app/ports/product-book.ts';
import { post, someBooks } from './testing/books.ts';
import { aLine, anOrder, aShop, aSku, at, day, ledgerId, shopId } from './testing/builders.ts';
import { invoice, saleOrder } from './testing/documents.ts';

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

test('every version of a mapping is kept, with its date; an empty one is an unlinking', async () => {
  const books = await someBooks();
  const skuId = toSkuId('sku-1');
  const save = (components: (typeof component)[], validFrom: ReturnType<typeof day> | null = null) =>
    books.products.saveMappings(shopId, [{ skuId, sellerSku: 'FERN-1', components, validFrom }], at);
  await save([component]);
  await save([{ ...component, quantity: 5 }], day('2026-05-01'));
  await save([]);
  const base = { skuId, sellerSku: 'FERN-1', madeAt: at };
  expect(await books.products.loadMappings(shopId)).toEqual([
    { ...base, version: 1, components: [component], validFrom: null },
    { ...base, version: 2, components: [{ ...component, quantity: 5 }], validFrom: '2026-05-01' },
    { ...base, version: 3, components: [], validFrom: null },
  ]);
  const lines = await books.history.list(skuId, 10);
  expect(lines.map((line) => line.event)).toEqual(['sku.unmapped', 'sku.mapped', 'sku.mapped']);
  expect(lines[0]?.details).toMatchObject({ before: [{ ...component, quantity: 5 }], after: [] });
  expect(lines[1]?.details).toMatchObject({ validFrom: '2026-05-01' });
});

test('open orders of a SKU are counted once each, without cancelled ones and those that left', async () => {
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
  const count = async () => Object.fromEntries(await books.products.countOpenOrdersBySku(shopId));
  await books.outbox.plan(shopId, ledgerId, [invoice(4)], at);
  // What is only planned is planned anew when it is posted: it still waits.
  expect(await count()).toEqual({ 'sku-1': 3, 'sku-2': 1, 'sku-9': 1 });
  await post(books, invoice(4).document);
  expect(await count()).toEqual({ 'sku-1': 2, 'sku-2': 1, 'sku-9': 1 });
});

test('orders with a SKU say whether they are posted, in part, or not; cancelled ones only when they left', async () => {
  const books = await someBooks();
  const orders = [1, 2, 3, 4, 5].map((number) => anOrder(number));
  const cancelled = anOrder(6, { status: 'cancelled' });
  const postedThenCancelled = anOrder(7, { status: 'cancelled' });
  const other = anOrder(8, { lines: [aLine(9)] });
  await books.orders.saveOrders(shopId, [...orders, cancelled, postedThenCancelled, other], null, at);
  const planned = [invoice(2), invoice(3), saleOrder(4), invoice(5), invoice(7)];
  await books.outbox.plan(shopId, ledgerId, planned, at);
  for (const one of [invoice(3), saleOrder(4), invoice(7)]) await post(books, one.document);
  const rejected = { kind: 'invoice' as const };
  await books.outbox.move(ledgerId, invoice(5).document.reference, 'planned', 'sending', rejected, at);
  await books.outbox.move(ledgerId, invoice(5).document.reference, 'sending', 'rejected', rejected, at);

  const found = await books.products.loadAffectedOrders(shopId, [toSkuId('sku-1')]);
  const expected: [number, string][] = [
    [1, 'open'],
    [2, 'open'],
    [3, 'posted'],
    [4, 'partly'],
    [5, 'open'],
    [7, 'posted'],
  ];
  expect(found.map(({ orderId, standing }) => [orderId, standing])).toEqual(
    expected.map(([number, standing]) => [anOrder(number).orderId, standing]),
  );
  expect(found[0]).toMatchObject({
    goodsMinor: goodsMinor(anOrder(1)),
    lines: [{ skuId: 'sku-1', sellerSku: 'FERN-1' }],
  });
  expect(await books.products.loadAffectedOrders(shopId, [])).toEqual([]);
});

test('marks change with what they stand for, and with nothing else', async () => {
  const books = await someBooks();
  const marks = () => books.products.loadMarks();
  const before = await marks();
  await books.shops.save(aShop({ name: 'Renamed' }));
  expect(await marks()).toEqual(before);
  const steps: readonly (readonly [keyof ProductMarks, () => Promise<unknown>])[] = [
    ['skus', () => books.products.saveSkus(shopId, [aSku(1)], at)],
    ['items', () => books.ledgers.saveItems(ledgerId, [], at)],
    [
      'mappings',
      () =>
        books.products.saveMappings(
          shopId,
          [{ skuId: toSkuId('sku-1'), sellerSku: '', components: [], validFrom: null }],
          at,
        ),
    ],
    ['openOrders', () => books.orders.saveOrders(shopId, [anOrder(1)], null, at)],
    ['openOrders', () => books.outbox.plan(shopId, ledgerId, [invoice(1)], at)],
    ['openOrders', () => post(books, invoice(1).document)],
  ];
  let last = before;
  for (const [which, write] of steps) {
    await write();
    const now = await marks();
    const changed = (Object.keys(now) as (keyof ProductMarks)[]).filter((mark) => now[mark] !== last[mark]);
    expect(changed, write.toString()).toContain(which);
    last = now;
  }
});
