import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RowKey, toReference, toRowKey } from '../../domain/ids.ts';
import { orderRow } from '../../domain/testing/builders.ts';
import type { StoredRow } from '../../ports/settlement-book.ts';
import { countingRows, judgeChanges } from './counting-rows.ts';

const row = orderRow({ sale: 1000 });

function stored(key: string, parts: Partial<StoredRow> = {}): StoredRow {
  return {
    row: { ...row, key: toRowKey(key) },
    settlementId: 's',
    decision: null,
    bookedBy: null,
    bookedState: null,
    changes: null,
    ...parts,
  };
}

const keys = (rows: readonly StoredRow[]): RowKey[] => rows.map((one) => one.row.key);

test('a row that a later file shows with other values before it was booked gives way to the later one', () => {
  const rows = [stored('old'), stored('new', { changes: toRowKey('old') })];
  expect(keys(countingRows(rows))).toEqual(['new']);
  expect(judgeChanges(rows).changes.size).toBe(0);
});

test('a row that shows booked money with other values is a change, and counts instead of it until a person sets it aside', () => {
  const booked = stored('old', { bookedBy: toReference('PAY-1'), bookedState: 'posted' });
  const changed = stored('new', { changes: toRowKey('old') });
  expect(judgeChanges([booked, changed]).changes).toEqual(new Map([['new', 'old']]));
  expect(keys(countingRows([booked, changed]))).toEqual(['new']);
  const ignored = stored('new', {
    changes: toRowKey('old'),
    decision: { kind: 'ignore', reason: 'Seller Center shows the old value again.' },
  });
  expect(keys(countingRows([booked, ignored]))).toEqual(['old']);
});

test('however often a row was changed, booked and set aside, its money counts once', () => {
  const versions = fc.array(fc.record({ isBooked: fc.boolean(), isIgnored: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(versions, (chain) => {
      // Of one sum of money at most one version is booked, and only a change of booked money is set aside.
      const booked = chain.findIndex(({ isBooked }) => isBooked);
      const rows = chain.map(({ isIgnored }, index) =>
        stored(`v${index}`, {
          changes: index === 0 ? null : toRowKey(`v${index - 1}`),
          bookedBy: index === booked ? toReference('PAY-1') : null,
          decision:
            isIgnored && booked >= 0 && index === chain.length - 1 && index > booked
              ? { kind: 'ignore', reason: 'As before.' }
              : null,
        }),
      );
      expect(countingRows(rows)).toHaveLength(1);
    }),
  );
});
