import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RowKey, toRowKey } from '../ids.ts';
import { judgeVersions, type RowVersion } from './row-versions.ts';
import type { RowDecision } from './types.ts';

const keyAt = (index: number) => toRowKey(`v${index}`);

function version(index: number, isBooked: boolean, decision: RowDecision | null = null): RowVersion {
  return { key: keyAt(index), changes: index === 0 ? null : keyAt(index - 1), isBooked, decision };
}

const difference = (from: number): RowDecision => ({ kind: 'bookDifference', from: keyAt(from) });

test('a row that is booked as a difference stands on the row it differs from, whatever of the two is undone', () => {
  for (const isOldBooked of [true, false]) {
    for (const isNewBooked of [true, false]) {
      const { superseded, changes, corrected, outdated } = judgeVersions([
        version(0, isOldBooked),
        version(1, isNewBooked, difference(0)),
      ]);
      expect([...superseded]).toEqual([]);
      expect(changes).toEqual(new Map([['v1', 'v0']]));
      expect([...corrected]).toEqual(isNewBooked ? ['v0'] : []);
      expect([...outdated]).toEqual(['v0']);
    }
  }
});

test('a version that was replaced before it was booked is passed over by the difference', () => {
  const standing = judgeVersions([version(0, true), version(1, false), version(2, false, difference(0))]);
  expect([...standing.superseded]).toEqual(['v1']);
  expect(standing.changes).toEqual(new Map([['v2', 'v0']]));
});

/**
 * A life of one sum of money: files change it, a person posts what is planned, books the difference, undoes in part.
 * Every version has a value; what is booked of it is the value itself or the difference to the one under it.
 */
const steps = fc.array(fc.constantFrom('file', 'post', 'delta', 'undoOne', 'undoAll', 'ignore'), {
  maxLength: 14,
});

test('in any life what is booked and what is open add up to the newest value that counts', () => {
  fc.assert(
    fc.property(steps, fc.array(fc.integer({ min: -900, max: 900 }), { minLength: 15 }), (life, values) => {
      let versions: RowVersion[] = [version(0, false)];
      const booked = new Map<RowKey, number>();
      const shownAs = (key: RowKey) => values[versions.findIndex((one) => one.key === key)] ?? 0;
      /** What a plan makes of a row now. */
      const amountOf = (key: RowKey) => {
        const below = judgeVersions(versions).changes.get(key);
        return shownAs(key) - (below === undefined ? 0 : shownAs(below));
      };
      const set = (key: RowKey, over: Partial<RowVersion>) => {
        versions = versions.map((one) => (one.key === key ? { ...one, ...over } : one));
      };
      const openRows = () => {
        const { superseded, changes } = judgeVersions(versions);
        return versions.filter(
          ({ key, isBooked, decision }) =>
            !isBooked && !superseded.has(key) && (!changes.has(key) || decision?.kind === 'bookDifference'),
        );
      };
      const post = () => {
        for (const { key } of openRows()) {
          booked.set(key, amountOf(key));
          set(key, { isBooked: true });
        }
      };
      for (const step of life) {
        const newest = versions.at(-1);
        const under = newest && judgeVersions(versions).changes.get(newest.key);
        if (step === 'file') versions = [...versions, version(versions.length, false)];
        if (step === 'post') post();
        if (newest && !newest.isBooked && under !== undefined) {
          if (step === 'ignore') set(newest.key, { decision: { kind: 'ignore', reason: 'As before' } });
          if (step === 'delta') set(newest.key, { decision: { kind: 'bookDifference', from: under } });
        }
        const undone =
          step === 'undoAll' ? [...booked.keys()] : step === 'undoOne' ? [...booked.keys()].slice(0, 1) : [];
        for (const key of undone) {
          booked.delete(key);
          set(key, { isBooked: false });
        }
      }
      post();
      const { superseded, changes, outdated } = judgeVersions(versions);
      const counting = versions.filter(({ key, decision }) => {
        const isIgnored = decision?.kind === 'ignore' && changes.has(key);
        return !superseded.has(key) && !outdated.has(key) && !isIgnored;
      });
      expect(counting).toHaveLength(1);
      const [one] = counting;
      if (!one) return;
      // A change that nobody has decided on is what is left over, and nothing else is.
      const undecided = one.isBooked ? 0 : amountOf(one.key);
      const total = [...booked.values()].reduce((sum, amount) => sum + amount, 0);
      expect(total + undecided).toBe(shownAs(one.key));
    }),
    { numRuns: 2_000 },
  );
});
