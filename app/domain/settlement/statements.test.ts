import { describe, expect, test } from 'vitest';
import { summariseSettlement } from './summarise.ts';
import { failures, opened, readTable } from './testing/read-sheets.ts';

describe('SKU-level statements', () => {
  const header = [
    'Statement Date',
    'Statement ID',
    'Currency',
    'Type ',
    'Order/adjustment ID  ',
    'SKU ID',
    'Quantity',
    'Total settlement amount',
    'Total Revenue',
    'Subtotal after seller discounts',
    'Refund subtotal after seller discounts',
    'Total Fees',
    'Transaction fee',
    'SST',
    'Seller shipping fee',
    'Actual shipping fee',
    'Customer shipping fee',
    'Ajustment amount',
  ];
  const line = (day: string, type: string, id: string, sku: string, ...money: string[]) => [
    day,
    '7100000000000000001',
    'MYR',
    type,
    id,
    sku,
    '1',
    ...money,
  ];
  const order = '576000000000000201';
  const table = [
    header,
    line(
      '2026/02/03',
      'Order',
      order,
      '1729000000000000001',
      '8.50',
      '10',
      '10',
      '0',
      '-1.5',
      '-1',
      '-0.5',
      '0',
      '-4',
      '4',
      '0',
    ),
    line(
      '2026/02/03',
      'Order',
      order,
      '1729000000000000002',
      '17.2',
      '20',
      '20',
      '0',
      '-2.8',
      '-2',
      '-0.8',
      '0',
      '-4',
      '4',
      '0',
    ),
    line(
      '2026/02/05',
      'Order',
      order,
      '1729000000000000002',
      '-17.5',
      '-20',
      '0',
      '-20',
      '2.5',
      '2',
      '0.5',
      '0',
      '0',
      '0',
      '0',
    ),
    line(
      '2026/02/05',
      'Logistics reimbursement',
      '7600000000000000201',
      '/',
      '3',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '3',
    ),
  ];

  test('lines of one order and day become one row', () => {
    const file = opened(readTable(table));
    expect(failures(file)).toEqual({});
    expect(file.layout).toBe('statement/sku/18-columns/en');
    expect(file.rows.map((row) => [row.settledOn, row.kind, row.settlementMinor])).toEqual([
      ['2026-02-03', 'order', 2570],
      ['2026-02-05', 'order', -1750],
      ['2026-02-05', 'adjustment', 300],
    ]);
    expect(file.rows[0]?.fees).toEqual([
      { name: 'Transaction fee', amountMinor: -300 },
      { name: 'SST', amountMinor: -130 },
    ]);
    expect(file.rawRows[0]?.[5]).toBe('1729000000000000001 | 1729000000000000002');
    expect(file.problems).toEqual([
      expect.objectContaining({ severity: 'note', message: expect.stringMatching(/4 lines.*3 rows/) }),
    ]);
  });

  test('a damaged SKU id is a note, a damaged order id a refusal', () => {
    const skus = table.map((cells, index) => (index === 0 ? cells : cells.with(5, '1.73238E+18')));
    expect(opened(readTable(skus)).problems).toContainEqual(
      expect.objectContaining({ column: 'SKU ID', severity: 'note' }),
    );
    const ids = table.map((cells, index) => (index === 0 ? cells : cells.with(4, '5.76E+17')));
    expect(readTable(ids)).toMatchObject({ ok: false, error: { code: 'damaged-ids' } });
  });
});

describe('US statements', () => {
  const header = [
    'Statement date (UTC)',
    'Statement ID',
    'Payment ID',
    'Status',
    'Currency',
    'Type',
    'Order/adjustment ID',
    'SKU ID',
    'Total settlement amount',
    'Net sales',
    'Gross sales',
    'Gross sales refund',
    'Seller discount',
    'Seller discount refund',
    'Shipping',
    'TikTok Shop shipping fee',
    'Customer-paid shipping fee',
    'Fees',
    'Transaction fee',
    'Referral fee',
    'Adjustment amount',
    'Adjustment reason',
    'Related order ID',
    'Sales tax payment',
  ];
  const order = [
    '2026/02/03',
    '7100000000000000001',
    '3450000000000000001',
    'Paid',
    'USD',
    'Order',
    '576000000000000301',
    '1729000000000000001',
  ];
  const table = [
    header,
    [
      ...order,
      '12.40',
      '18.00',
      '20.00',
      '0',
      '-2.00',
      '0',
      '-3.60',
      '-5.60',
      '2.00',
      '-2.00',
      '-0.50',
      '-1.50',
      '0',
      '/',
      '/',
      '1.20',
    ],
    [
      ...order.with(6, '576000000000000302'),
      '-4.60',
      '-4.00',
      '10.00',
      '-15.00',
      '-1.00',
      '2.00',
      '-1.00',
      '-1.00',
      '0',
      '0.40',
      '0',
      '0.40',
      '0',
      '/',
      '/',
      '0',
    ],
    [
      ...order.with(5, 'Platform penalty').with(6, '7600000000000000301'),
      '-9',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '-9',
      'Late dispatch',
      '576000000000000301',
      '0',
    ],
  ];

  test('settlement = net sales + shipping + fees + adjustment', () => {
    const file = opened(readTable(table));
    expect(failures(file)).toEqual({});
    expect(file).toMatchObject({ layout: 'statement/sku/24-columns/en', timeZone: 'UTC', currency: 'USD' });
    expect(file.rows[0]).toMatchObject({
      revenueMinor: 1800,
      listMinor: 2000,
      saleMinor: 1800,
      refundMinor: 0,
      feesMinor: -560,
      fees: [
        { name: 'TikTok Shop shipping fee', amountMinor: -560 },
        { name: 'Customer-paid shipping fee', amountMinor: 200 },
        { name: 'Transaction fee', amountMinor: -50 },
        { name: 'Referral fee', amountMinor: -150 },
      ],
    });
    expect(file.rows[1]).toMatchObject({ saleMinor: 900, refundMinor: -1300, revenueMinor: -400 });
    expect(summariseSettlement(file).totals).toEqual({
      settlement: '-1.20',
      revenue: '14.00',
      fees: '-6.20',
      adjustments: '-9.00',
    });
  });

  test('shipping whose parts do not add up is one fee by its name', () => {
    const odd = table.map((cells, index) => (index === 0 ? cells : cells.with(15, '-7.77')));
    const file = opened(readTable(odd));
    expect(failures(file)).toEqual({});
    expect(file.rows[0]?.fees[0]).toEqual({ name: 'Shipping', amountMinor: -360 });
  });
});
