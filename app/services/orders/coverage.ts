import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { coverDays, type DateRange, type DayCoverage, missingRanges } from '../../domain/coverage.ts';
import { addDays, parseBusinessDate, startOfDay } from '../../domain/dates.ts';
import { type ShopId, toShopId } from '../../domain/ids.ts';
import type { Deps } from '../deps.ts';
import { done, refuse, refuseUnknownShop } from '../replies.ts';

/** More days than a strip can show, and a bound for what one request may ask. */
const longest = 1100;

/** Which days of a range were fetched, with the channel's count against that of the books. */
export async function listCoverage(
  deps: Deps,
  input: Input<'orders.coverage'>,
): Promise<Reply<Output<'orders.coverage'>>> {
  const shopId = toShopId(input.shopId);
  const range = readRange(input.from, input.to);
  if (!range.ok) return range;
  const timeZone = await loadTimeZone(deps, shopId);
  if (timeZone === null) return refuseUnknownShop();
  const days = await loadDays(deps, shopId, range.value, timeZone);
  return done({ days, missing: missingRanges(days) });
}

export function readRange(from: string, to: string): Reply<DateRange> {
  const first = parseBusinessDate(from);
  const last = parseBusinessDate(to);
  if (!first || !last) return refuse('BAD_INPUT', 'The dates are not in the calendar. Choose them again.');
  if (first > last) return refuse('BAD_INPUT', 'The first date is after the last one. Swap them.');
  if (addDays(first, longest) < last) {
    return refuse('BAD_INPUT', `The dates span more than ${longest} days. Choose fewer at a time.`);
  }
  return done({ from: first, to: last });
}

export async function loadDays(
  deps: Deps,
  shopId: ShopId,
  range: DateRange,
  timeZone: string,
): Promise<DayCoverage[]> {
  const span = { from: startOfDay(range.from, timeZone), to: startOfDay(addDays(range.to, 1), timeZone) };
  // Orders that changed in a span say nothing about those that were created in it.
  const [windows, stored] = await Promise.all([
    deps.books.orders.loadCoverage(shopId, span),
    deps.books.orders.countByDay(shopId, range),
  ]);
  return coverDays(windows, stored, range, timeZone, deps.clock.now());
}

export async function loadTimeZone(deps: Deps, shopId: ShopId): Promise<string | null> {
  const profile = await deps.books.shops.loadProfile(shopId);
  return profile?.timeZone ?? (await deps.books.shops.load(shopId))?.timeZone ?? null;
}
