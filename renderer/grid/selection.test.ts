import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterFilterChange,
  allTicked,
  headerState,
  isTicked,
  nothingTicked,
  type Selection,
  tick,
  tickedCount,
  tickedSum,
} from './selection.ts';

const rows = Array.from({ length: 8 }, (_, index) => ({
  id: `r${index}`,
  amounts: { goods: 100 * index - 150, items: index },
}));
const total = rows.reduce((sum, row) => sum + row.amounts.goods, 0);

const step = fc.oneof(
  fc.constant('all' as const),
  fc.constant('none' as const),
  fc.record({ picked: fc.uniqueArray(fc.nat(rows.length - 1)), ticked: fc.boolean() }),
);

test('count, sum and header agree with a plain set of ids, whatever was ticked before', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let selection: Selection = nothingTicked;
      const plain = new Set<string>();
      for (const one of steps) {
        if (one === 'all') {
          selection = allTicked;
          for (const row of rows) plain.add(row.id);
        } else if (one === 'none') {
          selection = nothingTicked;
          plain.clear();
        } else {
          const picked = one.picked.flatMap((index) => rows[index] ?? []);
          selection = tick(selection, picked, one.ticked);
          for (const row of picked) one.ticked ? plain.add(row.id) : plain.delete(row.id);
        }
      }
      expect(rows.filter((row) => isTicked(selection, row.id)).map((row) => row.id)).toEqual(
        rows.filter((row) => plain.has(row.id)).map((row) => row.id),
      );
      expect(tickedCount(selection, rows.length)).toBe(plain.size);
      expect(tickedSum(selection, 'goods', total)).toBe(
        rows.reduce((sum, row) => (plain.has(row.id) ? sum + row.amounts.goods : sum), 0),
      );
      expect(tickedSum(selection, 'none of the columns', 0)).toBe(0);
      expect(headerState(selection, rows.length) === 'none').toBe(plain.size === 0);
    }),
  );
});

test('a new filter takes back "all shown" and keeps rows that were ticked one by one', () => {
  expect(afterFilterChange(allTicked)).toEqual(nothingTicked);
  const one = tick(nothingTicked, rows.slice(0, 1), true);
  expect(afterFilterChange(one)).toBe(one);
});
