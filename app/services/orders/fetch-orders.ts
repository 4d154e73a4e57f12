import type { Input } from '../../contract/api.ts';
import { addDays, parseBusinessDate, startOfDay } from '../../domain/dates.ts';
import { type OrderId, type ShopId, toShopId } from '../../domain/ids.ts';
import type { Deps } from '../deps.ts';
import type { ShopLinks } from '../link/link-shops.ts';
import { done, refuse, refuseChannel } from '../replies.ts';

/** Fetches the orders of a range of business dates (both included, shop time) as a job. */
export async function fetchOrders(deps: Deps, shops: ShopLinks, input: Input<'orders.fetch'>) {
  const shopId = toShopId(input.shopId);
  const first = parseBusinessDate(input.from);
  const last = parseBusinessDate(input.to);
  if (!first || !last) return refuse('BAD_INPUT', 'The dates are not in the calendar. Choose them again.');
  if (first > last) return refuse('BAD_INPUT', 'The first date is after the last one. Swap them.');
  const timeZone = await loadTimeZone(deps, shopId);
  if (timeZone === null) return refuse('NOT_FOUND', 'This shop is not in the books.');
  const window = {
    by: input.by,
    from: startOfDay(first, timeZone),
    to: startOfDay(addDays(last, 1), timeZone),
  };
  return deps.jobs.start('orders.fetch', shopId, `fetch:${shopId}`, async (job) => {
    const opened = await shops.open(shopId);
    if (!opened.ok) return opened;
    const fetched = await opened.value.api.fetchOrders(window, timeZone, {
      cancel: job.cancel,
      onProgress: (count, total) =>
        job.progress(count, total, `Fetching orders of ${opened.value.shop.name}`),
    });
    if (!fetched.ok) return refuseChannel(fetched.error);
    const { orders, platformCount, unreadable } = fetched.value;
    const at = deps.clock.now();
    const coverage = { ...window, platformCount, storedCount: orders.length, fetchedAt: at };
    const saved = await deps.books.orders.saveOrders(shopId, orders, coverage, at);
    deps.changed(['orders', 'products', 'payments']);
    return done({
      fetched: orders.length,
      added: saved.added,
      changed: saved.changed,
      platformCount,
      unreadable,
    });
  });
}

/** Fetches single orders by id and stores them: what a settlement row names and the books do not have. */
export async function fetchOrdersById(
  deps: Deps,
  shops: ShopLinks,
  shopId: ShopId,
  orderIds: readonly OrderId[],
) {
  const opened = await shops.open(shopId);
  if (!opened.ok) return opened;
  const timeZone = (await loadTimeZone(deps, shopId)) ?? opened.value.shop.timeZone;
  const orders = await opened.value.api.fetchOrdersById(orderIds, timeZone);
  if (!orders.ok) return refuseChannel(orders.error);
  await deps.books.orders.saveOrders(shopId, orders.value.orders, null, deps.clock.now());
  deps.changed(['orders', 'products', 'payments']);
  return done({ fetched: orders.value.orders.length, unreadable: orders.value.unreadable });
}

async function loadTimeZone(deps: Deps, shopId: ShopId): Promise<string | null> {
  const profile = await deps.books.shops.loadProfile(shopId);
  return profile?.timeZone ?? (await deps.books.shops.load(shopId))?.timeZone ?? null;
}
