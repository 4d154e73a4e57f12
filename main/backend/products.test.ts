import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostOrdersResult } from '../../app/contract/orders.ts';
import type { ProductRow } from '../../app/contract/products.ts';
import { everything, fetchAll, month } from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

/** The product tab on the sample company: what a mapping reaches, versions by date, files. */

let sample: SampleBackend;
let shopId: string;

beforeAll(async () => {
  sample = await openSampleBackend();
  shopId = sample.shops.GB;
  await fetchAll(sample, shopId);
}, 60_000);
afterAll(() => sample.close());

async function productOf(sellerSku: string): Promise<ProductRow> {
  const { rows } = must(await sample.client.call('products.list', { shopId, text: sellerSku, limit: 500 }));
  const row = rows.find((one) => one.sellerSku === sellerSku);
  if (!row) throw new Error(`No product ${sellerSku}`);
  return row;
}

async function itemOf(code: string): Promise<string> {
  const found = must(await sample.client.call('items.search', { ledgerId: sample.ledgerId, text: code }));
  const item = found.items.find((one) => one.code === code);
  if (!item) throw new Error(`No item ${code}`);
  return item.itemId;
}

async function ordersOf(skuText: string) {
  const filter = { shopId, ...month, text: skuText };
  return must(await sample.client.call('orders.list', { ...filter, limit: 500 }));
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

test('the blast radius is what changes: unposted orders by count and goods; posted ones stay', async () => {
  const tote = await productOf('TOTE-OLD-NAVY');
  const mappings = [{ skuId: tote.skuId, components: [{ itemId: await itemOf('TOTE-NVY'), quantity: 1 }] }];
  const before = must(await sample.client.call('products.impact', { shopId, mappings }));
  expect(before.changes.orders).toBe(tote.openOrders);
  expect(before.changes.orders).toBeGreaterThan(1);
  expect(before.stays).toEqual({ orders: 0, partly: 0 });
  const listed = new Map((await ordersOf('TOTE-OLD-NAVY')).rows.map((row) => [row.orderId, row]));
  const goods = before.orders.reduce((sum, one) => sum + (listed.get(one.orderId)?.goodsMinor ?? 0), 0);
  expect(goods).toBe(before.changes.goodsMinor);
  expect(before.orders).toHaveLength(before.changes.orders);

  const done = must(await sample.client.call('products.map', { shopId, mappings }));
  expect(done).toEqual({
    saved: 1,
    unchanged: 0,
    openOrders: before.changes.orders,
    openGoodsMinor: before.changes.goodsMinor,
  });
  // The same again says nothing new: no version, no order changes.
  expect(must(await sample.client.call('products.map', { shopId, mappings }))).toMatchObject({
    saved: 0,
    unchanged: 1,
    openOrders: 0,
  });

  const postable = before.orders.filter((one) => one.status === 'delivered' || one.status === 'completed');
  const selection = { select: 'these' as const, shopId, orderIds: postable.map((one) => one.orderId) };
  await sample.job(sample.client.call('orders.post', { selection }), PostOrdersResult);
  const other = [{ skuId: tote.skuId, components: [{ itemId: await itemOf('TOTE-NVY'), quantity: 2 }] }];
  const after = must(await sample.client.call('products.impact', { shopId, mappings: other }));
  expect(after.stays.orders).toBe(postable.length);
  expect(after.changes.orders).toBe(before.changes.orders - postable.length);
});

test('a mapping from a date leaves older orders as they are, and every version can be seen', async () => {
  const [row] = must(
    await sample.client.call('products.list', {
      shopId,
      status: 'sameCode',
      sort: 'openOrders',
      descending: true,
    }),
  ).rows;
  if (!row) throw new Error('No product with an item of its own code');
  const item = { itemId: await itemOf('TOTE-NVY'), quantity: 3 };
  const dated = { skuId: row.skuId, components: [item], validFrom: '2026-10-16' };
  const impact = must(await sample.client.call('products.impact', { shopId, mappings: [dated] }));
  expect(impact.changes.orders).toBeGreaterThan(0);
  expect(impact.same).toBeGreaterThan(0);
  expect(impact.orders.every((one) => one.orderedOn >= '2026-10-16')).toBe(true);
  must(await sample.client.call('products.map', { shopId, mappings: [dated] }));

  const orders = (await ordersOf(row.sellerSku)).rows;
  const codesOf = async (orderId: string) => {
    const { order } = must(await sample.client.call('orders.get', { shopId, orderId }));
    return order.lines.filter((line) => line.skuId === row.skuId).flatMap((line) => line.components);
  };
  const isOpen = (one: (typeof orders)[number]) => one.invoiceNumber === null && one.status !== 'cancelled';
  const older = orders.find((one) => isOpen(one) && one.orderedOn < '2026-10-16');
  const newer = impact.orders.find((one) => one.standing === 'open');
  expect((await codesOf(older?.orderId ?? ''))[0]).toMatchObject({ quantity: 1 });
  expect((await codesOf(newer?.orderId ?? ''))[0]).toMatchObject({ itemCode: 'TOTE-NVY', quantity: 3 });

  const [shown] = must(await sample.client.call('products.list', { shopId, text: row.skuId })).rows;
  expect(shown).toMatchObject({ status: 'mapped', saved: { version: 1, validFrom: '2026-10-16' } });
  must(
    await sample.client.call('products.map', { shopId, mappings: [{ skuId: row.skuId, components: [] }] }),
  );
  const { versions } = must(await sample.client.call('products.versions', { shopId, skuId: row.skuId }));
  expect(versions).toMatchObject([
    { version: 2, validFrom: null, components: [] },
    { version: 1, validFrom: '2026-10-16', components: [{ itemCode: 'TOTE-NVY', isActive: true }] },
  ]);
  const [unlinked] = must(await sample.client.call('products.list', { shopId, text: row.skuId })).rows;
  expect(unlinked).toMatchObject({ status: 'sameCode', saved: null });
});

test('mappings go out as CSV and come back without a change; a changed line becomes one change', async () => {
  const { text, products } = must(await sample.client.call('products.exportMappings', { shopId }));
  const all = must(await sample.client.call('products.list', { shopId, limit: 500 }));
  expect(products).toBe(all.total);
  const read = (content: string) =>
    sample.client.call('products.readMappings', { shopId, contentBase64: base64(content) });
  const same = must(await read(text));
  expect(same).toMatchObject({ changes: [], refused: 0, problems: [] });
  expect(same.same + same.blank).toBe(products);

  const row = all.rows.find((one) => one.components.length === 1) ?? all.rows[0];
  const line = `SKU ID,Item code,Quantity\nTT${row?.skuId},tote-nvy,7\nTT1,TOTE-NVY,1\n`;
  expect(must(await read(line))).toMatchObject({
    changes: [{ skuId: row?.skuId, components: [{ itemCode: 'TOTE-NVY', quantity: 7 }], validFrom: null }],
    refused: 1,
    problems: [{ row: 3, column: 'SKU ID' }],
  });
  expect(await read('')).toMatchObject({ ok: false, error: { code: 'FILE_REFUSED' } });
  expect(await read('%PDF-1.7')).toMatchObject({
    ok: false,
    error: { code: 'FILE_REFUSED', message: expect.stringContaining('neither a CSV nor an .xlsx') },
  });
  // Reading has stored nothing.
  expect(must(await read(text))).toMatchObject({ changes: [] });
});

test('filters above the columns narrow the list, and one that cannot be read is refused', async () => {
  const list = (filters: { column: string; text: string }[]) =>
    sample.client.call('products.list', { shopId, filters, limit: 500 });
  const all = must(await list([]));
  const open = must(await list([{ column: 'openOrders', text: '>0' }]));
  expect(open.rows.every((row) => row.openOrders > 0)).toBe(true);
  expect(open.total).toBeLessThan(all.total);
  const mapped = must(await list([{ column: 'status', text: 'mapped|notMapped' }]));
  expect(mapped.total).toBe(all.counts.mapped + all.counts.notMapped);
  expect(mapped.counts).toEqual(all.counts);
  expect(must(await list([{ column: 'itemCode', text: '=TOTE-NVY' }])).total).toBeGreaterThan(0);
  expect(await list([{ column: 'price', text: 'dear' }])).toMatchObject({
    ok: false,
    error: { code: 'BAD_INPUT', message: expect.stringContaining('“dear” is not an amount') },
  });
});

test('other products of the same seller SKU or name are found, never the product itself', async () => {
  const { rows } = must(await sample.client.call('products.list', { shopId, limit: 500 }));
  for (const row of rows.slice(0, 40)) {
    const alike = must(await sample.client.call('products.alike', { shopId, skuId: row.skuId }));
    const sameSku = rows.filter((one) => one.skuId !== row.skuId && one.sellerSku === row.sellerSku);
    expect(alike.sameSellerSku.toSorted()).toEqual(
      row.sellerSku === '' ? [] : sameSku.map((one) => one.skuId).toSorted(),
    );
    expect(alike.sameName).not.toContain(row.skuId);
  }
});

test('a fetch that is cancelled stores what was whole and says so', async () => {
  const started = await sample.client.call('products.fetch', { shopId });
  await sample.client.call('jobs.cancel', { jobId: must(started).jobId });
  const job = await sample.ended(Promise.resolve(started));
  expect(job.state).toBe('cancelled');
  await sample.job(sample.client.call('products.fetch', { shopId }), everything);
});
