import { describe, expect, test } from 'vitest';
import { refuseIfBroken } from './refuse-if-broken.ts';
import { summariseSettlement } from './summarise.ts';
import { englishLayout, type FixtureRow, incomeSheets, mixedRows, writeDetails } from './testing/fixture.ts';
import { blockers, failures, opened, readSheets, readTable, refused } from './testing/read-sheets.ts';

const table = (rows: readonly FixtureRow[] = mixedRows) => writeDetails(rows, englishLayout);
const columnOf = (name: string) => {
  const [header = []] = table();
  const index = header.indexOf(name);
  if (index === -1) throw new Error(`No column ${name}`);
  return index;
};
/** The table with one cell changed; `row` counts as a spreadsheet does. */
const changed = (row: number, name: string, text: string, rows: readonly (readonly string[])[] = table()) =>
  rows.map((cells, index) =>
    index === row - 1 ? cells.map((cell, at) => (at === columnOf(name) ? text : cell)) : cells,
  );

describe('a whole workbook', () => {
  const file = opened(readSheets(incomeSheets(mixedRows)));

  test('every identity holds and nothing is odd', () => {
    expect(failures(file)).toEqual({});
    expect(file.proofs.every((proof) => proof.checked > 0)).toBe(true);
    expect(file.problems).toEqual([]);
    expect(refuseIfBroken(file)).toBeNull();
  });

  test('the summary', () => {
    expect(summariseSettlement(file)).toMatchObject({
      format: 'xlsx',
      layout: 'income/order/30-columns/en',
      currency: 'MYR',
      timeZone: 'UTC+8',
      period: ['2026-02-14', '2026-02-16'],
      rows: { total: 8, orders: 5, adjustments: 3, unknown: 0 },
      totals: { settlement: '-27.15', revenue: '27.00', fees: '-5.15', adjustments: '-49.00' },
      byDate: [
        { settledOn: '2026-02-14', settlement: '22.15', orders: 2, adjustments: '0.00', gmvAds: '0.00' },
        { settledOn: '2026-02-15', settlement: '-40.90', orders: 2, adjustments: '-62.50', gmvAds: '-62.50' },
        { settledOn: '2026-02-16', settlement: '-8.40', orders: 1, adjustments: '13.50', gmvAds: '0.00' },
      ],
      adjustmentsByType: {
        'GMV Payment for TikTok Ads': { rows: 2, amount: '-62.50' },
        'Logistics reimbursement': { rows: 1, amount: '13.50' },
      },
      startingWith7: 1,
      withdrawals: { transferred: '27.15', earnings: '35.35', gmvDeductions: '-62.50' },
      problems: [],
    });
  });

  test('rows carry their money, their fees by name and their order', () => {
    expect(file.rows[0]).toMatchObject({
      rowNumber: 2,
      kind: 'order',
      relatedOrderId: '576000000000000101',
      settledOn: '2026-02-14',
      settlementMinor: 1490,
      listMinor: 2000,
      saleMinor: 1800,
      refundMinor: 0,
      fees: [
        { name: 'Platform commission fee', amountMinor: -150 },
        { name: 'Payment Fee', amountMinor: -40 },
        { name: 'Shipping cost', amountMinor: -120 },
      ],
    });
    expect(file.rows[5]).toMatchObject({
      kind: 'adjustment',
      relatedOrderId: '576000000000000101',
      startsWith7: true,
    });
    expect(file.rows[6]).toMatchObject({ kind: 'adjustment', relatedOrderId: null, isGmvAds: true });
    for (const row of file.rows) {
      expect(row.fees.reduce((sum, fee) => sum + fee.amountMinor, 0)).toBe(row.feesMinor);
    }
  });

  test('equal rows are told apart by an ordinal, the others by their content', () => {
    const keys = file.rows.map((row) => row.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys[7]).toBe(keys[6]?.replace(/\|1$/, '|2'));
  });

  test('raw rows stand beside the rows', () => {
    expect(file.rawRows).toHaveLength(8);
    expect(file.rawHeaders).toHaveLength(30);
    expect(file.rawRows.map((cells) => cells[0])).toEqual(file.rows.map((row) => row.id));
  });

  test('the same rows in a CSV give the same keys', () => {
    expect(opened(readTable(table())).rows.map((row) => row.key)).toEqual(file.rows.map((row) => row.key));
  });
});

describe('broken identities name row and values', () => {
  test.each([
    ['I1', changed(2, 'Total settlement amount', '14.91'), 2, /14\.91.*14\.90/],
    ['I2', changed(3, 'Subtotal after seller discounts', '18.01'), 3, /9\.00.*9\.01/],
    [
      'I7',
      changed(7, 'Total Fees', '-0.01', changed(7, 'Total settlement amount', '13.49')),
      7,
      /13\.49.*13\.50/,
    ],
  ])('%s', (id, rows, row, message) => {
    const file = opened(readTable(rows));
    const problem = file.problems.find((each) => each.message.startsWith(id));
    expect(problem).toMatchObject({ row, severity: 'blocking', message: expect.stringMatching(message) });
    expect(failures(file)).toMatchObject({ [id]: 1 });
    const refusal = refuseIfBroken(file);
    expect(refusal).toMatchObject({
      code: 'identity-broken',
      message: expect.stringContaining(`row ${row}`),
    });
    expect(refusal?.problems).toContainEqual(problem);
  });

  test('an order with an adjustment', () => {
    const rows = changed(2, 'Ajustment amount', '1', changed(2, 'Total settlement amount', '15.9'));
    expect(failures(opened(readTable(rows)))).toEqual({ I7: 1 });
  });

  test('I3, I4 and I6 are noted, not blocking', () => {
    const rows = changed(
      2,
      'Seller discounts',
      '-3',
      changed(3, 'Refund of seller discounts', '1', changed(2, 'Shipping cost borne by the platform', '0')),
    );
    const file = opened(readTable(rows));
    expect(failures(file)).toEqual({ I3: 1, I4: 1, I6: 1 });
    expect(blockers(file)).toEqual([]);
    expect(refuseIfBroken(file)).toBeNull();
  });

  test('a row deleted from the sheet shows against Reports and against the day', () => {
    const [details, ...others] = incomeSheets(mixedRows);
    if (!details) throw new Error('No details');
    const file = opened(
      readSheets([{ ...details, rows: details.rows.filter((_, index) => index !== 2) }, ...others]),
    );
    expect(failures(file)).toMatchObject({ I8: expect.any(Number), I9: 1 });
    expect(blockers(file)).toContainEqual(expect.stringContaining('"Total settlement amount"'));
  });
});

describe('kinds of rows', () => {
  test('an unknown type is shown with its amount and blocks', () => {
    const rows = [
      ...mixedRows,
      { id: '7700000000000000009', type: 'Gift card', settled: '2026/02/16', adjustment: 500 },
    ];
    const file = opened(readTable(writeDetails(rows, englishLayout)));
    expect(file.rows.at(-1)).toMatchObject({ kind: 'unknown', type: 'Gift card' });
    expect(summariseSettlement(file).rows).toEqual({ total: 9, orders: 5, adjustments: 3, unknown: 1 });
    expect(blockers(file)).toEqual([expect.stringMatching(/"Gift card".*row 10.*5\.00 MYR/)]);
  });

  test('the same type is an adjustment when Reports lists it under adjustments', () => {
    const rows = [
      ...mixedRows,
      { id: '7700000000000000009', type: 'Gift card', settled: '2026/02/16', adjustment: 500 },
    ];
    const file = opened(readSheets(incomeSheets(rows)));
    expect(file.rows.at(-1)?.kind).toBe('adjustment');
    expect(file.problems).toEqual([]);
  });

  test('an order that looks like an adjustment keeps its type and gets a note', () => {
    const rows = [...mixedRows, { id: '7700000000000000009', settled: '2026/02/16' }];
    const file = opened(readTable(writeDetails(rows, englishLayout)));
    expect(file.rows.at(-1)?.kind).toBe('order');
    expect(file.problems).toEqual([expect.objectContaining({ severity: 'note', row: 10 })]);
  });

  test('a reserve is neither an adjustment nor broken', () => {
    const row = [
      '7800000000000000001',
      'Reserve',
      '2026/02/16',
      '2026/02/16',
      'MYR',
      '-40',
      ...Array(24).fill('0'),
    ];
    const file = opened(readTable([...table(), row]));
    expect(file.rows.at(-1)).toMatchObject({ kind: 'reserve', reserveMinor: -4000, settlementMinor: -4000 });
    expect(failures(file)).toEqual({});
  });
});

describe('rows and columns that are not as expected', () => {
  test('columns in any order, stray spaces, padding, a repeated header, a remark and a totals line', () => {
    const [header = [], ...body] = table();
    const wide = [header, ...body].map((cells) => [...cells].reverse());
    const blank = header.map(() => '');
    const totals = header
      .map((_, index) => (index === columnOf('Total settlement amount') ? '-27.15' : ''))
      .reverse();
    const remark = header.map((name) => (name === header[0] ? 'Prepared by the shop' : '')).reverse();
    const file = opened(
      readTable([['Income'], ...wide.slice(0, 4), wide[0] ?? [], blank, ...wide.slice(4), remark, totals]),
    );
    expect(file.rows).toHaveLength(8);
    expect(summariseSettlement(file).totals.settlement).toBe('-27.15');
    expect(file.problems.map((problem) => problem.severity)).toEqual(['note', 'note', 'note']);
  });

  test('a column that is there twice with other values blocks', () => {
    const rows = table().map((cells, index) => [...cells, index === 0 ? 'Total Fees' : '9']);
    expect(blockers(opened(readTable(rows)))).toEqual([expect.stringContaining('"Total Fees"')]);
    const same = table().map((cells) => [...cells, cells[columnOf('Total Fees')] ?? '']);
    expect(blockers(opened(readTable(same)))).toEqual([]);
  });

  test('decimal commas, as a spreadsheet in Europe saves them', () => {
    const rows = table().map((cells, index) =>
      index === 0 ? cells : cells.map((cell) => (/^-?\d+\.\d+$/.test(cell) ? cell.replace('.', ',') : cell)),
    );
    expect(summariseSettlement(opened(readTable(rows))).totals.settlement).toBe('-27.15');
  });

  test('binary noise is repaired with a note that names the row', () => {
    const file = opened(readTable(changed(2, 'Total settlement amount', '14.900000000000002')));
    expect(failures(file)).toEqual({});
    expect(file.problems).toEqual([expect.objectContaining({ row: 2, severity: 'note' })]);
  });

  test('a period states itself in Reports, else the rows do', () => {
    expect(opened(readTable(table())).period).toEqual({ from: '2026-02-14', to: '2026-02-16' });
    expect(opened(readTable(table())).timeZone).toBeNull();
  });

  test('a totals line is dropped when it repeats the totals, and blocks when it does not', () => {
    const withTotals = (text: string) => {
      const last = table()[0]?.map((_, index) => (index === columnOf('Total settlement amount') ? text : ''));
      return opened(readTable([...table(), last ?? []]));
    };
    for (const text of ['-27.15', '', '=SUM(F2:F9)']) {
      expect(withTotals(text).rows).toHaveLength(8);
      expect(blockers(withTotals(text))).toEqual([]);
    }
    expect(withTotals('-27.16').rows).toHaveLength(8);
    expect(blockers(withTotals('-27.16'))).toEqual([expect.stringMatching(/-27\.16.*-27\.15/)]);
  });

  test('a foot note with a number in it is a remark, an id alone is not', () => {
    const [header = []] = table();
    const line = (text: string) => header.map((_, index) => (index === 0 ? text : ''));
    expect(opened(readTable([...table(), line('Printed by 600123456 on 20260216')])).rows).toHaveLength(8);
    const refusal = refused(readTable([...table(), line('576000000000000109')]));
    expect(refusal.problems[0]).toMatchObject({ row: 10, message: 'The row has no settled date.' });
  });

  test('two exports put together that overlap block, because their rows would count twice', () => {
    const [header = [], ...body] = table();
    const apart = opened(readTable([header, ...body.slice(0, 4), header, ...body.slice(4)]));
    expect(apart.rows).toHaveLength(8);
    expect(blockers(apart)).toEqual([]);
    const overlapping = opened(readTable([header, ...body, header, ...body.slice(3)]));
    expect(blockers(overlapping)).toEqual([expect.stringMatching(/rows 11, 12.*twice/)]);
  });

  test('rows pasted twice block, one order in two equal parts is noted', () => {
    const [header = [], ...body] = table();
    expect(blockers(opened(readTable([header, ...body, ...body])))).toEqual([expect.stringMatching(/twice/)]);
    const parts = opened(readTable([header, ...body, body[0] ?? []]));
    expect(parts.rows).toHaveLength(9);
    expect(parts.problems).toEqual([
      expect.objectContaining({
        severity: 'note',
        row: 10,
        message: expect.stringContaining('Each is counted'),
      }),
    ]);
  });

  test('an adjustment without a currency of its own has the currency of the file', () => {
    const file = opened(readTable(changed(7, 'Currency', '/')));
    expect(file.rows[5]?.currency).toBe('MYR');
  });

  test('full-width digits are digits', () => {
    const file = opened(readTable(changed(2, 'Order/adjustment ID  ', '５７６000000000000101')));
    expect(file.rows[0]?.id).toBe('576000000000000101');
  });

  test('related order ids that were shortened are said to be lost', () => {
    const file = opened(readTable(changed(7, 'Related order ID  ', '5.76E+17')));
    expect(file.rows[5]?.relatedOrderId).toBeNull();
    expect(file.problems).toEqual([
      expect.objectContaining({ severity: 'note', row: 7, column: 'Related order ID' }),
    ]);
  });

  test('an id that a program has cut into groups is one id', () => {
    const file = opened(readTable(changed(2, 'Order/adjustment ID  ', '576\u00a0000\u202f000 000 000 101')));
    expect(file.rows[0]?.id).toBe('576000000000000101');
  });

  test('a year that no settlement has is refused', () => {
    const refusal = refused(readTable(changed(2, 'Order settled time', '2569/02/14')));
    expect(refusal.problems[0]).toMatchObject({ row: 2, message: expect.stringContaining('2015') });
  });

  test('rows on two sheets block, because one of them would be lost', () => {
    const [header = [], ...body] = table();
    const file = opened(
      readSheets([
        { name: 'January', rows: [header, ...body.slice(0, 3)] },
        { name: 'February', rows: [header, ...body.slice(3)] },
      ]),
    );
    expect(blockers(file)).toEqual([expect.stringMatching(/"January".*3 rows/)]);
  });

  test("the export's own sheet is read, and a selection of it that somebody put before it is not", () => {
    const sheets = incomeSheets(mixedRows);
    const selection = { name: 'Sheet1', rows: table().slice(0, 3) };
    const file = opened(readSheets([selection, ...sheets]));
    expect(file.rows).toHaveLength(8);
    expect(failures(file)).toEqual({});
    expect(blockers(file)).toEqual([]);
  });

  test('a second sheet of settlement rows is named, not read', () => {
    const [details] = incomeSheets(mixedRows);
    if (!details) throw new Error('No details');
    const file = opened(readSheets([details, { ...details, name: 'Copy' }]));
    expect(file.rows).toHaveLength(8);
    expect(file.problems).toEqual([expect.objectContaining({ message: expect.stringContaining('"Copy"') })]);
  });
});

describe('refusals', () => {
  const header = (...names: string[]) => readTable([names, names.map(() => '1')]);

  test.each([
    [
      'unsettled-report',
      readTable([
        ['Disclaimer'],
        ['Download time', 'x'],
        ['Total Transactions', '1'],
        [],
        ['Type', 'Order/adjustment ID', 'Total estimated settlement amount', 'unsettled reasons'],
      ]),
      /unsettled/,
    ],
    ['other-report', header('Order ID', 'Order Status', 'Order Substatus', 'SKU ID'), /order export/],
    [
      'other-report',
      header('Type', 'Reference ID', 'Request time', 'Amount', 'Status', 'Success time', 'Bank account'),
      /withdrawals/,
    ],
    [
      'other-report',
      header('Statement date', 'Statement ID', 'Payment ID', 'Status', 'Total settlement amount'),
      /statements/,
    ],
    ['other-report', header('Product ID', 'Product name', 'SKU ID', 'Price'), /product/],
    ['other-report', header('Payout Date', 'Status', 'Charges', 'Refunds', 'Fees', 'Total'), /Shopify/],
    ['other-report', header('Order ID', 'Refund ID', 'Username (Buyer)', 'Payout Completed Date'), /Shopee/],
    ['other-report', header('Transaction Date', 'Fee Name', 'Transaction Number', 'Details'), /Lazada/],
    [
      'no-header',
      header('Order/adjustment ID', 'Type', 'Total settlement amount', 'Total revenue', 'Total fees'),
      /missing: Order settled time/,
    ],
    ['no-header', header('a', 'b', 'c'), /No sheet/],
    ['no-rows', readTable([]), /no rows/],
    ['no-rows', readTable(table([])), /no rows/],
    ['mixed-currencies', readTable(changed(3, 'Currency', 'SGD')), /SGD \(row 3\)/],
    [
      'unreadable-values',
      readTable(table().map((cells) => cells.map((cell) => (cell === 'MYR' ? '' : cell)))),
      /no currency/,
    ],
    ['damaged-ids', readTable(changed(4, 'Order/adjustment ID  ', '5.76461E+17')), /row 4/],
    [
      'damaged-ids',
      readTable(
        table().map((cells, index) =>
          index === 0 ? cells : [`${cells[0]?.slice(0, 15)}000`, ...cells.slice(1)],
        ),
      ),
      /16th digit/,
    ],
    ['unreadable-values', readTable(changed(4, 'Payment Fee', '1.005')), /row 4/],
    ['unreadable-values', readTable(changed(4, 'Order settled time', 'soon')), /row 4/],
    ['unreadable-values', readTable(changed(4, 'Order/adjustment ID  ', '/')), /row 4/],
    ['unreadable-values', readTable(changed(4, 'Order/adjustment ID  ', '########')), /row 4/],
    ['unreadable-values', readTable(changed(4, 'Order/adjustment ID  ', 'see note')), /row 4/],
  ] as const)('%s', (code, result, message) => {
    const refusal = refused(result);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(message);
  });

  test('ids that a program has held as binary numbers', () => {
    const orders = Array.from({ length: 25 }, (_, index) => ({
      id: String(576461413038785752n + BigInt(index * 7919)),
      settled: '2026/02/14',
    }));
    expect(readTable(table(orders)).ok).toBe(true);
    const rounded = orders.map((row) => ({ ...row, id: String(Number(row.id)) }));
    expect(refused(readTable(table(rounded)))).toMatchObject({
      code: 'damaged-ids',
      message: expect.stringMatching(/rounded/),
    });
  });

  test('an unreadable cell is named by row and column', () => {
    const { problems } = refused(readTable(changed(4, 'Payment Fee', '1.005')));
    expect(problems).toEqual([
      {
        row: 4,
        column: 'Payment Fee',
        severity: 'blocking',
        message: '"1.005" has more decimals than MYR has (2).',
      },
    ]);
  });

  test('a settlement without rows in a workbook of another report is not taken for that report', () => {
    const [details] = incomeSheets([]);
    expect(refused(readSheets(details ? [details] : [])).code).toBe('no-rows');
  });
});
