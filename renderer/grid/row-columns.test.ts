import { expect, test } from 'vitest';
import type { Column } from './columns.ts';
import { looksTheSame } from './row-columns.ts';

interface Row {
  readonly id: string;
}
const text = (row: Row) => row.id;
const columns: readonly Column<Row>[] = [
  { id: 'id', header: 'ID', kind: 'code', width: 100, text },
  { id: 'word', header: 'Word', kind: 'status', width: 100, text },
];

const changed = (change: Partial<Column<Row>>) =>
  columns.map((column) => (column.id === 'word' ? { ...column, ...change } : column));

test('counts in the list above a column are nothing that rows show', () => {
  const choices = () => [{ value: 'ready', label: 'Ready', count: 3 }];
  expect(looksTheSame(columns, changed({ filter: { by: 'word', kind: 'choice', choices } }))).toBe(true);
  expect(looksTheSame(columns, changed({ header: 'State', width: 50 }))).toBe(true);
});

test('what a row shows, its place and its editor are', () => {
  const others: readonly Partial<Column<Row>>[] = [
    { id: 'other' },
    { kind: 'money' },
    { text: (row) => `${row.id}!` },
    { cell: text },
    { hint: text },
    { mayEdit: () => true },
    { editor: () => null },
  ];
  for (const other of others) expect(looksTheSame(columns, changed(other))).toBe(false);
  expect(looksTheSame(columns, columns.slice(1))).toBe(false);
  expect(looksTheSame(columns, columns.toReversed())).toBe(false);
});
