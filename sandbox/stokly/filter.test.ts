import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StoklyError } from './errors.ts';
import { parseFilter } from './filter.ts';

interface Row {
  readonly sku: string;
  readonly reference: string | null;
  readonly status: number;
  readonly tags: readonly string[];
  readonly on: string;
}

const rows: readonly Row[] = [
  { sku: 'MUG-1', reference: null, status: 0, tags: ['a', 'b'], on: '2026-10-01' },
  { sku: ' mug-2 ', reference: '583000000000000001', status: 1, tags: [], on: '2026-10-15' },
  { sku: '700245', reference: '583000000000000002', status: 0, tags: ['b'], on: '2026-11-01' },
];

const fields = {
  sku: (row: Row) => row.sku,
  reference: (row: Row) => row.reference,
  status: (row: Row) => row.status,
  tags: (row: Row) => row.tags,
  on: (row: Row) => row.on,
};

const find = (filter: string): number[] => {
  const matches = parseFilter(filter, fields);
  return rows.flatMap((row, index) => (matches(row) ? [index] : []));
};

test.each([
  ['[sku]=={@string;MUG-1}', [0]],
  ['[sku]=={MUG-2}', [1]],
  ['[sku]=={@string;700245}', [2]],
  ['[sku]!={@string;MUG-1}', [1, 2]],
  ['[sku]::{mug}', [0, 1]],
  ['[tags]::{b}', [0, 2]],
  ['[status]=={0}', [0, 2]],
  ['[status]>>{0}', [1]],
  ['[reference]=={@null;}', [0]],
  ['[reference]!={@null;}', [1, 2]],
  ['[reference]=={@string;583000000000000001}', [1]],
  ['[sku]=*{MUG-1,@string;700245}', [0, 2]],
  ['[on]>={2026-10-15}', [1, 2]],
  ['[on]<={2026-10-15}', [0, 1]],
  ['[status]=={0}&&[tags]::{b}', [0, 2]],
  ['[status]=={1}||[sku]=={MUG-1}&&[status]=={1}', [1]],
  ['([status]=={1}||[sku]=={MUG-1})&&[tags]::{a}', [0]],
  [' [status] == {0} ', [0, 2]],
])('%s', (filter, expected) => {
  expect(find(filter)).toEqual(expected);
});

test('an untyped long id is read as a number and finds its neighbour too', () => {
  expect(find('[reference]=={583000000000000001}')).toEqual([1, 2]);
});

describe('malformed filters are refused with 400', () => {
  test.each([
    '[sku]',
    '[sku]=={A',
    'sku=={A}',
    '[sku]={A}',
    '[sku]==A',
    '[sku]=={A}&&',
    '[sku]=={A}&[sku]=={B}',
    '([sku]=={A}',
    '[sku]=={A})',
    '[colour]=={A}',
    '[constructor]=={A}',
    '[sku]=={@number;1}',
    '{sku}==[A]',
  ])('%s', (filter) => {
    expect(() => find(filter)).toThrow(StoklyError);
  });
});

test('whatever text comes in, the parser answers or refuses', () => {
  const part = fc.constantFrom(
    '[sku]',
    '=={A}',
    '&&',
    '||',
    '(',
    ')',
    '{',
    '}',
    '@null;',
    ' ',
    '=*{a,b}',
    'x',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      try {
        find(parts.join(''));
      } catch (error) {
        expect(error).toBeInstanceOf(StoklyError);
      }
    }),
  );
});
