import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Area, placeWindow, smallest } from './window-place.ts';

const main: Area = { x: 0, y: 25, width: 1920, height: 1055 };
const second: Area = { x: 1920, y: 0, width: 2560, height: 1440 };
const was = (area: unknown, isMaximized = false) => ({ area, isMaximized });

describe('the window opens', () => {
  it('where it was, also on a second display', () => {
    const area = { x: 2000, y: 100, width: 1500, height: 1000 };
    expect(placeWindow(was(area, true), [main, second])).toEqual({ area, isMaximized: true });
  });

  it('in its usual size when it was never open, or its display is gone', () => {
    const usual = { area: { width: 1440, height: 900 }, isMaximized: false };
    expect(placeWindow(null, [main])).toEqual(usual);
    expect(placeWindow(was({ x: 2000, y: 100, width: 1500, height: 1000 }), [main])).toEqual(usual);
    expect(placeWindow(was({ x: 100, y: -200, width: 1500, height: 1000 }), [main])).toEqual(usual);
  });

  it('no larger than its display', () => {
    const small: Area = { x: 0, y: 0, width: 1280, height: 720 };
    expect(placeWindow(null, [small]).area).toEqual({ width: 1280, height: 720 });
    const area = { x: 0, y: 0, width: 5000, height: 5000 };
    expect(placeWindow(was(area), [small]).area).toEqual({ x: 0, y: 0, width: 1280, height: 720 });
  });

  it('in its usual size when only its far end was to be seen, which a smaller window has not', () => {
    const usual = { area: { width: 1440, height: 900 }, isMaximized: false };
    expect(placeWindow(was({ x: -2441, y: 30, width: 4481, height: 900 }), [main])).toEqual(usual);
  });

  it('somewhere it can be taken hold of, whatever the file says', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.record({ x: fc.integer(), y: fc.integer(), width: fc.integer(), height: fc.integer() }),
        (file, area) => {
          for (const saved of [file, was(area), was(file)]) {
            const { area: found } = placeWindow(saved, [main, second]);
            expect(found.width).toBeGreaterThanOrEqual(smallest.width);
            expect(found.height).toBeLessThanOrEqual(second.height);
            if ('x' in found) expect(found.y >= 0 && found.x + found.width >= 120).toBe(true);
          }
        },
      ),
    );
  });
});
