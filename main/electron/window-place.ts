/** A part of the desktop, in its pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a window stands; without a place the system chooses one. */
export interface WindowPlace {
  readonly area: Area | { readonly width: number; readonly height: number };
  readonly isMaximized: boolean;
}

const usual = { width: 1440, height: 900 };
export const smallest = { width: 960, height: 600 };
/** So much of the window's top must be seen, or nobody could take hold of it. */
const grip = { width: 120, height: 40 };

/**
 * Where the window opens: where it was when it was closed, if that part of the desktop still exists. `saved` is whatever the
 * file holds; `screens` are the usable areas of the displays, the main one first.
 */
export function placeWindow(saved: unknown, screens: readonly Area[]): WindowPlace {
  const isMaximized = isRecord(saved) && saved.isMaximized === true;
  const area = isRecord(saved) ? readArea(saved.area) : null;
  // Each display limits the size, and only the limited window can be taken hold of.
  const places = area ? screens.map((screen) => ({ screen, area: { ...area, ...limit(area, screen) } })) : [];
  const place = places.find((one) => holdsGrip(one.screen, one.area));
  if (place) return { area: place.area, isMaximized };
  return { area: limit(usual, screens[0] ?? usual), isMaximized };
}

function limit<Size extends { readonly width: number; readonly height: number }>(size: Size, within: Size) {
  return {
    width: Math.max(smallest.width, Math.min(size.width, within.width)),
    height: Math.max(smallest.height, Math.min(size.height, within.height)),
  };
}

function holdsGrip(screen: Area, { x, y, width }: Area): boolean {
  const seen = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
  return seen >= grip.width && y >= screen.y && y + grip.height <= screen.y + screen.height;
}

function readArea(given: unknown): Area | null {
  if (!isRecord(given)) return null;
  const { x, y, width, height } = given;
  const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);
  return isWhole(x) && isWhole(y) && isWhole(width) && isWhole(height) ? { x, y, width, height } : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
