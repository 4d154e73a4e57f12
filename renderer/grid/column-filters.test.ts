import { expect, test } from 'vitest';
import { columnChips, type FilterTexts, problemOf, toFilterTexts, withText } from './column-filters.ts';
import type { Column } from './columns.ts';

interface Row {
  readonly total: number;
}
const base = { width: 80, text: () => '' } as const;
const statuses = [
  { value: 'held', label: 'Held', count: 3 },
  { value: 'ready', label: 'Ready', count: 1_200 },
];
const columns: readonly Column<Row>[] = [
  { ...base, id: 'sum', header: 'Total', kind: 'money', filter: { by: 'totalMinor', kind: 'money' } },
  {
    ...base,
    id: 'status',
    header: 'Status',
    kind: 'status',
    filter: { by: 'status', kind: 'choice', choices: () => statuses },
  },
  { ...base, id: 'note', header: 'Note', kind: 'text' },
];

test('a box keeps its place in the list, and goes when it is emptied', () => {
  const one = withText([], 'a', '1');
  const two = withText(one, 'b', '2');
  expect(withText(two, 'a', '3')).toEqual([
    { column: 'a', text: '3' },
    { column: 'b', text: '2' },
  ]);
  expect(withText(two, 'a', ' ')).toEqual([{ column: 'b', text: '2' }]);
  expect(withText(two, 'b', '2')).toBe(two);
  expect(withText(two, 'c', '')).toBe(two);
});

test('the backend is asked only for what can be read; the box says why it is not', () => {
  const typed = [
    { column: 'totalMinor', text: '12..' },
    { column: 'status', text: 'held' },
    { column: 'gone', text: 'x' },
  ];
  expect(toFilterTexts(columns, typed, 'GBP')).toEqual(typed.slice(0, 2));
  expect(toFilterTexts(columns, [{ column: 'totalMinor', text: '12x' }], 'GBP')).toEqual([]);
  expect(problemOf({ by: 'totalMinor', kind: 'money' }, '12x', 'GBP')).toContain('not an amount');
  expect(problemOf({ by: 'totalMinor', kind: 'money' }, '12', 'GBP')).toBeUndefined();
});

test('each box has a chip in words; choices are counted; taking one off leaves the others', () => {
  const typed = [
    { column: 'totalMinor', text: '>=1234.5' },
    { column: 'status', text: 'held|ready' },
  ];
  const changes: FilterTexts[] = [];
  const chips = columnChips(columns, typed, 'GBP', (texts) => changes.push(texts));
  expect(chips.map(({ label }) => label)).toEqual(['Total from 1,234.50', 'Status is Held or Ready (1,203)']);
  for (const chip of chips) chip.onRemove();
  expect(changes).toEqual([typed.slice(1), typed.slice(0, 1)]);
});
