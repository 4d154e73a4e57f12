import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readTables } from '../../app/files/read-tables.ts';
import { setStyle, usualStyle } from '../widgets/format-style.ts';
import type { Column } from './columns.ts';
import type { ExportContent } from './export-content.ts';
import { toXlsx } from './xlsx.ts';
import { toCellContent } from './xlsx-cell.ts';

interface Row {
  readonly id: string;
  readonly on: string;
  readonly name: string;
  readonly total: string;
}
const columns: readonly Column<Row>[] = [
  { id: 'id', header: 'ID', kind: 'code', width: 170, text: (row) => row.id },
  { id: 'on', header: 'Create date', kind: 'date', width: 90, text: (row) => row.on },
  { id: 'name', header: 'Name', kind: 'text', width: 90, text: (row) => row.name },
  { id: 'total', header: 'Total', kind: 'money', width: 90, text: (row) => row.total },
];
const content: ExportContent<Row> = {
  title: 'Orders, Fern & Fable: UK',
  filters: ['Status Completed', 'Text “tote”'],
  sorting: 'Total, descending',
  columns,
  rows: [
    { id: '585490000616339532', on: '2026-10-31', name: '=HYPERLINK("x")', total: '1,234.50' },
    { id: '7', on: '', name: ' Tote\n<b>', total: '-2.00' },
  ],
  totals: { total: '1,232.50' },
};

async function bytesOf(what: ExportContent<Row>): Promise<Uint8Array> {
  return new Uint8Array(await new Blob(await toXlsx(what)).arrayBuffer());
}

/** As this product's own reader reads it: rows by their number in the sheet. */
async function read(bytes: Uint8Array) {
  const rows: [number, ...string[]][] = [];
  const sheets: string[] = [];
  const info = await readTables(bytes, {
    onSheet: (name) => sheets.push(name),
    onRow: (row, cells) => rows.push([row, ...cells]),
  });
  expect(info).toMatchObject({ ok: true, value: { format: 'xlsx' } });
  return { rows, sheets };
}

test('a workbook is read back as it was shown: ids whole, amounts and dates as such', async () => {
  const { rows, sheets } = await read(await bytesOf(content));
  expect(sheets).toEqual(['Orders, Fern &']);
  expect(rows).toEqual([
    [1, 'Orders, Fern & Fable: UK'],
    [2, 'Filter: Status Completed; Text “tote”'],
    [3, 'Sorted by: Total, descending'],
    [4, 'ID', 'Create date', 'Name', 'Total'],
    [5, '585490000616339532', '2026/10/31', '=HYPERLINK("x")', '1234.50'],
    [6, '7', '', ' Tote\n<b>', '-2.00'],
    [7, 'Total of 2', '', '', '1232.50'],
  ]);
});

test('the sheet keeps its header on the screen and holds no formula', async () => {
  const parts = unzipSync(await bytesOf(content));
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(sheet).toContain('<pane ySplit="4" topLeftCell="A5" activePane="bottomLeft" state="frozen"/>');
  expect(sheet).toContain('<autoFilter ref="A4:D6"/>');
  // The id is text in a text cell, the amount a number with two decimals, the date a serial number.
  expect(sheet).toContain('<c r="A5" s="0" t="inlineStr"><is><t xml:space="preserve">585490000616339532</t>');
  expect(sheet).toContain('<c r="D5" s="2"><v>1234.50</v></c>');
  expect(sheet).toContain('<c r="B5" s="4"><v>46326</v></c>');
  expect(sheet).not.toContain('<f');
  expect(Object.keys(parts).sort()).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
  ]);
});

test('any text comes back, but for control characters', async () => {
  const texts = fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), {
    minLength: 1,
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(texts, async (names) => {
      const rows = names.map((name, index) => ({ id: `i${index}`, on: '', name, total: '' }));
      const found = await read(await bytesOf({ ...content, rows }));
      const kept = names.map((name) => name.replaceAll(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, ''));
      const plain = (text: string) => text.replaceAll(/\r\n?/g, '\n').trim();
      expect(found.rows.slice(4, -1).map(([, , , name = '']) => plain(name))).toEqual(kept.map(plain));
    }),
    { numRuns: 30 },
  );
});

test.each([
  ['money', '1,234.50', 'two', '1234.50'],
  ['money', '1,234', 'whole', '1234'],
  ['money', '0.125', 'three', '0.125'],
  ['money', '1,23', 'text', '1,23'],
  ['money', '9,999,999,999,999,999', 'text', '9,999,999,999,999,999'],
  ['number', '12', 'whole', '12'],
  ['number', '12 of 14', 'text', '12 of 14'],
  ['date', '2026-02-30', 'text', '2026-02-30'],
  ['date', '2026-10-14 12:00', 'instant', '46309.5'],
  ['code', '0012', 'text', '0012'],
] as const)('%s %s is %s', (kind, text, style, value) => {
  expect(toCellContent(kind, text)).toEqual({ style, value });
});

test('figures and dates are numbers and dates in any locale of the screen', () => {
  setStyle({ locale: 'de-DE', isoDates: false });
  expect(toCellContent('money', '-1.234,50')).toEqual({ style: 'two', value: '-1234.50' });
  expect(toCellContent('money', '1.234')).toEqual({ style: 'whole', value: '1234' });
  expect(toCellContent('date', '14.10.2026 12:00')).toEqual({ style: 'instant', value: '46309.5' });
  setStyle(usualStyle);
});
