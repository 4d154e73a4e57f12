import type { OrderId } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { FetchedOrders, FetchOptions, OrderWindow } from '../../ports/channel.ts';
import { type BundleBook, completeBundles } from './bundles.ts';
import { idsPerDetailCall, orderSearchPath, ordersPath, pageSize } from './endpoints.ts';
import { type CallFailure, unexpected } from './failures.ts';
import { newestOnly, type RawOrder, readRawOrder, toFetchedOrders } from './order-entries.ts';
import { readPages } from './pages.ts';
import type { ShopReader } from './shop-reader.ts';
import type { OrderContext } from './to-order.ts';
import { readWindows, type SecondsWindow, toSecondsWindow } from './windows.ts';
import { describeProblem, orderPageSchema, ordersSchema } from './wire.ts';

interface WindowPart {
  readonly orders: readonly RawOrder[];
  readonly totalCount: number | null;
}

/**
 * Orders of a window, sorted ascending by the field that is searched, so that orders that change meanwhile move behind
 * what is still to come (vendors/tiktok-shop.md §7, pitfall 15). `cap` is the largest list read at once; `book` keeps what is learnt about
 * bundles from one window to the next.
 */
export async function readOrders(
  reader: ShopReader,
  context: OrderContext,
  window: OrderWindow,
  { cap, book }: { readonly cap: number; readonly book: BundleBook },
  options: FetchOptions,
): Promise<Result<FetchedOrders, CallFailure>> {
  const whole = toSecondsWindow(window.from, window.to);
  let done = 0;
  let total: number | null = null;

  const parts = await readWindows(whole, async (part): Promise<Result<WindowPart, CallFailure>> => {
    const pages = await readPages({
      cap,
      cancel: options.cancel,
      keyOf: (order: RawOrder) => order.key,
      fetchPage: async (pageToken) => {
        const page = await readOrderPage(reader, part, window.by, pageToken, options);
        if (!page.ok) return page;
        if (part === whole) total = page.value.totalCount;
        // Read while other pages are on their way, not all at once when the last one is there.
        return ok({ ...page.value, items: page.value.items.map(readRawOrder) });
      },
      onPage: (inPart) => options.onProgress?.(done + inPart, total),
    });
    if (!pages.ok) return pages;
    const orders = await completed(reader, newestOnly(pages.value.items), book, options);
    if (!orders.ok) return orders;
    done += orders.value.length;
    return ok({ orders: orders.value, totalCount: pages.value.totalCount });
  });
  if (!parts.ok) return parts;

  const counts = parts.value.map((part) => part.totalCount);
  const platformCount = counts.includes(null)
    ? null
    : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const orders = newestOnly(parts.value.flatMap((part) => part.orders));
  return ok(toFetchedOrders(orders, context, window.by, platformCount));
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
  return ok(toFetchedOrders(newestOnly(found), context, 'created', null));
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
