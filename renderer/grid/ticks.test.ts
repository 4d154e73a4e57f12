import { expect, test } from 'vitest';
import { allTicked, nothingTicked, type Selection, tick } from './selection.ts';
import { toTicks } from './ticks.ts';

const rows = Array.from({ length: 700 }, (_, index) => ({ id: `r${index}`, amounts: { goods: index } }));

/** A list of which only the first 200 rows are loaded. */
function list(selection: Selection) {
  const held = { selection, fetched: 0 };
  const ticks = () =>
    toTicks({
      selection: held.selection,
      setSelection: (change) => {
        held.selection = change(held.selection);
      },
      rowAt: (index) => (index < 200 ? rows[index] : undefined),
      rowsBetween: async (first, last) => {
        held.fetched += 1;
        return rows.slice(first, last + 1);
      },
      toTickable: (row) => row,
    });
  return { held, ticks };
}

test('a range within what is loaded asks for nothing; one beyond it fetches its rows', async () => {
  const { held, ticks } = list(nothingTicked);
  ticks().onTick(9, 5, true);
  expect([...held.selection.marks.keys()]).toEqual(['r5', 'r6', 'r7', 'r8', 'r9']);
  expect(held.fetched).toBe(0);
  ticks().onTick(198, 203, true);
  await expect.poll(() => held.selection.marks.size).toBe(11);
  expect(held.fetched).toBe(1);
});

test('ticked rows come in the order shown, however they were ticked', async () => {
  const some = tick(
    nothingTicked,
    [rows[600], rows[3], { id: 'filtered away', amounts: {} }].flatMap((row) => row ?? []),
    true,
  );
  const { ticks } = list(some);
  expect((await ticks().tickedRows(rows.length)).map((row) => row.id)).toEqual(['r3', 'r600']);
  const allButOne = tick(allTicked, rows.slice(0, 1), false);
  expect(await list(allButOne).ticks().tickedRows(rows.length)).toHaveLength(699);
});
