import type { SandboxShop } from './types.ts';

export const SECONDS_A_DAY = 86_400;
const HOUR = 3_600;

/** 2026-10-01 00:00 UTC, Unix seconds. */
const OCTOBER = Date.UTC(2026, 9, 1) / 1000;

/** The last day on which anything is settled. */
export const LAST_SETTLED_ON = '2026-11-14';

/** Unix seconds of 00:00 UTC of day `day` counted from 2026-10-01 = 1 (so 32 is 1 November). */
export function dayStart(day: number): number {
  return OCTOBER + (day - 1) * SECONDS_A_DAY;
}

/** `YYYY-MM-DD` of that day number. */
export function dayOn(day: number): string {
  return utcDate(dayStart(day));
}

/** The UTC date of an instant in Unix seconds. */
function utcDate(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** The date an export shows for an instant: exports carry one fixed `Timezone`, without summer time. */
export function exportDate(seconds: number, shop: SandboxShop): string {
  return utcDate(seconds + exportOffsetHours(shop) * HOUR);
}

/** Hours east of UTC of the `Timezone` line in the shop's exports. */
function exportOffsetHours(shop: SandboxShop): number {
  return shop.region === 'MY' ? 8 : 0;
}

/** Day of the week, 0 = Sunday, of a `YYYY-MM-DD`. */
export function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}
