import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { createCompany, settlementExport } from '../index.ts';
import { cents, readTinyXlsx } from '../testing/tiny-xlsx.ts';

const company = createCompany();
const shops = company.shops.map((books) => [books.shop.region, books] as const);

type Row = Map<string, string>;

/** Order details with columns by trimmed header text, and the Reports tree with its depths. */
function open(bytes: Uint8Array) {
  const sheets = readTinyXlsx(bytes);
  const [header = new Map(), ...rows] = sheets.get('Order details') ?? [];
  const column = new Map([...header].map(([letter, text]: [string, string]) => [text.trim(), letter]));
  const get = (row: Row, name: string): string => {
    const letter = column.get(name);
    if (letter === undefined) throw new Error(`no column ${name}`);
    return row.get(letter) ?? '';
  };
  const tree = (sheets.get('Reports') ?? []).map((cells) => {
    const depth = ['B', 'C', 'D', 'E'].find((letter) => cells.has(letter)) ?? '';
    return { depth, label: cells.get(depth) ?? '', value: cells.get('F') ?? '' };
  });
  return { sheets, header, rows, get, tree, money: (row: Row, name: string) => cents(get(row, name)) };
}

describe.each(shops)('the %s export', (region, books) => {
  const file = settlementExport(books, 'xlsx');
  const { sheets, header, rows, get, money, tree } = open(file.bytes);
  const isOrder = (row: Row): boolean => get(row, 'Type') === 'Order';
  const sum = (of: readonly Row[], name: string): number => of.reduce((s, row) => s + money(row, name), 0);

  test('has the four sheets, the name and the odd header texts of the real file', () => {
    expect([...sheets.keys()]).toEqual([
      'Order details',
      'Reports',
      'Withdrawal records',
      'Fees explanation',
    ]);
    expect(file.fileName).toBe(`income_20261115093000(UTC+${region === 'MY' ? 8 : 0}).xlsx`);
    const texts = [...header.values()];
    expect(texts).toContain('Order/adjustment ID  ');
    expect(texts).toContain('Type ');
    expect(texts).toContain('Ajustment amount');
    // 65 columns, one of which has no name and so no cell text.
    if (region === 'GB') expect(texts).toHaveLength(64);
    expect(rows).toHaveLength(books.statements.flatMap((statement) => statement.rows).length);
  });

  test('lists the newest settled day first, with ids and dates as text', () => {
    const days = rows.map((row) => get(row, 'Order settled time'));
    expect(days).toEqual(days.toSorted().toReversed());
    expect(days.every((day) => /^2026\/1[01]\/\d\d$/.test(day))).toBe(true);
    expect(rows.every((row) => /^(58\d{16}|7\d{18}|35\d{17})$/.test(get(row, 'Order/adjustment ID')))).toBe(
      true,
    );
    const unrelated = rows.filter((row) => get(row, 'Related order ID') === '/\t');
    expect(unrelated.length).toBeGreaterThan(5);
  });

  test('I1 to I4 and I7 hold in every row', () => {
    for (const row of rows) {
      const m = (name: string): number => money(row, name);
      const adjustment = m('Ajustment amount');
      expect(m('Total settlement amount')).toBe(m('Total Revenue') + m('Total Fees') + adjustment);
      expect(m('Total Revenue')).toBe(
        m('Subtotal after seller discounts') + m('Refund subtotal after seller discounts'),
      );
      expect(m('Subtotal after seller discounts')).toBe(
        m('Subtotal before discounts') + m('Seller discounts'),
      );
      expect(m('Refund subtotal after seller discounts')).toBe(
        m('Refund subtotal before seller discounts') + m('Refund of seller discounts'),
      );
      if (isOrder(row)) expect(adjustment).toBe(0);
      else expect([m('Total Revenue'), m('Total Fees')]).toEqual([0, 0]);
    }
  });

  test('I5 and I6: fees are the sum of the depth D columns, shipping of its depth E columns', () => {
    const fees = tree.findIndex((line) => line.label === 'Total Fees');
    const end = tree.findIndex((line) => line.label === 'Total adjustments');
    const block = tree.slice(fees + 1, end);
    const named = block.filter((line) => line.depth === 'D');
    const shippingLabel = region === 'GB' ? 'Shipping cost' : 'Seller shipping fee';
    const from = block.findIndex((line) => line.label === shippingLabel) + 1;
    const to = block.findIndex((line, i) => i >= from && line.depth === 'D');
    const parts = block.slice(from, to);
    expect(parts.length).toBeGreaterThan(4);
    for (const row of rows) {
      const total = named.reduce((s, line) => s + money(row, line.label.trim()), 0);
      expect(money(row, 'Total Fees')).toBe(total);
      const shipping = parts.reduce((s, line) => s + money(row, line.label.trim()), 0);
      expect(money(row, shippingLabel)).toBe(shipping);
    }
  });

  test('I8: the Reports tree is the column sums, and each adjustment type its rows', () => {
    expect(tree.slice(0, 3).map((line) => line.label)).toEqual(['Time period:', 'Timezone', 'Currency']);
    const end = tree.findIndex((line) => line.label === 'Total adjustments');
    for (const line of tree.slice(3, end)) expect(cents(line.value)).toBe(sum(rows, line.label.trim()));
    expect(cents(tree[end]?.value)).toBe(sum(rows, 'Ajustment amount'));
    const types = tree.slice(end + 1);
    expect(types.some((line) => line.value === '0')).toBe(true);
    for (const { label, value } of types) {
      const ofType = rows.filter((row) => get(row, 'Type') === label);
      expect(cents(value)).toBe(sum(ofType, 'Ajustment amount'));
    }
    const known = new Set(types.map((line) => line.label));
    expect(rows.every((row) => isOrder(row) || known.has(get(row, 'Type')))).toBe(true);
  });

  test('I9: each day’s rows are its Earnings and its GMV Pay Deduction', () => {
    const [, ...records] = sheets.get('Withdrawal records') ?? [];
    const recorded = (kind: string, day: string): number =>
      records
        .filter((r) => r.get('A') === kind && r.get('C') === day)
        .reduce((s, r) => s + cents(r.get('D')), 0);
    for (const [day, ofDay] of Map.groupBy(rows, (row) => get(row, 'Order settled time'))) {
      const ads = ofDay.filter((row) => get(row, 'Type') === 'GMV Payment for TikTok Ads');
      const rest = ofDay.filter((row) => !ads.includes(row));
      expect(recorded('Earnings', day)).toBe(sum(rest, 'Total settlement amount'));
      expect(recorded('GMV Pay Deduction', day)).toBe(sum(ads, 'Total settlement amount'));
    }
    const bank = records.filter((r) => r.get('A') === (region === 'GB' ? 'Payments' : 'Withdrawal'));
    expect(bank.length).toBeGreaterThan(3);
    expect(bank.some((r) => r.get('E') !== 'Transferred' && r.get('F') === '/')).toBe(true);
  });
});

const [, british] = shops[0] ?? [];
if (british === undefined) throw new Error('the first shop is the UK shop');

test('the same data gives the same bytes', () => {
  const again = createCompany().shops[0];
  if (again === undefined) throw new Error('the company has shops');
  expect(settlementExport(again, 'xlsx').bytes).toEqual(settlementExport(british, 'xlsx').bytes);
});

test('every part of the workbook is well-formed XML', () => {
  const parts = unzipSync(settlementExport(british, 'xlsx').bytes);
  expect(Object.keys(parts)).toHaveLength(10);
  for (const bytes of Object.values(parts)) {
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    expect(() => parser.write(strFromU8(bytes)).close()).not.toThrow();
  }
});

test('a period keeps its days only', () => {
  const range = { from: '2026-10-20', to: '2026-10-22' };
  const { rows, get, tree } = open(settlementExport(british, 'xlsx', range).bytes);
  expect(new Set(rows.map((row) => get(row, 'Order settled time')))).toEqual(
    new Set(['2026/10/20', '2026/10/21', '2026/10/22']),
  );
  expect(tree[0]?.value).toBe('2026/10/20-2026/10/22');
});

test('one row element per cell reads the same', () => {
  const usual = readTinyXlsx(settlementExport(british, 'xlsx').bytes);
  const odd = readTinyXlsx(settlementExport(british, 'xlsx', { rowPerCell: true }).bytes);
  expect(odd).toEqual(usual);
});

test('headers can be renamed or translated', () => {
  const names = (options: Parameters<typeof settlementExport>[2]): string[] => {
    const [sheet = []] = readTinyXlsx(settlementExport(british, 'xlsx', options).bytes).values();
    return [...(sheet[0]?.values() ?? [])];
  };
  expect(names({ vintage: '2026-09' }).slice(0, 2)).toEqual(['Order/Adjustment ID', 'Transaction type']);
  expect(names({ localized: 'id' })).toContain('Jumlah penyelesaian pembayaran');
  expect(names({ localized: 'vi' })[1]).toBe('Loại giao dịch');
});

describe('CSV', () => {
  const decode = (encoding: string, bytes: Uint8Array): string =>
    new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);

  test('is the Order details table with a byte order mark', () => {
    const { bytes, fileName } = settlementExport(british, 'csv');
    const text = decode('utf-8', bytes);
    expect(fileName.endsWith('.csv')).toBe(true);
    expect(text.startsWith('\ufeffOrder/adjustment ID  ,Type ,')).toBe(true);
    expect(text.trimEnd().split('\r\n')).toHaveLength(
      british.statements.flatMap((statement) => statement.rows).length + 1,
    );
  });

  test.each([
    ['utf-8', 'utf-8', 'Order'],
    ['utf-16le', 'utf-16le', '\ufeffOrder'],
    ['windows-1252', 'windows-1252', 'Order'],
  ] as const)('in %s', (encoding, decoder, start) => {
    const text = decode(decoder, settlementExport(british, 'csv', { encoding, separator: ';' }).bytes);
    expect(text.startsWith(`${start}/adjustment ID  ;Type ;`)).toBe(true);
  });
});
