import type { ItemId, SkuId } from './ids.ts';
import type { BundlePart, ChannelSku, OrderLine } from './orders.ts';

/** One stock item that a SKU stands for, and how many of it are in one unit. */
export interface MappedComponent {
  readonly itemId: ItemId;
  readonly itemCode: string;
  readonly itemName: string;
  readonly quantity: number;
}

/** The stock items the ledger has, as far as mapping needs them. */
export interface MappableItem {
  readonly itemId: ItemId;
  readonly code: string;
  readonly name: string;
  readonly isActive: boolean;
  /** Minor units; the weight by which a bundle's price is split when the channel gives none for its parts. */
  readonly salePriceMinor: number | null;
}

export type MappingStatus = 'sameCode' | 'mapped' | 'notMapped' | 'itemInactive' | 'skuChanged';

/**
 * A component with the weight by which a bundle's price is split over it: the price, in minor units, of all of its
 * units in one unit of the SKU. A part that stands for six cups weighs what the part costs, not six times that.
 */
export interface WeightedComponent extends MappedComponent {
  readonly weightMinor: number;
}

export type ItemResolution =
  | {
      readonly status: 'sameCode' | 'mapped' | 'skuChanged';
      readonly components: readonly WeightedComponent[];
    }
  | { readonly status: 'notMapped' | 'itemInactive'; readonly sellerSku: string; readonly skuId: SkuId };

/** What the books know for mapping one shop into one ledger. */
export interface MappingBook {
  readonly items: readonly MappableItem[];
  readonly saved: ReadonlyMap<
    SkuId,
    { readonly sellerSku: string; readonly components: readonly MappedComponent[] }
  >;
  readonly skus: ReadonlyMap<SkuId, Pick<ChannelSku, 'priceMinor'>>;
}

/** Codes are compared trimmed and without case, as every client of the ledger does (vendors/stokly.md §4.1). */
export function normaliseCode(code: string): string {
  return code.trim().toLowerCase();
}

export type ItemResolver = (line: Pick<OrderLine, 'skuId' | 'sellerSku' | 'parts'>) => ItemResolution;

/**
 * Decides which stock items a SKU stands for. A saved mapping counts first, then an item of the same code, then, for
 * a virtual bundle, its parts when every one of them resolves.
 */
export function createItemResolver(book: MappingBook): ItemResolver {
  const byCode = new Map<string, MappableItem>();
  const byId = new Map<ItemId, MappableItem>();
  for (const item of book.items) {
    byId.set(item.itemId, item);
    const code = normaliseCode(item.code);
    const known = byCode.get(code);
    if (code !== '' && (!known || (!known.isActive && item.isActive))) byCode.set(code, item);
  }

  const weigh = (component: MappedComponent, channelPrice: number | null): WeightedComponent => ({
    ...component,
    weightMinor: channelPrice ?? (byId.get(component.itemId)?.salePriceMinor ?? 0) * component.quantity,
  });

  const resolveOne = (skuId: SkuId, sellerSku: string): ItemResolution => {
    const saved = book.saved.get(skuId);
    const price = book.skus.get(skuId)?.priceMinor ?? null;
    if (saved && saved.components.length > 0) {
      if (saved.components.some((component) => byId.get(component.itemId)?.isActive === false)) {
        return { status: 'itemInactive', sellerSku, skuId };
      }
      const single = saved.components.length === 1;
      return {
        status: normaliseCode(saved.sellerSku) === normaliseCode(sellerSku) ? 'mapped' : 'skuChanged',
        components: saved.components.map((component) => weigh(component, single ? price : null)),
      };
    }
    const item = sellerSku.trim() === '' ? undefined : byCode.get(normaliseCode(sellerSku));
    if (!item) return { status: 'notMapped', sellerSku, skuId };
    if (!item.isActive) return { status: 'itemInactive', sellerSku, skuId };
    const component = { itemId: item.itemId, itemCode: item.code, itemName: item.name, quantity: 1 };
    return { status: 'sameCode', components: [weigh(component, price)] };
  };

  const resolveParts = (parts: readonly BundlePart[]): WeightedComponent[] | null => {
    const components: WeightedComponent[] = [];
    for (const part of parts) {
      const resolved = resolveOne(part.skuId, part.sellerSku);
      if (!('components' in resolved)) return null;
      for (const component of resolved.components) {
        components.push({
          ...component,
          quantity: component.quantity * part.quantity,
          weightMinor: component.weightMinor * part.quantity,
        });
      }
    }
    return components.length > 0 ? components : null;
  };

  return (line) => {
    const own = resolveOne(line.skuId, line.sellerSku);
    if (own.status !== 'notMapped' || line.parts.length === 0) return own;
    const components = resolveParts(line.parts);
    return components ? { status: 'sameCode', components } : own;
  };
}
