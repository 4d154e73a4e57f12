import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCallWindow } from './call-window.ts';

test('no while sees more calls than allowed, and none waits longer than it must', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 9 }), (waits, most) => {
      const window = createCallWindow(most, 1_000);
      const left: number[] = [];
      let now = 1_000_000;
      for (const wait of waits) {
        now += wait;
        const at = Math.max(now, left.at(-1) ?? 0);
        const open = window.openAt(at);
        const before = left.filter((one) => one > at - 1_000).length;
        expect(open > at).toBe(before >= most);
        window.note(open);
        left.push(open);
      }
      for (const from of left) {
        expect(left.filter((one) => one >= from && one < from + 1_000).length).toBeLessThanOrEqual(most);
      }
    }),
  );
});

test('a clock that is set back far opens it again', () => {
  const window = createCallWindow(1, 1_000);
  window.note(1_000_000);
  expect(window.openAt(1_000_500)).toBe(1_001_000);
  expect(window.openAt(900_000)).toBe(900_000);
});
