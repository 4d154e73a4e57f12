import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OrderId, toSkuId } from '../ids.ts';
import { sumMinor } from '../money.ts';
import { adjustmentRow, day, gbp, orderRow } from '../testing/builders.ts';
import { settlements } from '../testing/settlement-arbitrary.ts';
import { always, costOn, readCostTable, toCostTable } from './item-costs.ts';
import { firstRows, type ProfitLine, type ProfitOrder, planSkuProfit } from './sku-profit.ts';

const line = (sku: string, goodsMinor: number, over: Partial<ProfitLine> = {}): ProfitLine => ({
  skuId: toSkuId(sku),
  sellerSku: sku,
  productName: sku,
  variation: '',
  quantity: 1,
  goodsMinor,
  components: [{ itemCode: sku, quantity: 1 }],
  ...over,
});
const orderOf = (row: { relatedOrderId: OrderId | null }, lines: readonly ProfitLine[]) => {
  if (row.relatedOrderId === null) throw new Error('a row of an order');
  return { orderId: row.relatedOrderId, orderedOn: day('2026-10-05'), lines };
};
const mapOf = (orders: readonly ProfitOrder[]) => new Map(orders.map((one) => [one.orderId, one]));
const costsOf = (entries: Readonly<Record<string, number>>) =>
  new Map(
    Object.entries(entries).map(([itemCode, costMinor]) => [
      itemCode,
      [{ itemCode, costMinor, from: always }],
    ]),
  );

describe('profit by SKU', () => {
  const sale = orderRow({ sale: 3_000, fees: [{ name: 'Commission', amountMinor: -301 }] });
  const order = orderOf(sale, [line('MUG', 1_000, { quantity: 2 }), line('BOARD', 2_000)]);

  test('sale and fees are shared by goods, costs are of the units', () => {
    const { skus } = planSkuProfit(
      [sale],
      mapOf([order]),
      costsOf({ MUG: 150, BOARD: 900 }),
      firstRows([sale]),
    );
    expect(
      skus.map(({ sellerSku, units, saleMinor, feesMinor, costMinor, profitMinor }) => [
        sellerSku,
        units,
        saleMinor,
        feesMinor,
        costMinor,
        profitMinor,
      ]),
    ).toEqual([
      ['BOARD', 1, 2_000, -201, -900, 899],
      ['MUG', 2, 1_000, -100, -300, 600],
    ]);
  });

  test('without the cost of one of its items there is no profit, and the item is named', () => {
    const bundle = orderOf(sale, [
      line('SET', 3_000, {
        components: [
          { itemCode: 'CUP', quantity: 2 },
          { itemCode: 'PLATE', quantity: 1 },
        ],
      }),
    ]);
    const [known] = planSkuProfit(
      [sale],
      mapOf([bundle]),
      costsOf({ CUP: 100, PLATE: 50 }),
      firstRows([sale]),
    ).skus;
    expect([known?.costMinor, known?.missing]).toEqual([-250, []]);
    const [unknown] = planSkuProfit([sale], mapOf([bundle]), costsOf({ CUP: 100 }), firstRows([sale])).skus;
    expect([unknown?.costMinor, unknown?.profitMinor, unknown?.missing]).toEqual([null, null, ['PLATE']]);
    const [unmapped] = planSkuProfit(
      [sale],
      mapOf([orderOf(sale, [line('NEW', 3_000, { components: null })])]),
      costsOf({}),
      firstRows([sale]),
    ).skus;
    expect(unmapped?.missing).toEqual(['']);
  });

  test('units of an order that two rows settle count once; a later refund takes the sale back', () => {
    const later = { ...orderRow({ on: day('2026-12-01'), sale: 0, refund: -3_000, fees: 100 }) };
    const rows = [later, { ...sale, settledOn: day('2026-11-01') }];
    const { skus } = planSkuProfit(rows, mapOf([order]), costsOf({ MUG: 150, BOARD: 900 }), firstRows(rows));
    expect(skus.map(({ units, refundMinor, costMinor }) => [units, refundMinor, costMinor])).toEqual([
      [1, -2_000, -900],
      [2, -1_000, -300],
    ]);
  });

  test('money of no order is told apart', () => {
    const ads = adjustmentRow({ type: 'GMV Payment for TikTok Ads', amount: -4_578 });
    expect(planSkuProfit([ads], new Map(), new Map(), new Set())).toEqual({
      skus: [],
      otherMinor: -4_578,
      settlementMinor: -4_578,
    });
  });
});

test('whatever the rows and orders, SKUs and the rest add up to the settlement', () => {
  const goods = fc.array(fc.integer({ min: 0, max: 9_999 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(settlements, goods, fc.boolean(), ({ input: { rows } }, weights, areKnown) => {
      const orders = rows.flatMap((row) =>
        areKnown && row.kind === 'order' && row.relatedOrderId !== null
          ? [
              orderOf(
                row,
                weights.map((minor, index) => line(`SKU-${index}`, minor)),
              ),
            ]
          : [],
      );
      const plan = planSkuProfit(rows, mapOf(orders), costsOf({ 'SKU-0': 7 }), firstRows(rows));
      const parts = plan.skus.flatMap((sku) => [sku.saleMinor, sku.refundMinor, sku.feesMinor]);
      expect(sumMinor(parts) + plan.otherMinor).toBe(sumMinor(rows.map((row) => row.settlementMinor)));
      const known = new Set(orders.map(({ orderId }) => orderId)).size;
      expect(plan.skus.reduce((sum, sku) => sum + sku.units, 0)).toBe(known * weights.length);
    }),
  );
});

describe('costs of items', () => {
  const items = [
    { code: 'MUG-1', name: 'Mug' },
    { code: '=1+1', name: 'Odd' },
    { code: '007', name: 'Agent' },
  ];
  const table = (rows: readonly (readonly string[])[]) =>
    rows.map((cells, index) => ({ rowNumber: index + 1, cells }));

  test('the cost of a date is the newest begun by then, or the first there is', () => {
    const costs = [
      { itemCode: 'A', from: day('2026-10-01'), costMinor: 2 },
      { itemCode: 'A', from: day('2026-05-01'), costMinor: 1 },
    ];
    expect([day('2026-01-01'), day('2026-05-01'), day('2026-12-01')].map((on) => costOn(costs, on))).toEqual([
      1, 1, 2,
    ]);
    expect(costOn([], day('2026-01-01'))).toBeNull();
  });

  test('a list that was written is read back as it was', () => {
    const cost = fc.record({
      itemCode: fc.constantFrom<string>('MUG-1', '=1+1', '007'),
      from: fc.constantFrom(always, day('2026-10-01')),
      costMinor: fc.integer({ min: 0, max: 99_999 }),
    });
    const costs = fc.uniqueArray(cost, { selector: ({ itemCode, from }) => `${itemCode} ${from}` });
    fc.assert(
      fc.property(costs, (known) => {
        const read = readCostTable(table(toCostTable(items, known, gbp)), items, gbp);
        if ('refusal' in read) throw new Error(read.refusal);
        const sort = (list: typeof known) =>
          list.toSorted((a, b) => (`${a.itemCode} ${a.from}` < `${b.itemCode} ${b.from}` ? -1 : 1));
        expect([read.problems, sort([...read.costs])]).toEqual([[], sort(known)]);
      }),
    );
  });

  test('wrong lines are named by row and column, empty ones are left out', () => {
    const read = readCostTable(
      table([
        ['item code', 'COST', 'From'],
        ['mug-1', '2.50', ''],
        ['MUG-9', '1', ''],
        ['MUG-1', 'two', '2026-10-01'],
        ['MUG-1', '-1', ''],
        ['MUG-1', '3', '31.02.2026'],
        ['MUG-1', '2.51', ''],
        ['007', '', ''],
      ]),
      items,
      gbp,
    );
    if ('refusal' in read) throw new Error(read.refusal);
    expect(read.costs).toEqual([{ itemCode: 'MUG-1', from: always, costMinor: 250 }]);
    expect(read.problems.map(({ row, column }) => [row, column])).toEqual([
      [3, 'Item code'],
      [4, 'Cost'],
      [5, 'Cost'],
      [6, 'From'],
      [7, 'Cost'],
    ]);
    expect(readCostTable(table([['Code', 'Price']]), items, gbp)).toEqual({
      refusal: expect.stringContaining('Item code'),
    });
  });
});
