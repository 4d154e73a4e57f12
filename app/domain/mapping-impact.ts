import type { BusinessDate } from './dates.ts';
import type { SkuId } from './ids.ts';
import { createItemResolver, type ItemResolution, type MappingBook, type MappingVersion } from './mapping.ts';
import type { BundlePart, OrderStatus } from './orders.ts';

/** An order with those of its lines that a mapping may reach. */
export interface ReachedOrder {
  readonly orderedOn: BusinessDate;
  readonly status: OrderStatus;
  readonly goodsMinor: number;
  readonly standing: 'open' | 'partly' | 'posted';
  readonly lines: readonly { readonly skuId: SkuId; readonly sellerSku: string }[];
}

export interface Impact<Order extends ReachedOrder> {
  /** Unposted orders whose items change; `goodsMinor` is the goods of these whole orders. */
  readonly changes: {
    readonly orders: number;
    readonly goodsMinor: number;
    readonly byStatus: Readonly<Record<OrderStatus, number>>;
  };
  /** Posted orders that would have changed and stay as they are. */
  readonly stays: { readonly orders: number; readonly partly: number };
  /** Unposted orders that come out as before. */
  readonly same: number;
  /** The orders behind `changes` and `stays`, as given. */
  readonly listed: readonly Order[];
}

interface ImpactBook extends MappingBook {
  readonly skus: ReadonlyMap<
    SkuId,
    { readonly priceMinor: number | null; readonly parts: readonly BundlePart[] }
  >;
}

/**
 * What new mappings would do to orders: each order's lines are resolved with the versions there are and with the new
 * ones added. Only a difference counts: a code that is confirmed changes nothing, and neither does a version for later
 * dates. Bundles are taken with the parts they have now.
 */
export function measureImpact<Order extends ReachedOrder>(
  book: ImpactBook,
  mappings: readonly (Omit<MappingVersion, 'version'> & { readonly skuId: SkuId })[],
  orders: readonly Order[],
): Impact<Order> {
  const before = createItemResolver(book);
  const saved = new Map(book.saved);
  for (const { skuId, ...mapping } of mappings) {
    const versions = book.saved.get(skuId) ?? [];
    const version = versions.reduce((most, one) => Math.max(most, one.version), 0) + 1;
    saved.set(skuId, [...versions, { ...mapping, version }]);
  }
  const after = createItemResolver({ ...book, saved });

  const known = new Map<string, boolean>();
  const isChanged = (skuId: SkuId, sellerSku: string, orderedOn: BusinessDate): boolean => {
    const key = `${skuId}\n${sellerSku}\n${orderedOn}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const line = { skuId, sellerSku, parts: book.skus.get(skuId)?.parts ?? [] };
    const changed = fingerprint(before(line, orderedOn)) !== fingerprint(after(line, orderedOn));
    known.set(key, changed);
    return changed;
  };

  const byStatus = { unpaid: 0, pending: 0, inTransit: 0, delivered: 0, completed: 0, cancelled: 0 };
  const impact = { changes: 0, goodsMinor: 0, stays: 0, partly: 0, same: 0 };
  const listed: Order[] = [];
  for (const order of orders) {
    const changed = order.lines.some((line) => isChanged(line.skuId, line.sellerSku, order.orderedOn));
    if (!changed) {
      if (order.standing === 'open') impact.same += 1;
      continue;
    }
    listed.push(order);
    if (order.standing === 'open') {
      impact.changes += 1;
      impact.goodsMinor += order.goodsMinor;
      byStatus[order.status] += 1;
    } else {
      impact.stays += 1;
      if (order.standing === 'partly') impact.partly += 1;
    }
  }
  return {
    changes: { orders: impact.changes, goodsMinor: impact.goodsMinor, byStatus },
    stays: { orders: impact.stays, partly: impact.partly },
    same: impact.same,
    listed,
  };
}

/** What ends up on a document: the items with their quantities and weights, or that the order is held. */
function fingerprint(resolution: ItemResolution): string {
  if (!('components' in resolution)) return resolution.status;
  return resolution.components.map((one) => `${one.itemId} ${one.quantity} ${one.weightMinor}`).join('\n');
}
