import type { z } from 'zod';
import type { Input } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { FetchOrdersResult } from '../../contract/orders.ts';
import { type DateRange, missingRanges } from '../../domain/coverage.ts';
import { addDays, type BusinessDate, startOfDay } from '../../domain/dates.ts';
import { type OrderId, type ShopId, toShopId } from '../../domain/ids.ts';
import type { Order } from '../../domain/orders.ts';
import type { ChannelError, OrderWindow } from '../../ports/channel.ts';
import type { CoverageWindow } from '../../ports/order-book.ts';
import type { Deps } from '../deps.ts';
import type { JobContext } from '../jobs/jobs.ts';
import type { ShopLinks } from '../link/link-shops.ts';
import { runPool } from '../posting/run-pool.ts';
import { done, refuse, refuseChannel, refuseUnknownShop } from '../replies.ts';
import { loadDays, loadTimeZone, readRange } from './coverage.ts';

type Result = z.infer<typeof FetchOrdersResult>;

/** One question to the channel; `name` tells it to the person who waits. */
interface Piece {
  readonly window: OrderWindow;
  readonly name: string;
}

/**
 * Days read side by side. The pages of one day come one after the other, each as far away as the channel; the channel's
 * own limit spaces them. Pages are stored as they come: stored by day, days that end together kept the channel waiting.
 */
const daysAtOnce = 12;

/**
 * Fetches the orders of a range of business dates (both included, shop time) as a job. Orders created are asked for
 * day by day, the newest first: each day has the channel's own count to be held against, and what was fetched before a
 * failure or a cancel stays. The days of a sale or a payday are the last of a month more often than its first, and a long
 * day that is begun last keeps everything waiting for its pages, which come one after the other.
 */
export async function fetchOrders(deps: Deps, shops: ShopLinks, input: Input<'orders.fetch'>) {
  const shopId = toShopId(input.shopId);
  const range = readRange(input.from, input.to);
  if (!range.ok) return range;
  const timeZone = await loadTimeZone(deps, shopId);
  if (timeZone === null) return refuseUnknownShop();
  const ranges = input.onlyMissing
    ? missingRanges(await loadDays(deps, shopId, range.value, timeZone))
    : [range.value];
  if (ranges.length === 0) return refuse('NOTHING_TO_DO', 'Every day of these dates was fetched.');
  const pieces =
    input.by === 'created'
      ? ranges
          .flatMap((one) => [...daysOf(one)])
          .reverse()
          .map((on) => toPiece('created', on, on, timeZone))
      : ranges.map((one) => toPiece('updated', one.from, one.to, timeZone));
  return deps.jobs.start('orders.fetch', shopId, `fetch:${shopId}`, (job) =>
    fetchPieces(deps, shops, { shopId, timeZone, pieces }, job),
  );
}

async function fetchPieces(
  deps: Deps,
  shops: ShopLinks,
  { shopId, timeZone, pieces }: { shopId: ShopId; timeZone: string; pieces: readonly Piece[] },
  job: JobContext,
): Promise<Reply<Result>> {
  const opened = await shops.open(shopId);
  if (!opened.ok) return opened;
  const { api, shop } = opened.value;
  const result: Result = { fetched: 0, added: 0, changed: 0, platformCount: 0, unreadable: [] };
  let ended = 0;
  const failures: ChannelError[] = [];
  const save = async (orders: readonly Order[], coverage: CoverageWindow | null): Promise<void> => {
    const saved = await deps.books.orders.saveOrders(shopId, orders, coverage, deps.clock.now());
    result.added += saved.added;
    result.changed += saved.changed;
  };
  await runPool(pieces, daysAtOnce, async ({ window, name }) => {
    if (job.cancel.aborted || failures.length > 0) return;
    const tell = () => job.progress(ended, pieces.length, `Fetching orders of ${shop.name}, ${name}`);
    tell();
    const take = (orders: readonly Order[]) => save(orders, null);
    const fetched = await api.fetchOrders(window, timeZone, take, { cancel: job.cancel, onProgress: tell });
    if (!fetched.ok) {
      failures.push(fetched.error);
      return;
    }
    const { count, platformCount, unreadable } = fetched.value;
    await save([], { ...window, platformCount, storedCount: count, fetchedAt: deps.clock.now() });
    ended += 1;
    result.fetched += count;
    // One day without a count leaves the whole without one.
    result.platformCount =
      platformCount === null || result.platformCount === null ? null : result.platformCount + platformCount;
    result.unreadable.push(...unreadable);
    deps.changed(['orders', 'products', 'payments']);
  });
  const [failure] = failures;
  if (!failure) return done(result);
  deps.changed(['orders', 'products', 'payments']);
  return refuseChannel(failure);
}

function* daysOf({ from, to }: DateRange): Generator<BusinessDate> {
  for (let on = from; on <= to; on = addDays(on, 1)) yield on;
}

function toPiece(by: OrderWindow['by'], from: BusinessDate, to: BusinessDate, timeZone: string): Piece {
  const window = { by, from: startOfDay(from, timeZone), to: startOfDay(addDays(to, 1), timeZone) };
  return { window, name: from === to ? from : `${from} to ${to}` };
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
