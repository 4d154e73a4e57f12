import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import type { Column } from './columns.ts';
import { toCsv, toCsvField } from './csv.ts';

interface Row {
  readonly name: string;
  readonly total: string;
}
const columns: readonly Column<Row>[] = [
  { id: 'name', header: 'Name', kind: 'text', width: 90, text: (row) => row.name },
  { id: 'total', header: 'Total', kind: 'money', width: 90, text: (row) => row.total },
];

test('title, filter, header, rows and totals, each in its line', () => {
  const csv = toCsv({
    title: 'Orders, Acme',
    filters: ['Status: Completed', 'Text: "tote"'],
    sorting: null,
    columns,
    rows: [
      { name: 'Tote, navy', total: '1,234.50' },
      { name: '=HYPERLINK("x")', total: '-2.00' },
    ],
    totals: { total: '1,232.50' },
  });
  expect(csv).toBe(
    [
      '\uFEFF"Orders, Acme"',
      '"Filter: Status: Completed; Text: ""tote"""',
      'Name,Total',
      '"Tote, navy",1234.50',
      '"\'=HYPERLINK(""x"")",-2.00',
      'Total of 2,1232.50',
      '',
    ].join('\r\n'),
  );
});

test('any text comes back as one field that is no formula', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('', '=', '+', '-', '@', '\t=', '\r\n'), (text, start) => {
      const field = toCsvField(start + text);
      const read = Papa.parse<string[]>(`${field},end`, { delimiter: ',' }).data;
      expect(read).toHaveLength(1);
      expect(read[0]).toHaveLength(2);
      expect(read[0]?.[0]).not.toMatch(/^\s*[=+@]|^\s*-(?![\d,.]+$)/);
    }),
  );
});
