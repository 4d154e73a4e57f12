import { describe, expect, test } from 'vitest';
import { summariseSettlement } from '../domain/settlement/summarise.ts';
import {
  englishLayout,
  type FixtureRow,
  incomeSheets,
  indonesianLayout,
  mixedRows,
  toCsv,
  writeDetails,
} from '../domain/settlement/testing/fixture.ts';
import { failures, opened, refused } from '../domain/settlement/testing/read-sheets.ts';
import { readSettlement } from './read-settlement.ts';
import { type WriterOptions, writeXlsx } from './testing/xlsx-writer.ts';

const plain = opened(await readSettlement(writeXlsx(incomeSheets(mixedRows))));

describe('one settlement, written in every way', () => {
  const ways: Record<string, WriterOptions> = {
    'inline strings': { strings: 'inline' },
    'a row element for each cell': { rowPerCell: true },
    'strict, prefixed, absolute, upper case': {
      strict: true,
      prefix: 'x',
      absoluteTargets: true,
      upperCaseParts: true,
    },
  };
  for (const [name, options] of Object.entries(ways)) {
    test(name, async () => {
      expect(opened(await readSettlement(writeXlsx(incomeSheets(mixedRows), options)))).toEqual(plain);
    });
  }

  const table = writeDetails(mixedRows, englishLayout);
  const csvs: Record<string, Uint8Array> = {
    'comma, UTF-8 with mark': Buffer.from(`\ufeff${toCsv(table)}`),
    semicolon: Buffer.from(toCsv(table, ';')),
    'tab, UTF-16': Buffer.from(`\ufeff${toCsv(table, '\t')}`, 'utf16le'),
    'decimal commas, stated delimiter': Buffer.from(
      `sep=;\r\n${toCsv(
        table.map((cells) => cells.map((cell) => cell.replace(/^(-?\d+)\.(\d+)$/, '$1,$2'))),
        ';',
      )}`,
    ),
  };
  for (const [name, bytes] of Object.entries(csvs)) {
    test(name, async () => {
      const file = opened(await readSettlement(bytes));
      expect(file.format).toBe('csv');
      expect(file.rows.map((row) => row.key)).toEqual(plain.rows.map((row) => row.key));
      expect(failures(file)).toEqual({});
    });
  }
});

test('numbers and real dates of a workbook that a person saved again', async () => {
  const [details, ...others] = incomeSheets(mixedRows);
  if (!details) throw new Error('No details');
  const serial = (date: string) =>
    String(Date.parse(`${date.replaceAll('/', '-')}T00:00:00Z`) / 86_400_000 + 25_569);
  const rows = details.rows.map((cells, index) =>
    index === 0
      ? cells
      : cells.map((cell) => {
          if (/^\d{4}\/\d\d\/\d\d$/.test(cell)) return { xml: `<~c@ s="1"><~v>${serial(cell)}</~v></~c>` };
          if (/^-?\d{1,9}(\.\d+)?$/.test(cell))
            return { xml: `<~c@><~v>${Number(cell) + 0.1 - 0.1}</~v></~c>` };
          return cell;
        }),
  );
  const file = opened(await readSettlement(writeXlsx([{ ...details, rows }, ...others])));
  expect(file.rows).toEqual(plain.rows);
  expect(failures(file)).toEqual({});
});

test('an Indonesian workbook in rupiah', async () => {
  const rows: FixtureRow[] = [
    {
      id: '586000000000000101',
      type: 'Pesanan',
      settled: '2026/06/01',
      before: 240500,
      discount: -20500,
      fees: { 'Biaya komisi platform': -17600, Ongkir: -500, 'Subsidi ongkir': -500, 'Biaya asuransi': -400 },
    },
    {
      id: '3540000000000000009',
      type: 'Pembayaran GMV untuk Iklan TikTok',
      settled: '2026/06/01',
      adjustment: -61000,
    },
  ];
  const file = opened(await readSettlement(writeXlsx(incomeSheets(rows, indonesianLayout, 'IDR', 0))));
  expect(failures(file)).toEqual({});
  expect(file.problems).toEqual([]);
  expect(file.layout).toBe('income/order/29-columns/id');
  expect(file.rows.map((row) => [row.kind, row.typeName, row.isGmvAds])).toEqual([
    ['order', 'Order', false],
    ['adjustment', 'GMV Payment for TikTok Ads', true],
  ]);
  expect(summariseSettlement(file)).toMatchObject({
    timeZone: 'UTC+8',
    totals: { settlement: '140500', revenue: '220000', fees: '-18500', adjustments: '-61000' },
    adjustmentsByType: { 'Pembayaran GMV untuk Iklan TikTok': { rows: 1, amount: '-61000' } },
    withdrawals: { earnings: '201500', gmvDeductions: '-61000' },
  });
});

test('ids that a workbook holds as numbers are refused when digits are lost, read when they are not', async () => {
  const [details] = incomeSheets(mixedRows);
  if (!details) throw new Error('No details');
  const withId = async (value: string) =>
    await readSettlement(
      writeXlsx([
        {
          name: details.name,
          rows: details.rows.map((cells, index) =>
            index === 0 ? cells : [{ xml: `<~c@><~v>${value}</~v></~c>` }, ...cells.slice(1)],
          ),
        },
      ]),
    );
  expect(opened(await withId('576461413038785752')).rows[0]?.id).toBe('576461413038785752');
  expect(refused(await withId('5.7646141303878579E+17'))).toMatchObject({ code: 'damaged-ids' });
  expect(refused(await withId('576461413038785000')).message).toMatch(/16th digit/);
});

test('a file that is no table keeps its reason', async () => {
  expect(refused(await readSettlement(Buffer.from('%PDF-1.4')))).toMatchObject({
    code: 'not-a-spreadsheet',
    problems: [],
  });
  expect(refused(await readSettlement(writeXlsx(incomeSheets(mixedRows)).subarray(0, 900))).code).toBe(
    'damaged',
  );
});
