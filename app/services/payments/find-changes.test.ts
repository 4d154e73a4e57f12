import { expect, test } from 'vitest';
import { type RowKey, toReference, toRowKey } from '../../domain/ids.ts';
import type { SettlementRow } from '../../domain/settlement/types.ts';
import { orderRow } from '../../domain/testing/builders.ts';
import type { StoredRow } from '../../ports/settlement-book.ts';
import { countingRows, judgeChanges } from './counting-rows.ts';
import { findChanges } from './find-changes.ts';

/** The same money of one order, as three exports show it one after the other. */
const order = '570000000000000001';
const version = (key: string, sale: number): SettlementRow => ({
  ...orderRow({ order, sale }),
  key: toRowKey(key),
});
const [first, second, third] = [version('first', 1000), version('second', 900), version('third', 800)];

/** Loads files one after the other; `booked` are the rows that were booked when the last one came. */
function loadAll(files: readonly SettlementRow[][], booked: readonly string[] = []): StoredRow[] {
  const stored: StoredRow[] = [];
  for (const rows of files) {
    const changes = new Map(findChanges({ rows }, stored).map(({ before, after }) => [after, before]));
    for (const row of rows) {
      if (stored.some((one) => one.row.key === row.key)) continue;
      stored.push({
        row,
        settlementId: 's',
        decision: null,
        bookedBy: booked.includes(row.key) ? toReference('PAY-1') : null,
        bookedState: booked.includes(row.key) ? 'posted' : null,
        changes: changes.get(row.key) ?? null,
      });
    }
  }
  return stored;
}

const keys = (rows: readonly StoredRow[]): RowKey[] => rows.map((one) => one.row.key);

test('money that two later exports show with other values counts once: as the last one shows it', () => {
  expect(keys(countingRows(loadAll([[first], [second], [third]])))).toEqual(['third']);
});

test('booked money that changes twice is one change, of the row that was booked', () => {
  const { superseded, changes } = judgeChanges(loadAll([[first], [second], [third]], ['first']));
  expect([...superseded]).toEqual(['second']);
  expect(changes.get(third.key)).toBe(first.key);
});

test('a change that was booked itself is what the next change is about', () => {
  const { superseded, changes } = judgeChanges(loadAll([[first], [second], [third]], ['second']));
  expect([...superseded]).toEqual(['first']);
  expect([...changes]).toEqual([[third.key, second.key]]);
});

test('a file that was loaded before changes nothing', () => {
  const stored = loadAll([[first], [second], [third]]);
  expect(findChanges({ rows: [second] }, stored)).toEqual([]);
});
