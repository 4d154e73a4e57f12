import type { DocumentLine } from '../documents.ts';
import type { ItemResolution, ItemResolver, WeightedComponent } from '../mapping.ts';
import { allocateMinor } from '../money.ts';
import { lineGoodsMinor, type Order, type OrderLine } from '../orders.ts';
import type { PostingProfile } from '../profile.ts';
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

function toGoodsLines(
  line: OrderLine,
  components: readonly WeightedComponent[],
  profile: PostingProfile,
): DocumentLine[] {
  const weights = components.map((component) => component.weightMinor);
  const gross = allocateMinor(line.isGift ? 0 : lineGoodsMinor(line), weights);
  const discount = allocateMinor(line.isGift ? 0 : line.sellerDiscountMinor, weights);
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
