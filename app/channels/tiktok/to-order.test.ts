import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toShopId, toSkuId } from '../../domain/ids.ts';
import { goodsMinor } from '../../domain/orders.ts';
import { mergeUnits, type Unit } from './merge-units.ts';
import { type OrderJson, orderJson, unitJson } from './testing/wire-orders.ts';
import { toOrder } from './to-order.ts';
import { orderSchema } from './wire.ts';

const context = { shopId: toShopId('7494049642642441621'), timeZone: 'Europe/London' };

function read(fields: OrderJson = {}) {
  return toOrder(orderSchema.parse(orderJson(fields)), context);
}

function readGood(fields: OrderJson = {}) {
  const order = read(fields);
  if (!order.ok) throw new Error(order.error);
  return order.value;
}

describe('toOrder', () => {
  it('reads an order: units merged, money in pence, times in milliseconds', () => {
    expect(readGood()).toEqual({
      shopId: context.shopId,
      orderId: '583006413038785752',
      status: 'delivered',
      channelStatus: 'DELIVERED',
      createdAt: 1_791_068_400_000,
      updatedAt: 1_791_300_000_000,
      paidAt: 1_791_068_460_000,
      deliveredAt: 1_791_290_000_000,
      cancelledAt: null,
      // 23:00 UTC on the 3rd is past midnight in London's summer time.
      orderedOn: '2026-10-04',
      currency: 'GBP',
      lines: [
        {
          lineNumber: 1,
          skuId: '1729592969712207013',
          productId: '1729592969712207008',
          sellerSku: 'MUG-BLUE',
          productName: 'Enamel mug',
          variation: 'Blue',
          quantity: 2,
          unitPriceMinor: 1000,
          sellerDiscountMinor: 200,
          platformDiscountMinor: 100,
          isGift: false,
          parts: [],
        },
      ],
      cancelledUnits: 0,
      shippingMinor: 399,
      taxMinor: 0,
      paidMinor: 2099,
      isSample: false,
      isReplacement: false,
      recipient: {
        name: 'J*** S****',
        line1: '1 Quay ***',
        line2: '',
        city: 'Bristol',
        region: 'England',
        postcode: 'BS1 ***',
        country: 'GB',
      },
    });
  });

  it.each([
    ['UNPAID', 'unpaid'],
    ['ON_HOLD', 'pending'],
    ['AWAITING_SHIPMENT', 'pending'],
    ['PARTIALLY_SHIPPING', 'pending'],
    ['AWAITING_COLLECTION', 'pending'],
    ['IN_TRANSIT', 'inTransit'],
    ['DELIVERED', 'delivered'],
    ['COMPLETED', 'completed'],
    ['CANCELLED', 'cancelled'],
    ['CANCEL', 'cancelled'],
  ])('status %s → %s', (channelStatus, status) => {
    expect(readGood({ status: channelStatus })).toMatchObject({ status, channelStatus });
  });

  it('does not guess an unknown status', () => {
    const order = read({ status: 'TELEPORTED' });
    expect(order.ok ? '' : order.error).toContain('"TELEPORTED"');
  });

  it('keeps different prices, SKUs and gifts apart and sums discounts that differ', () => {
    const order = readGood({
      payment: { original_total_product_price: '34.50', seller_discount: '4.25' },
      line_items: [
        unitJson({ id: '1', seller_discount: '1.25' }),
        unitJson({ id: '2', seller_discount: '3.00' }),
        unitJson({ id: '3', original_price: '9.50', seller_discount: '0' }),
        unitJson({
          id: '4',
          sku_id: '1729592969712207099',
          seller_sku: 'MUG-RED',
          original_price: '5',
          seller_discount: '',
        }),
        unitJson({
          id: '5',
          original_price: '0',
          seller_discount: '0',
          platform_discount: '0',
          is_gift: true,
        }),
      ],
    });
    expect(
      order.lines.map((line) => [
        line.sellerSku,
        line.quantity,
        line.unitPriceMinor,
        line.sellerDiscountMinor,
        line.isGift,
      ]),
    ).toEqual([
      ['MUG-BLUE', 2, 1000, 425, false],
      ['MUG-BLUE', 1, 950, 0, false],
      ['MUG-RED', 1, 500, 0, false],
      ['MUG-BLUE', 1, 0, 0, true],
    ]);
    expect(order.lines.map((line) => line.lineNumber)).toEqual([1, 2, 3, 4]);
    expect(goodsMinor(order)).toBe(3450 - 425);
  });

  it('drops and counts units that were cancelled out of a living order', () => {
    const order = readGood({
      line_items: [unitJson(), unitJson({ id: '577086512123755124', display_status: 'CANCELLED' })],
    });
    expect(order.cancelledUnits).toBe(1);
    expect(order.lines.map((line) => line.quantity)).toEqual([1]);
    expect(goodsMinor(order)).toBe(900);
  });

  it('keeps the lines of an order that was cancelled as a whole', () => {
    const cancelled = { display_status: 'CANCELLED' };
    const order = readGood({
      status: 'CANCELLED',
      cancel_time: 1_791_100_000,
      line_items: [unitJson(cancelled), unitJson({ id: '577086512123755124', ...cancelled })],
    });
    expect(order).toMatchObject({ cancelledUnits: 0, cancelledAt: 1_791_100_000_000 });
    expect(order.lines[0]?.quantity).toBe(2);
  });

  it('carries the parts of a bundle', () => {
    const parts = [{ product_id: '9', sku_id: '1729592969712207111', seller_sku: 'CUP', sku_count: 2 }];
    const order = readGood({
      line_items: [unitJson({ combined_listing_skus: parts }), unitJson({ id: '577086512123755124' })],
    });
    expect(order.lines.map((line) => line.parts)).toEqual([
      [{ skuId: '1729592969712207111', sellerSku: 'CUP', quantity: 2 }],
      [],
    ]);
  });

  it.each([
    [
      'prices that do not add up',
      { payment: { original_total_product_price: '21.00' } },
      ['20.00 GBP', '21.00 GBP'],
    ],
    [
      'seller discounts that do not add up',
      { payment: { seller_discount: '2.50' } },
      ['2.00 GBP', '2.50 GBP'],
    ],
    [
      'too many decimals',
      { line_items: [unitJson({ original_price: '10.005' })] },
      ['10.005', 'more decimals', 'MUG-BLUE'],
    ],
    [
      'a price that is no amount',
      { line_items: [unitJson({ original_price: '1,000.00' })] },
      ['1,000.00', 'not an amount'],
    ],
    ['a missing price', { line_items: [unitJson({ original_price: '' })] }, ['is missing']],
    ['a negative discount', { line_items: [unitJson({ seller_discount: '-1.00' })] }, ['-1.00', 'negative']],
    ['a shipping fee that is no amount', { payment: { shipping_fee: 'free' } }, ['shipping fee', 'free']],
    [
      'a total that is no amount',
      { payment: { original_total_product_price: 'x' } },
      ['total of prices', '"x"'],
    ],
    ['two currencies', { line_items: [unitJson({ currency: 'EUR' })] }, ['EUR', 'GBP']],
    ['no currency', { payment: { currency: 'pounds' } }, ['pounds']],
  ])('is unreadable with %s', (_, fields, words) => {
    const order = read(fields);
    expect(order.ok).toBe(false);
    for (const word of words) expect(order.ok ? '' : order.error).toContain(word);
  });

  it('does not compare totals it was not given', () => {
    const order = read({ payment: { original_total_product_price: undefined, seller_discount: '' } });
    expect(order.ok).toBe(true);
  });

  it('reads amounts of currencies without decimals', () => {
    const order = readGood({
      payment: {
        currency: 'IDR',
        original_total_product_price: '104444',
        seller_discount: '0',
        shipping_fee: '',
        total_amount: '104444',
      },
      line_items: [
        unitJson({
          currency: 'IDR',
          original_price: '104444.00',
          seller_discount: '0',
          platform_discount: '0',
        }),
      ],
    });
    expect(order.lines[0]?.unitPriceMinor).toBe(104_444);
    expect(order.shippingMinor).toBe(0);
  });

  it('takes an address of any shape, or none', () => {
    expect(readGood({ recipient_address: 'masked' }).recipient.name).toBe('');
    expect(readGood({ recipient_address: undefined }).recipient.country).toBe('');
    expect(
      readGood({ recipient_address: { region_code: 'MY', district_info: null } }).recipient.country,
    ).toBe('MY');
  });
});

const unit: fc.Arbitrary<Omit<Unit, 'lineItemId'>> = fc.record({
  productId: fc.constant('1'),
  skuId: fc.constantFrom('10', '11'),
  sellerSku: fc.constantFrom('A', 'B'),
  productName: fc.constant('Mug'),
  variation: fc.constant('Blue'),
  priceMinor: fc.constantFrom(0, 999, 1000),
  sellerDiscountMinor: fc.nat(999),
  platformDiscountMinor: fc.nat(999),
  isGift: fc.boolean(),
  parts: fc.constantFrom([], [{ skuId: toSkuId('77'), sellerSku: 'P', quantity: 2 }]),
});

const units = fc
  .array(unit, { maxLength: 12 })
  .map((list) => list.map((fields, index): Unit => ({ ...fields, lineItemId: String(570 + index * 37) })));

describe('mergeUnits', () => {
  it('does not depend on the order of the units', () => {
    const shuffled = units.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(mergeUnits(other)).toEqual(mergeUnits(list));
      }),
    );
  });

  it('preserves units, prices and discounts to the minor unit', () => {
    fc.assert(
      fc.property(units, (list) => {
        const lines = mergeUnits(list);
        const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
        expect(sum(lines.map((line) => line.quantity))).toBe(list.length);
        expect(sum(lines.map((line) => line.unitPriceMinor * line.quantity))).toBe(
          sum(list.map((one) => one.priceMinor)),
        );
        expect(sum(lines.map((line) => line.sellerDiscountMinor))).toBe(
          sum(list.map((one) => one.sellerDiscountMinor)),
        );
        expect(sum(lines.map((line) => line.platformDiscountMinor))).toBe(
          sum(list.map((one) => one.platformDiscountMinor)),
        );
      }),
    );
  });

  it('never puts a gift, another price or another bundle into the same line', () => {
    fc.assert(
      fc.property(units, (list) => {
        const keys = mergeUnits(list).map((line) =>
          JSON.stringify([line.skuId, line.sellerSku, line.unitPriceMinor, line.isGift, line.parts]),
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
