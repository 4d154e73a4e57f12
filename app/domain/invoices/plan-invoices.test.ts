import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toItemId, toOrderId, toSkuId } from '../ids.ts';
import { createItemResolver, type MappedComponent } from '../mapping.ts';
import { goodsMinor, type Order } from '../orders.ts';
import type { PostingProfile } from '../profile.ts';
import { anOrder, anOrderLine, aProfile, day, documentsOf, only, vat20 } from '../testing/builders.ts';
import { planInvoices } from './plan-invoices.ts';

/** accounting.md §1: what an order's invoice is. Pence. */
const plateSku = toSkuId('sku-plate');
const setSku = toSkuId('sku-set');

const item = (code: string, salePriceMinor: number) => ({
  itemId: toItemId(`item-${code}`),
  code,
  name: code,
  isActive: true,
  salePriceMinor,
});
const component = (code: string, quantity: number): MappedComponent => ({
  itemId: toItemId(`item-${code}`),
  itemCode: code,
  itemName: code,
  quantity,
});
const resolve = createItemResolver({
  items: [item('MUG', 500), item('PLATE', 700), item('BOWL', 900)],
  saved: new Map([
    [
      setSku,
      [
        {
          version: 1,
          sellerSku: 'SET',
          components: [component('MUG', 2), component('PLATE', 1), component('BOWL', 1)],
          validFrom: null,
        },
      ],
    ],
  ]),
  skus: new Map(),
});

function invoiceOf(order: Order, profile: PostingProfile = aProfile()) {
  const plan = planInvoices([order], resolve, profile, 'default');
  expect(plan.held).toEqual([]);
  return only(documentsOf(plan.documents, 'invoice'));
}

const plate = anOrderLine({ lineNumber: 2, skuId: plateSku, sellerSku: 'PLATE', productName: 'Plate' });
const set = anOrderLine({ lineNumber: 3, skuId: setSku, sellerSku: 'SET', productName: 'Breakfast set' });
const gift = anOrderLine({
  lineNumber: 4,
  skuId: plateSku,
  sellerSku: 'PLATE',
  isGift: true,
  unitPriceMinor: 300,
});

describe('the invoice of an order', () => {
  test('is original price less seller discount; TikTok’s own discount is not deducted', () => {
    const line = anOrderLine({ quantity: 2, sellerDiscountMinor: 200, platformDiscountMinor: 100 });
    const invoice = invoiceOf(anOrder({ lines: [line] }));
    expect(invoice.grossMinor).toBe(1800);
    expect(only(invoice.lines)).toMatchObject({
      quantity: 2,
      discountMinor: 200,
      grossMinor: 1800,
      itemCode: 'MUG',
    });
  });

  test('is open, dated by the order, in its currency, for the shop’s customer, on a sale order', () => {
    const invoice = invoiceOf(anOrder({ orderedOn: day('2026-03-01') }));
    expect(invoice).toMatchObject({
      issuedOn: '2026-03-01',
      currency: 'GBP',
      customerId: 'customer-1',
      settled: null,
      order: { kind: 'order', channelId: 'channel-1', grossMinor: 1000, recipient: { name: 'Ada Buyer' } },
    });
    expect(invoice.order.lines).toEqual(invoice.lines);
    expect(invoice.description).toBe('Tiktok - Ada Buyer West Yorkshire GB (Items = 1, Qty = 1)');
  });

  test('is found by the order id, with the profile’s prefix', () => {
    const order = anOrder({ orderId: toOrderId('570000000000000042') });
    expect(invoiceOf(order).reference).toBe('570000000000000042');
    const prefixed = invoiceOf(order, aProfile({ numberPrefix: 'TT-' }));
    expect(prefixed.reference).toBe('TT-570000000000000042');
    expect(prefixed.order.reference).toBe('TT-570000000000000042');
  });

  test('names its order as its source', () => {
    const order = anOrder();
    const plan = planInvoices([order], resolve, aProfile(), 'default');
    expect(only(plan.documents).source).toEqual({ orderIds: [order.orderId], rowKeys: [] });
  });

  test('a gift is a line of 0.00 beside the goods', () => {
    const invoice = invoiceOf(anOrder({ lines: [anOrderLine(), gift] }));
    expect(invoice.grossMinor).toBe(1000);
    expect(
      invoice.lines.map((line) => [line.kind, line.itemCode, line.grossMinor, line.discountMinor]),
    ).toEqual([
      ['goods', 'MUG', 1000, 0],
      ['gift', 'PLATE', 0, 0],
    ]);
  });

  test('a bundle is split over its components by their prices, largest remainder', () => {
    // 2 × 5.00 : 7.00 : 9.00 of 19.99 is 7.688 : 5.382 : 6.920
    const line = { ...set, unitPriceMinor: 2100, sellerDiscountMinor: 101 };
    const invoice = invoiceOf(anOrder({ lines: [line] }));
    expect(invoice.lines.map((one) => [one.itemCode, one.quantity, one.grossMinor])).toEqual([
      ['MUG', 2, 769],
      ['PLATE', 1, 538],
      ['BOWL', 1, 692],
    ]);
    expect(invoice.lines.map((one) => one.discountMinor)).toEqual([39, 27, 35]);
    expect(invoice.grossMinor).toBe(1999);
  });

  test('several bundles multiply the quantities of their components', () => {
    const invoice = invoiceOf(anOrder({ lines: [{ ...set, quantity: 3 }] }));
    expect(invoice.lines.map((one) => [one.itemCode, one.quantity])).toEqual([
      ['MUG', 6],
      ['PLATE', 3],
      ['BOWL', 3],
    ]);
    expect(invoice.grossMinor).toBe(3000);
  });

  test('shipping is not on it by default, and is a line of its own where the profile says so', () => {
    const order = anOrder({ shippingMinor: 395 });
    expect(invoiceOf(order).grossMinor).toBe(1000);
    const shipped = invoiceOf(order, aProfile({ shippingOnInvoice: true, tax: vat20 }));
    expect(shipped.grossMinor).toBe(1395);
    expect(shipped.lines.at(-1)).toMatchObject({
      kind: 'shipping',
      itemCode: 'SHIPPING',
      grossMinor: 395,
      netMinor: 329,
      taxMinor: 66,
    });
    expect(invoiceOf(anOrder(), aProfile({ shippingOnInvoice: true })).lines).toHaveLength(1);
  });

  test.each([
    ['20 %', vat20, [833, 167]],
    ['6 %', { mode: 'inclusive', rateBasisPoints: 600, name: 'SST 6 %' }, [943, 57]],
    ['0 %', { mode: 'inclusive', rateBasisPoints: 0, name: 'Zero rated' }, [1000, 0]],
    ['no tax', { mode: 'none' }, [1000, 0]],
  ] as const)('prices include tax, %s: gross stays 10.00', (_, tax, [netMinor, taxMinor]) => {
    const invoice = invoiceOf(anOrder(), aProfile({ tax }));
    expect(only(invoice.lines)).toMatchObject({ grossMinor: 1000, netMinor, taxMinor });
    expect(invoice.grossMinor).toBe(1000);
  });

  test('a variation is in the words of its line', () => {
    const invoice = invoiceOf(anOrder({ lines: [anOrderLine({ variation: 'Blue' })] }));
    expect(only(invoice.lines).description).toBe('Mug – Blue');
  });

  test('on settlement: a sale order now, the invoice when the money comes', () => {
    const plan = planInvoices([anOrder()], resolve, aProfile({ invoiceTiming: 'onSettlement' }), 'invoice');
    expect(plan.documents.map(({ document }) => document.kind)).toEqual(['order']);
    expect(only(documentsOf(plan.documents, 'order')).grossMinor).toBe(1000);
  });

  test('of every order there is a document or a reason, never both', () => {
    const orders = [anOrder(), anOrder({ orderId: toOrderId('570000000000000002'), isSample: true })];
    const plan = planInvoices(orders, resolve, aProfile(), 'default');
    expect(plan.documents.flatMap(({ source }) => source.orderIds)).toEqual(['570000000000000001']);
    expect(plan.held.map(({ orderId }) => orderId)).toEqual(['570000000000000002']);
  });
});

describe('any order', () => {
  const lines = fc.array(
    fc
      .record({
        which: fc.constantFrom(anOrderLine(), plate, set),
        quantity: fc.integer({ min: 1, max: 20 }),
        unitPriceMinor: fc.nat({ max: 500_000 }),
        discountPercent: fc.integer({ min: 0, max: 100 }),
        isGift: fc.boolean(),
      })
      .map(({ which, quantity, unitPriceMinor, discountPercent, isGift }) => ({
        ...which,
        quantity,
        unitPriceMinor,
        isGift,
        sellerDiscountMinor: Math.floor((unitPriceMinor * quantity * discountPercent) / 100),
      })),
    { minLength: 1, maxLength: 6 },
  );
  const taxes = fc.oneof(
    fc.constant({ mode: 'none' } as const),
    fc
      .integer({ min: 0, max: 3_000 })
      .map((rateBasisPoints) => ({ mode: 'inclusive', rateBasisPoints, name: 'T' }) as const),
  );

  test('its lines sum to its goods and shipping, and each line’s net and tax to its gross', () => {
    fc.assert(
      fc.property(
        lines.filter((all) => all.some((line) => !line.isGift)),
        taxes,
        fc.nat({ max: 5_000 }),
        fc.boolean(),
        (orderLines, tax, shippingMinor, shippingOnInvoice) => {
          const order = anOrder({ lines: orderLines, shippingMinor });
          const invoice = invoiceOf(order, aProfile({ tax, shippingOnInvoice }));
          const sold = goodsMinor({ lines: orderLines.filter((line) => !line.isGift) });
          expect(invoice.grossMinor).toBe(sold + (shippingOnInvoice ? shippingMinor : 0));
          expect(invoice.lines.reduce((sum, line) => sum + line.grossMinor, 0)).toBe(invoice.grossMinor);
          const rate = tax.mode === 'none' ? 0 : tax.rateBasisPoints;
          for (const line of invoice.lines) {
            expect(line.netMinor + line.taxMinor).toBe(line.grossMinor);
            const twiceOff = 2 * (line.taxMinor * (10_000 + rate) - line.grossMinor * rate);
            expect(Math.abs(twiceOff)).toBeLessThanOrEqual(10_000 + rate);
            if (line.kind === 'gift') expect(line.grossMinor).toBe(0);
          }
        },
      ),
    );
  });
});
