import { expect, test } from 'vitest';
import type { Column } from './columns.ts';
import { trackList } from './columns.ts';
import { toClipboardCell, toTsv } from './tsv.ts';

interface Row {
  readonly id: string;
  readonly total: string;
}
const columns: readonly Column<Row>[] = [
  { id: 'id', header: 'ID', kind: 'code', width: 90, text: (row) => row.id },
  { id: 'total', header: 'Total', kind: 'money', width: 20, grow: true, text: (row) => row.total },
];

test('rows become lines and cells keep their place', () => {
  const rows = [{ id: 'a\tb\n', total: '-1,234.50' }];
  expect(toTsv(columns, rows, { withHeader: true })).toBe('ID\tTotal\na b \t-1,234.50');
  expect(toTsv(columns, rows, { withHeader: false })).toBe('a b \t-1,234.50');
});

test.each(['=1+1', '+44', '@x', '-cmd', '-1+1', ' =1'])('does not paste %s as a formula', (text) => {
  expect(toClipboardCell(text)).toBe(`'${text}`);
});

test('tracks keep a least width, use what was dragged and let one column grow', () => {
  expect(trackList(columns, { id: 120 }, true)).toEqual({
    tracks: '34px 120px minmax(48px, 1fr) 30px',
    minWidth: 232,
  });
  expect(trackList(columns, {}, false)).toEqual({
    tracks: '90px minmax(48px, 1fr) 30px',
    minWidth: 168,
  });
  // The growing column is hidden: the others keep their widths, and what is left is at the end.
  expect(trackList(columns.slice(0, 1), {}, false).tracks).toBe('90px minmax(30px, 1fr)');
});
