import { toSkuId } from '../../domain/ids.ts';
import { sumMinor } from '../../domain/money.ts';
import type { BundlePart, OrderLine } from '../../domain/orders.ts';

/** One purchased unit, as TikTok Shop lists it: an order line has no quantity (vendors/tiktok-shop.md §0.2, fact 6). */
export interface Unit {
  readonly lineItemId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly sellerSku: string;
  readonly productName: string;
  readonly variation: string;
  /** Minor units, list price. */
  readonly priceMinor: number;
  readonly sellerDiscountMinor: number;
  readonly platformDiscountMinor: number;
  readonly isGift: boolean;
  readonly parts: readonly BundlePart[];
}

/**
 * Units of one SKU at one price → one line with a quantity. Discounts may differ from unit to unit: they are whole-line
 * sums, so nothing is lost. Gifts and bundles of other parts stay lines of their own. The result depends on the line
 * item ids alone, not on the order in which the units came.
 */
export function mergeUnits(units: readonly Unit[]): OrderLine[] {
  const groups = new Map<string, Unit[]>();
  for (const unit of [...units].sort(byLineItemId)) {
    const key = groupKey(unit);
    const group = groups.get(key);
    if (group) group.push(unit);
    else groups.set(key, [unit]);
  }
  return [...groups.values()].flatMap((group, index) => {
    const first = group[0];
    if (!first) return [];
    return [
      {
        lineNumber: index + 1,
        skuId: toSkuId(first.skuId),
        productId: first.productId,
        sellerSku: first.sellerSku,
        productName: first.productName,
        variation: first.variation,
        quantity: group.length,
        unitPriceMinor: first.priceMinor,
        sellerDiscountMinor: sumMinor(group.map((unit) => unit.sellerDiscountMinor)),
        platformDiscountMinor: sumMinor(group.map((unit) => unit.platformDiscountMinor)),
        isGift: first.isGift,
        parts: first.parts,
      },
    ];
  });
}

function groupKey(unit: Unit): string {
  const parts = unit.parts.map((part) => [part.skuId, part.sellerSku, part.quantity].join('×')).sort();
  return JSON.stringify([unit.skuId, unit.productId, unit.sellerSku, unit.priceMinor, unit.isGift, parts]);
}

/** Ids are digits of differing length: the shorter is the smaller. */
function byLineItemId(a: Unit, b: Unit): number {
  if (a.lineItemId.length !== b.lineItemId.length) return a.lineItemId.length - b.lineItemId.length;
  if (a.lineItemId === b.lineItemId) return 0;
  return a.lineItemId < b.lineItemId ? -1 : 1;
}
