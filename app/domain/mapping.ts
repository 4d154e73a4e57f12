import type { BusinessDate } from './dates.ts';
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

/**
 * What a SKU stands for, as it was said once. Versions are only ever added: what was posted by an older one stays
 * explained by it. No components = the mapping was taken back.
 */
export interface MappingVersion {
  /** 1, 2, 3 … in the order in which they were made. */
  readonly version: number;
  /** Seller SKU when it was mapped; a later difference is shown. */
  readonly sellerSku: string;
  readonly components: readonly MappedComponent[];
  /** First business date of the orders it is for; null = all orders, whatever their date. */
  readonly validFrom: BusinessDate | null;
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
  | { readonly status: 'notMapped'; readonly sellerSku: string; readonly skuId: SkuId }
  | {
      readonly status: 'itemInactive';
      readonly sellerSku: string;
      readonly skuId: SkuId;
      /** The items it stands for that are not active. */
      readonly inactive: readonly MappedComponent[];
    };

/** What the books know for mapping one shop into one ledger. */
export interface MappingBook {
  readonly items: readonly MappableItem[];
  /** All versions of each SKU, in any order. */
  readonly saved: ReadonlyMap<SkuId, readonly MappingVersion[]>;
  readonly skus: ReadonlyMap<SkuId, Pick<ChannelSku, 'priceMinor'>>;
}

/**
 * The version that counts for an order of a date: the one made last among those that are valid then. `null` stands for
 * an order still to come, for which every version is valid. Null when none is.
 */
export function versionFor<Version extends Pick<MappingVersion, 'version' | 'validFrom'>>(
  versions: readonly Version[],
  orderedOn: BusinessDate | null,
): Version | null {
  let found: Version | null = null;
  for (const one of versions) {
    const isValid = one.validFrom === null || orderedOn === null || one.validFrom <= orderedOn;
    if (isValid && (!found || one.version > found.version)) found = one;
  }
  return found;
}

/** Codes are compared trimmed and without case, as every client of the ledger does (vendors/stokly.md §4.1). */
export function normaliseCode(code: string): string {
  return code.trim().toLowerCase();
}

interface ItemIndex {
  readonly byCode: ReadonlyMap<string, MappableItem>;
  readonly byId: ReadonlyMap<ItemId, MappableItem>;
}

/** By list of items: a resolver with another version is made from the same list again and again. */
const indexes = new WeakMap<readonly MappableItem[], ItemIndex>();

/** Where several items share a code, the first active one has it. An empty code is nobody's. */
export function indexItems(items: readonly MappableItem[]): ItemIndex {
  const known = indexes.get(items);
  if (known) return known;
  const byCode = new Map<string, MappableItem>();
  const byId = new Map<ItemId, MappableItem>();
  for (const item of items) {
    byId.set(item.itemId, item);
    const code = normaliseCode(item.code);
    const other = byCode.get(code);
    if (code !== '' && (!other || (!other.isActive && item.isActive))) byCode.set(code, item);
  }
  const index = { byCode, byId };
  indexes.set(items, index);
  return index;
}

/** `orderedOn` is the business date of the order; null = an order still to come. */
export type ItemResolver = (
  line: Pick<OrderLine, 'skuId' | 'sellerSku' | 'parts'>,
  orderedOn: BusinessDate | null,
) => ItemResolution;

/**
 * Decides which stock items a SKU stands for in an order of a date. The saved mapping of that date counts first, then
 * an item of the same code, then, for a virtual bundle, its parts when every one of them resolves.
 */
export function createItemResolver(book: MappingBook): ItemResolver {
  const { byCode, byId } = indexItems(book.items);

  const weigh = (component: MappedComponent, channelPrice: number | null): WeightedComponent => ({
    ...component,
    weightMinor: channelPrice ?? (byId.get(component.itemId)?.salePriceMinor ?? 0) * component.quantity,
  });

  const resolveOne = (skuId: SkuId, sellerSku: string, orderedOn: BusinessDate | null): ItemResolution => {
    const saved = versionFor(book.saved.get(skuId) ?? [], orderedOn);
    const price = book.skus.get(skuId)?.priceMinor ?? null;
    if (saved && saved.components.length > 0) {
      const inactive = saved.components.filter((component) => byId.get(component.itemId)?.isActive === false);
      if (inactive.length > 0) return { status: 'itemInactive', sellerSku, skuId, inactive };
      const single = saved.components.length === 1;
      return {
        status: normaliseCode(saved.sellerSku) === normaliseCode(sellerSku) ? 'mapped' : 'skuChanged',
        components: saved.components.map((component) => weigh(component, single ? price : null)),
      };
    }
    const item = sellerSku.trim() === '' ? undefined : byCode.get(normaliseCode(sellerSku));
    if (!item) return { status: 'notMapped', sellerSku, skuId };
    const component = { itemId: item.itemId, itemCode: item.code, itemName: item.name, quantity: 1 };
    if (!item.isActive) return { status: 'itemInactive', sellerSku, skuId, inactive: [component] };
    return { status: 'sameCode', components: [weigh(component, price)] };
  };

  const resolveParts = (
    parts: readonly BundlePart[],
    orderedOn: BusinessDate | null,
  ): WeightedComponent[] | null => {
    const components: WeightedComponent[] = [];
    for (const part of parts) {
      const resolved = resolveOne(part.skuId, part.sellerSku, orderedOn);
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

  return (line, orderedOn) => {
    const own = resolveOne(line.skuId, line.sellerSku, orderedOn);
    if (own.status !== 'notMapped' || line.parts.length === 0) return own;
    const components = resolveParts(line.parts, orderedOn);
    return components ? { status: 'sameCode', components } : own;
  };
}
