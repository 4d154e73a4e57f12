import { err, ok, type Result } from '../../domain/result.ts';
import { idsPerDetailCall } from './endpoints.ts';
import type { CallFailure } from './failures.ts';
import type { WireBundlePart, WireOrder } from './wire.ts';

/** Details of at most 50 orders. Orders that are not known or not readable are left out. */
type FetchDetails = (orderIds: readonly string[]) => Promise<Result<readonly WireOrder[], CallFailure>>;

/** What has been learnt about SKUs; one book serves all windows of one job. A SKU is born a bundle or never one. */
export type BundleBook = Map<string, 'bundle' | 'plain'>;

/**
 * Gives every line its bundle parts. The search may leave them out (vendors/tiktok-shop.md §3.2), so a SKU that is not
 * known yet is looked up in the detail of one order that has it, and every order with a known bundle is looked up
 * itself, because the parts are those of the day of the order. Few calls: one per 50 such orders.
 */
export async function completeBundles(
  orders: readonly WireOrder[],
  book: BundleBook,
  fetchDetails: FetchDetails,
): Promise<Result<WireOrder[], CallFailure>> {
  const byId = new Map(orders.map((order) => [order.id, order]));
  for (const order of orders) learn(order, book);
  const asked = new Set<string>();
  for (
    let wanted = pick(byId.values(), book, asked);
    wanted.length > 0;
    wanted = pick(byId.values(), book, asked)
  ) {
    for (let start = 0; start < wanted.length; start += idsPerDetailCall) {
      const batch = wanted.slice(start, start + idsPerDetailCall);
      const details = await fetchDetails(batch);
      if (!details.ok) return err(details.error);
      for (const id of batch) asked.add(id);
      for (const detail of details.value) {
        const full = { ...detail, line_items: detail.line_items.map(withKnownParts) };
        learn(full, book);
        const found = byId.get(full.id);
        if (found) byId.set(full.id, merge(found, full));
      }
    }
  }
  return ok([...byId.values()]);
}

/** Ids of orders whose detail is needed now: those with a bundle, and one for each unknown SKU. */
function pick(orders: Iterable<WireOrder>, book: BundleBook, asked: ReadonlySet<string>): string[] {
  const represented = new Set<string>();
  const wanted: string[] = [];
  for (const order of orders) {
    if (asked.has(order.id)) continue;
    const open = order.line_items.filter((item) => !item.combined_listing_skus);
    const unknown = open.filter((item) => !book.has(item.sku_id) && !represented.has(item.sku_id));
    if (unknown.length === 0 && !open.some((item) => book.get(item.sku_id) === 'bundle')) continue;
    for (const item of unknown) represented.add(item.sku_id);
    wanted.push(order.id);
  }
  return wanted;
}

/** Whether the order itself does not say its parts: it has a known bundle, or a SKU that is not known yet. */
export function needsDetail(order: WireOrder, book: BundleBook): boolean {
  return order.line_items.some((item) => !item.combined_listing_skus && book.get(item.sku_id) !== 'plain');
}

export function learn(order: WireOrder, book: BundleBook): void {
  for (const { sku_id, combined_listing_skus: parts } of order.line_items) {
    if (parts && parts.length > 0) book.set(sku_id, 'bundle');
    else if (parts && !book.has(sku_id)) book.set(sku_id, 'plain');
  }
}

/** In the detail, a line without parts is not a bundle. */
function withKnownParts(item: WireOrder['line_items'][number]) {
  return { ...item, combined_listing_skus: item.combined_listing_skus ?? [] };
}

/** The newer of the two readings, with the parts of the detail. */
function merge(found: WireOrder, detail: WireOrder): WireOrder {
  if ((detail.update_time ?? 0) >= (found.update_time ?? 0)) return detail;
  const parts = new Map<string, readonly WireBundlePart[]>(
    detail.line_items.map((item) => [item.sku_id, item.combined_listing_skus ?? []]),
  );
  return {
    ...found,
    line_items: found.line_items.map((item) => ({
      ...item,
      combined_listing_skus: item.combined_listing_skus ?? [...(parts.get(item.sku_id) ?? [])],
    })),
  };
}
