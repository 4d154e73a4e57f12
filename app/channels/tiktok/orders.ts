import type { OrderId } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type {
  FetchedOrders,
  FetchedWindow,
  FetchOptions,
  OrderWindow,
  TakeOrders,
} from '../../ports/channel.ts';
import { type BundleBook, completeBundles, learn, needsDetail } from './bundles.ts';
import { idsPerDetailCall, orderSearchPath, ordersPath, pageSize } from './endpoints.ts';
import { type CallFailure, unexpected } from './failures.ts';
import { createHandOver } from './hand-over.ts';
import { newestOnly, oldestFirst, type RawOrder, readOrder, readRawOrder } from './order-entries.ts';
import { readPages } from './pages.ts';
import type { ShopReader } from './shop-reader.ts';
import type { OrderContext } from './to-order.ts';
import { readWindows, type SecondsWindow, toSecondsWindow } from './windows.ts';
import { describeProblem, orderPageSchema, ordersSchema } from './wire.ts';

interface Reading {
  /** The largest list read at once. */
  readonly cap: number;
  /** Keeps what is learnt about bundles from one window to the next. */
  readonly book: BundleBook;
  readonly take: TakeOrders;
}

/**
 * Orders of a window, sorted ascending by the field that is searched, so that orders that change meanwhile move behind
 * what is still to come (vendors/tiktok-shop.md §7, pitfall 15). A page is handed on when it comes, but for orders whose
 * bundles have to be looked up: those of all pages together, because a call tells of fifty.
 */
export async function readOrders(
  reader: ShopReader,
  context: OrderContext,
  window: OrderWindow,
  { cap, book, take }: Reading,
  options: FetchOptions,
): Promise<Result<FetchedWindow, CallFailure>> {
  const whole = toSecondsWindow(window.from, window.to);
  const handOver = createHandOver(context, window.by, take);
  let done = 0;
  let total: number | null = null;

  const counts = await readWindows(whole, async (part): Promise<Result<number | null, CallFailure>> => {
    const held: RawOrder[] = [];
    let inPart = 0;
    const pages = await readPages({
      cap,
      cancel: options.cancel,
      keyOf: (key: string) => key,
      fetchPage: async (pageToken) => {
        const page = await readOrderPage(reader, part, window.by, pageToken, options);
        if (!page.ok) return page;
        if (part === whole) total = page.value.totalCount;
        const orders = page.value.items.map(readRawOrder);
        for (const { wire } of orders) if (wire) learn(wire, book);
        const ready: RawOrder[] = [];
        for (const order of orders) (order.wire && needsDetail(order.wire, book) ? held : ready).push(order);
        await handOver.add(ready);
        return ok({ ...page.value, items: orders.map((order) => order.key) });
      },
      onPage: (different) => {
        inPart = different;
        options.onProgress?.(done + inPart, total);
      },
    });
    if (!pages.ok) return pages;
    const orders = await completed(reader, newestOnly(held), book, options);
    if (!orders.ok) return orders;
    await handOver.add(orders.value);
    done += inPart;
    return ok(pages.value.totalCount);
  });
  const { count, unreadable } = await handOver.end();
  if (!counts.ok) return counts;

  const platformCount = counts.value.includes(null)
    ? null
    : counts.value.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return ok({ count, platformCount, unreadable });
}

/** Orders by id, in calls of at most 50. */
export async function readOrdersById(
  reader: ShopReader,
  context: OrderContext,
  orderIds: readonly OrderId[],
): Promise<Result<FetchedOrders, CallFailure>> {
  const ids = [...new Set<string>(orderIds)];
  const found: RawOrder[] = [];
  for (let start = 0; start < ids.length; start += idsPerDetailCall) {
    const batch = await readDetails(reader, ids.slice(start, start + idsPerDetailCall), {});
    if (!batch.ok) return batch;
    found.push(...batch.value);
  }
  const read = newestOnly(found).map((entry) => readOrder(entry, context));
  const orders = read.flatMap((order) => (order.ok ? [order.value] : []));
  const unreadable = read.flatMap((order) => (order.ok ? [] : [order.error]));
  return ok({ orders: oldestFirst(orders, 'created'), unreadable });
}

async function readOrderPage(
  reader: ShopReader,
  { from, to }: SecondsWindow,
  by: OrderWindow['by'],
  pageToken: string,
  options: FetchOptions,
) {
  const field = by === 'created' ? 'create_time' : 'update_time';
  const answer = await reader.read(
    {
      method: 'POST',
      endpoint: 'orders/search',
      path: orderSearchPath(reader.versions),
      query: {
        page_size: String(pageSize),
        sort_field: field,
        sort_order: 'ASC',
        ...(pageToken === '' ? {} : { page_token: pageToken }),
      },
      body: { [`${field}_ge`]: from, [`${field}_lt`]: to },
    },
    options.cancel,
  );
  if (!answer.ok) return answer;
  const page = orderPageSchema.safeParse(answer.value);
  return page.success ? ok(page.data) : err(unexpected('orders', describeProblem(page.error)));
}

/** Lines get their bundle parts; what could not be read stays as it is. */
async function completed(
  reader: ShopReader,
  orders: readonly RawOrder[],
  book: BundleBook,
  options: FetchOptions,
): Promise<Result<readonly RawOrder[], CallFailure>> {
  const readable = orders.flatMap((order) => (order.wire ? [order.wire] : []));
  const full = await completeBundles(readable, book, async (ids) => {
    const details = await readDetails(reader, ids, options);
    return details.ok ? ok(details.value.flatMap((order) => (order.wire ? [order.wire] : []))) : details;
  });
  if (!full.ok) return full;
  const wires = new Map(full.value.map((wire) => [wire.id, wire]));
  return ok(
    orders.map((order) => {
      const wire = order.wire && wires.get(order.wire.id);
      return wire ? { key: order.key, updatedAt: wire.update_time ?? order.updatedAt, wire } : order;
    }),
  );
}

/** One order-detail call. Should one id make the platform refuse them all, halves find out which. */
async function readDetails(
  reader: ShopReader,
  ids: readonly string[],
  options: FetchOptions,
): Promise<Result<readonly RawOrder[], CallFailure>> {
  const answer = await reader.read(
    {
      method: 'GET',
      endpoint: 'orders/detail',
      path: ordersPath(reader.versions),
      query: { ids: ids.join(',') },
    },
    options.cancel,
  );
  if (answer.ok) {
    const list = ordersSchema.safeParse(answer.value);
    if (!list.success) return err(unexpected('order details', describeProblem(list.error)));
    return ok(list.data.orders.map(readRawOrder));
  }
  if (answer.error.kind !== 'rejected' || answer.error.hint === 'unknownCall') return answer;
  const [only, second] = ids;
  if (only !== undefined && second === undefined) {
    return ok([{ key: only, updatedAt: 0, wire: null, message: answer.error.message }]);
  }
  const middle = Math.ceil(ids.length / 2);
  const first = await readDetails(reader, ids.slice(0, middle), options);
  if (!first.ok) return first;
  const rest = await readDetails(reader, ids.slice(middle), options);
  return rest.ok ? ok([...first.value, ...rest.value]) : rest;
}
