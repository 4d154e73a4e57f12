import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../domain/result.ts';
import type { CallFailure } from './failures.ts';
import { readWindows, splitWindow, toSecondsWindow } from './windows.ts';

const tooMany: CallFailure = { kind: 'rejected', message: 'too many', hint: 'tooMany' };

describe('toSecondsWindow', () => {
  it('puts every whole second into exactly one of two neighbouring windows', () => {
    const instants = fc
      .tuple(fc.nat(9_999), fc.nat(9_999), fc.nat(9_999))
      .map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(instants, fc.nat(9), ([from = 0, middle = 0, to = 0], second) => {
        const at = second * 1000;
        const holds = (a: number, b: number) => {
          const window = toSecondsWindow(a, b);
          return second >= window.from && second < window.to;
        };
        expect(holds(from, to)).toBe(at >= from && at < to);
        expect(Number(holds(from, middle)) + Number(holds(middle, to))).toBe(Number(holds(from, to)));
      }),
    );
  });
});

describe('splitWindow', () => {
  it('gives two halves that meet, and none for a single second', () => {
    expect(splitWindow({ from: 10, to: 13 })).toEqual([
      { from: 10, to: 11 },
      { from: 11, to: 13 },
    ]);
    expect(splitWindow({ from: 10, to: 11 })).toBeNull();
  });
});

describe('readWindows', () => {
  it('reads every second once and in order, whatever the cap', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(500), { maxLength: 60 }),
        fc.integer({ min: 1, max: 70 }),
        async (times, cap) => {
          const read = await readWindows({ from: 0, to: 501 }, async ({ from, to }) => {
            const inside = times.filter((time) => time >= from && time < to).sort((a, b) => a - b);
            return inside.length > cap ? err(tooMany) : ok(inside);
          });
          expect(read).toEqual(ok(expect.anything()));
          expect(read.ok && read.value.flat()).toEqual([...times].sort((a, b) => a - b));
        },
      ),
    );
  });

  it('passes other failures on at once', async () => {
    const failure: CallFailure = { kind: 'unavailable', message: 'down' };
    let calls = 0;
    const read = await readWindows({ from: 0, to: 10 }, async () => {
      calls += 1;
      return err(failure);
    });
    expect(read).toEqual(err(failure));
    expect(calls).toBe(1);
  });
});
