import type { DocumentLine } from '../documents.ts';
import type { ItemResolution, ItemResolver, WeightedComponent } from '../mapping.ts';
import { allocateMinor, sumMinor } from '../money.ts';
import { lineGoodsMinor, type Order, type OrderLine } from '../orders.ts';
import type { ItemRef, PostingProfile } from '../profile.ts';
import { serviceLine } from '../service-line.ts';
import { splitTax } from './tax.ts';

export interface UnresolvedLine {
  readonly line: OrderLine;
  readonly resolution: Extract<ItemResolution, { readonly status: 'notMapped' | 'itemInactive' }>;
}

/**
 * The lines of an order's document. A bundle's line is split over its components by their prices (largest
 * remainder), a gift is a line of 0.00 (accounting.md §1). `unresolved` names lines whose item is not known: one
 * such line holds the whole order.
 */
export function toDocumentLines(
  order: Order,
  resolve: ItemResolver,
  profile: PostingProfile,
): { readonly lines: readonly DocumentLine[]; readonly unresolved: readonly UnresolvedLine[] } {
  const lines: DocumentLine[] = [];
  const unresolved: UnresolvedLine[] = [];
  for (const line of order.lines) {
    const resolution = resolve(line, order.orderedOn);
    if ('components' in resolution) lines.push(...toGoodsLines(line, resolution.components, profile));
    else unresolved.push({ line, resolution });
  }
  lines.push(...toDiscountLines(order, profile));
  const shipping = profile.shippingOnInvoice && order.shippingMinor > 0 ? profile.shippingItem : null;
  if (shipping) {
    lines.push({
      kind: 'shipping',
      itemId: shipping.itemId,
      itemCode: shipping.code,
      description: shipping.name,
      quantity: 1,
      discountMinor: 0,
      grossMinor: order.shippingMinor,
      ...splitTax(order.shippingMinor, profile.tax),
    });
  }
  return { lines, unresolved };
}

/** What of a line's value is shown on lines of its own: Σ of the two and of the goods line is always the goods value. */
function movedMinor(line: OrderLine, profile: PostingProfile): { sellerMinor: number; voucherMinor: number } {
  if (line.isGift) return { sellerMinor: 0, voucherMinor: 0 };
  const onOwnLine = profile.discountPlace === 'ownLine' && profile.discountItem !== null;
  const splitOff = profile.voucherPlace === 'ownLine' && profile.voucherItem !== null;
  return {
    sellerMinor: onOwnLine ? -line.sellerDiscountMinor : 0,
    // Never more than the goods are worth: the line of the goods does not turn negative by it.
    voucherMinor: splitOff ? Math.max(0, Math.min(line.platformDiscountMinor, lineGoodsMinor(line))) : 0,
  };
}

/** One line per kind of discount for the whole order, taxed like the goods it belongs to. */
function toDiscountLines(order: Order, profile: PostingProfile): DocumentLine[] {
  const moved = order.lines.map((line) => movedMinor(line, profile));
  const line = (item: ItemRef | null, grossMinor: number): DocumentLine[] =>
    item && grossMinor !== 0 ? [serviceLine('discount', item, item.name, grossMinor, profile.tax)] : [];
  return [
    ...line(profile.discountItem, sumMinor(moved.map(({ sellerMinor }) => sellerMinor))),
    ...line(profile.voucherItem, sumMinor(moved.map(({ voucherMinor }) => voucherMinor))),
  ];
}

function toGoodsLines(
  line: OrderLine,
  components: readonly WeightedComponent[],
  profile: PostingProfile,
): DocumentLine[] {
  const weights = components.map((component) => component.weightMinor);
  const { sellerMinor, voucherMinor } = movedMinor(line, profile);
  const goods = line.isGift ? 0 : lineGoodsMinor(line) - sellerMinor - voucherMinor;
  const gross = allocateMinor(goods, weights);
  const discount = allocateMinor(line.isGift || sellerMinor !== 0 ? 0 : line.sellerDiscountMinor, weights);
  return components.map((component, index) => {
    const grossMinor = gross[index] ?? 0;
    return {
      kind: line.isGift ? 'gift' : 'goods',
      itemId: component.itemId,
      itemCode: component.itemCode,
      description: lineDescription(line),
      quantity: component.quantity * line.quantity,
      discountMinor: discount[index] ?? 0,
      grossMinor,
      ...splitTax(grossMinor, profile.tax),
    };
  });
}

function lineDescription(line: OrderLine): string {
  return line.variation === '' ? line.productName : `${line.productName} – ${line.variation}`;
}
