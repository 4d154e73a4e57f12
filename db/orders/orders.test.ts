import { expect, test } from 'vitest';
import { type OrderId, toItemId, toLedgerId, toShopId } from '../../app/domain/ids.ts';
import type { OrderFilter, OrderSort } from '../../app/ports/order-book.ts';
import { loadRows, post, someBooks } from '../testing/books.ts';
import { aLedger, aLine, anOrder, aProfile, aShop, at, day, ledgerId, shopId } from '../testing/builders.ts';
import { adjustment, creditNote, invoice, orderIdOf, rowKeyOf, saleOrder } from '../testing/documents.ts';

const all: OrderFilter = { shopId, from: null, to: null, status: null, text: '', columns: [] };
const firstPage = { sort: 'orderId', descending: false, offset: 0, limit: 50 } as const;

async function manyBooks() {
  const books = await someBooks();
  const statuses = ['completed', 'unpaid', 'delivered'] as const;
  const orders = Array.from({ length: 30 }, (_, index) =>
    anOrder(index + 1, {
      status: statuses[index % 3] ?? 'completed',
      orderedOn: day(`2026-05-${String((index % 5) + 1).padStart(2, '0')}`),
      lines: [aLine(index, { quantity: (index % 4) + 1 })],
      paidMinor: (index % 7) * 100,
    }),
  );
  await books.orders.saveOrders(shopId, orders, null, at);
  return { books, orders };
}

test('orders are added, changed by a newer version, and left alone otherwise', async () => {
  const books = await someBooks();
  const save = (...orders: ReturnType<typeof anOrder>[]) => books.orders.saveOrders(shopId, orders, null, at);
  expect(await save(anOrder(1), anOrder(2))).toEqual({ added: 2, changed: 0, unchanged: 0 });
  const newer = anOrder(1, {
    updatedAt: at + 10,
    status: 'cancelled',
    lines: [aLine(3), aLine(4, { lineNumber: 2 })],
  });
  expect(await save(newer, anOrder(2))).toEqual({ added: 0, changed: 1, unchanged: 1 });
  const older = anOrder(1, { updatedAt: at + 5, status: 'delivered' });
  expect(await save(older)).toEqual({ added: 0, changed: 0, unchanged: 1 });
  expect((await books.orders.load(shopId, [orderIdOf(1)]))[0]?.order).toEqual(newer);
  // Lines of the older version are gone from the search by SKU too.
  const open = await books.products.countOpenOrdersBySku(shopId);
  expect([...open.keys()]).toEqual([anOrder(2).lines[0]?.skuId]);
});

test('one order that cannot be stored keeps the whole page out', async () => {
  const books = await someBooks();
  const wrong = anOrder(2, { lines: [aLine(1), aLine(2)] });
  await expect(books.orders.saveOrders(shopId, [anOrder(1), wrong], null, at)).rejects.toThrow(/UNIQUE/);
  const foreign = anOrder(3, { shopId: toShopId('another') });
  await expect(books.orders.saveOrders(shopId, [foreign], null, at)).rejects.toThrow(/another shop/);
  expect((await books.orders.list(all, firstPage)).totals.count).toBe(0);
});

test('coverage is kept by window, the newest fetch of each, and found by span', async () => {
  const books = await someBooks();
  const window = { by: 'created', from: 1, to: 2, platformCount: 9, storedCount: 8, fetchedAt: 3 } as const;
  await books.orders.saveOrders(shopId, [], window, at);
  await books.orders.saveOrders(shopId, [], { ...window, storedCount: 9, fetchedAt: 4 }, at);
  await books.orders.saveOrders(shopId, [], { ...window, by: 'updated', platformCount: null }, at);
  const newest = { ...window, storedCount: 9, fetchedAt: 4 };
  expect(await books.orders.loadCoverage(shopId, { from: 0, to: 9 })).toEqual([newest]);
  expect(await books.orders.loadCoverage(shopId, { from: 1, to: 2 })).toEqual([newest]);
  // The end of a window is not part of it, nor is the end of the span.
  expect(await books.orders.loadCoverage(shopId, { from: 2, to: 9 })).toEqual([]);
  expect(await books.orders.loadCoverage(shopId, { from: 0, to: 1 })).toEqual([]);
});

test('every sort, either way, gives every order once over the windows', async () => {
  const { books, orders } = await manyBooks();
  const sorts: OrderSort[] = ['orderedOn', 'orderId', 'goodsMinor', 'paidMinor', 'status', 'itemCount'];
  for (const sort of sorts) {
    const ids = { up: [] as OrderId[], down: [] as OrderId[] };
    for (const descending of [false, true]) {
      for (let offset = 0; offset < orders.length; offset += 7) {
        const { rows } = await books.orders.list(all, { sort, descending, offset, limit: 7 });
        ids[descending ? 'down' : 'up'].push(...rows.map(({ order }) => order.orderId));
      }
    }
    expect(new Set(ids.up).size, sort).toBe(30);
    expect(ids.down, sort).toEqual(ids.up.toReversed());
  }
});

test('sorting by status follows the life of an order', async () => {
  const { books } = await manyBooks();
  const { rows } = await books.orders.list(all, { ...firstPage, sort: 'status' });
  const statuses = [...new Set(rows.map(({ order }) => order.status))];
  expect(statuses).toEqual(['unpaid', 'delivered', 'completed']);
});

test('totals and counts are those of the filter, not of the window', async () => {
  const { books, orders } = await manyBooks();
  const filter = { ...all, from: day('2026-05-02'), to: day('2026-05-03') };
  const wanted = orders.filter((order) => order.orderedOn >= '2026-05-02' && order.orderedOn <= '2026-05-03');
  const { rows, totals } = await books.orders.list(filter, { ...firstPage, limit: 3 });
  expect(rows).toHaveLength(3);
  const units = wanted.map((order) => order.lines[0]?.quantity ?? 0);
  expect(totals).toEqual({
    count: wanted.length,
    goodsMinor: units.reduce((sum, unit) => sum + unit * 1000 - 200, 0),
    paidMinor: wanted.reduce((sum, order) => sum + order.paidMinor, 0),
    shippingMinor: wanted.length * 350,
    itemCount: units.reduce((sum, unit) => sum + unit, 0),
  });
  const counts = await books.orders.countByStatus({ ...filter, status: 'unpaid' });
  expect(counts).toEqual({ unpaid: 4, pending: 0, inTransit: 0, delivered: 4, completed: 4, cancelled: 0 });
  expect(await books.orders.listIds({ ...filter, status: 'unpaid' })).toHaveLength(4);
});

test('totals follow filters of statuses, and the counts of statuses do not', async () => {
  const { books } = await manyBooks();
  const columns = [
    { column: 'status', test: { test: 'oneOf', values: ['unpaid', 'completed'], negated: false } },
  ] as const;
  const counted = async (filter: typeof all) => {
    const { totals } = await books.orders.list(filter, firstPage);
    return [totals.count, (await books.orders.listIds(filter)).length];
  };
  const counts = await books.orders.countByStatus({ ...all, columns });
  expect(counts).toEqual(await books.orders.countByStatus(all));
  expect(await counted({ ...all, columns })).toEqual(Array(2).fill(counts.unpaid + counts.completed));
  expect(await counted({ ...all, columns, status: 'unpaid' })).toEqual(Array(2).fill(counts.unpaid));
  expect(await counted({ ...all, columns, status: 'delivered' })).toEqual([0, 0]);
});

test('text finds ids, seller SKUs, names and amounts, and means its signs as they are', async () => {
  const books = await someBooks();
  const order = anOrder(1, {
    lines: [aLine(1, { sellerSku: 'MÖSS_1', productName: 'Reindeer “Möss” 50%' })],
    paidMinor: 123456,
  });
  await books.orders.saveOrders(shopId, [order, anOrder(2)], null, at);
  const find = async (text: string) => books.orders.listIds({ ...all, text });
  for (const text of ['möss_1', 'MÖSS', '50%', '1234.56', order.orderId.slice(4), ' reindeer ']) {
    expect(await find(text), text).toEqual([order.orderId]);
  }
  for (const text of ['m%ss', 'MÖSS-1', "' OR 1=1 --", '1,234']) expect(await find(text), text).toEqual([]);
  expect(await find('18.00')).toHaveLength(2);
});

test('text finds the item code that a product was mapped to, whatever its seller SKU says', async () => {
  const books = await someBooks();
  const line = aLine(1);
  await books.orders.saveOrders(
    shopId,
    [anOrder(1, { lines: [line] }), anOrder(2, { lines: [aLine(2)] })],
    null,
    at,
  );
  const components = [{ itemId: toItemId('item-9'), itemCode: 'Möss-BAG', itemName: 'A bag', quantity: 1 }];
  await books.products.saveMappings(
    shopId,
    [{ skuId: line.skuId, sellerSku: '', components, validFrom: null }],
    at,
  );
  const find = async (text: string) => books.orders.listIds({ ...all, text });
  for (const text of ['möss-bag', 'BAG']) expect(await find(text), text).toEqual([orderIdOf(1)]);
  // The name and the id of the item are no codes.
  for (const text of ['item-9', 'A bag', 'itemCode']) expect(await find(text), text).toEqual([]);
  expect((await books.orders.countByStatus({ ...all, text: 'bag' })).completed).toBe(1);
});

test('an order shows its living documents in the ledger of the profile, and what was settled', async () => {
  const books = await someBooks();
  await books.orders.saveOrders(shopId, [anOrder(1), anOrder(2)], null, at);
  await loadRows(books, 2);
  const credit = creditNote(
    'C-1',
    'I-1',
    { grossMinor: 300, appliedMinor: 300 },
    { orderIds: [orderIdOf(1)], rowKeys: [rowKeyOf(1)] },
  );
  const adjusted = adjustment('A-1', 100, [rowKeyOf(2)]);
  await books.outbox.plan(shopId, ledgerId, [saleOrder(1, 'I-1'), invoice(1), credit, adjusted], at);
  const other = toLedgerId('ledger-2');
  await books.ledgers.save(aLedger({ ledgerId: other }));
  await books.outbox.plan(shopId, other, [invoice(2)], at);

  const load = () => books.orders.load(shopId, [orderIdOf(2), orderIdOf(1), orderIdOf(9)]);
  const [second, first, ...none] = await load();
  expect(none).toEqual([]);
  expect(first?.invoice?.reference).toBe('I-1');
  expect(first?.invoice?.kind).toBe('invoice');
  expect(first?.saleOrder?.kind).toBe('order');
  expect(first?.creditNotes.map((note) => note.reference)).toEqual(['C-1']);
  expect(first?.settledMinor).toBe(1490);
  expect(second?.invoice?.ledgerId).toBe(other);

  await books.shops.saveProfile(aProfile());
  expect((await load())[0]?.invoice).toBeNull();
  await post(books, invoice(1).document);
  expect((await load())[1]?.invoice).toMatchObject({ state: 'posted', number: 'N-I-1' });
  await books.outbox.move(
    ledgerId,
    invoice(1).document.reference,
    'posted',
    'withdrawn',
    { kind: 'invoice' },
    at,
  );
  expect((await load())[1]?.invoice).toBeNull();
});

test('shops do not see each other’s orders', async () => {
  const books = await someBooks();
  const other = toShopId('7495000000000000002');
  await books.shops.save(aShop({ shopId: other }));
  await books.orders.saveOrders(shopId, [anOrder(1)], null, at);
  await books.orders.saveOrders(other, [anOrder(1, { shopId: other, paidMinor: 7 })], null, at);
  const { rows, totals } = await books.orders.list({ ...all, shopId: other }, firstPage);
  expect(rows.map(({ order }) => order.paidMinor)).toEqual([7]);
  expect(totals.count).toBe(1);
});

test('totals and counts of a filter follow what is written', async () => {
  const books = await someBooks();
  const window = { sort: 'orderedOn', descending: true, offset: 0, limit: 1 } as const;
  const seen = async () => {
    const { totals } = await books.orders.list(all, window);
    return {
      goods: totals.goodsMinor,
      count: totals.count,
      completed: (await books.orders.countByStatus(all)).completed,
    };
  };
  await books.orders.saveOrders(shopId, [anOrder(1)], null, at);
  expect(await seen()).toEqual({ goods: 1800, count: 1, completed: 1 });
  expect(await seen()).toEqual({ goods: 1800, count: 1, completed: 1 });
  await books.orders.saveOrders(
    shopId,
    [anOrder(2), anOrder(1, { status: 'cancelled', updatedAt: at + 1 })],
    null,
    at,
  );
  expect(await seen()).toEqual({ goods: 3600, count: 2, completed: 1 });
});
