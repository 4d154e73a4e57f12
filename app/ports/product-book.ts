import type { ColumnKind } from '../domain/column-filter.ts';
import type { BusinessDate } from '../domain/dates.ts';
import type { OrderId, ShopId, SkuId } from '../domain/ids.ts';
import type { MappedComponent, MappingVersion } from '../domain/mapping.ts';
import type { ChannelSku, OrderStatus } from '../domain/orders.ts';

/** A mapping as it was saved: versions are kept, domain/mapping.ts says which one counts. */
export interface SavedMapping extends MappingVersion {
  readonly skuId: SkuId;
  readonly madeAt: number;
}

export interface NewMapping {
  readonly skuId: SkuId;
  readonly sellerSku: string;
  /** Empty = unlinked. */
  readonly components: readonly MappedComponent[];
  readonly validFrom: BusinessDate | null;
}

/** An order that contains one of some SKUs. */
export interface AffectedOrder {
  readonly orderId: OrderId;
  readonly orderedOn: BusinessDate;
  readonly status: OrderStatus;
  readonly goodsMinor: number;
  /**
   * `posted`: its invoice left for the ledger. `partly`: a sales order or an invoice of a part did. `open`: nothing
   * did; what is only planned, or was refused, is planned anew when it is posted.
   */
  readonly standing: 'open' | 'partly' | 'posted';
  /** Those of its lines that have one of the SKUs. */
  readonly lines: readonly { readonly skuId: SkuId; readonly sellerSku: string }[];
}

/** `openOrders`: orders and documents. */
export type ProductMarks = Readonly<Record<'skus' | 'items' | 'mappings' | 'openOrders', string>>;

export interface ProductBook {
  /** Adds and updates; SKUs the channel no longer lists stay (orders may still need them). Returns counts. */
  saveSkus(
    shopId: ShopId,
    skus: readonly ChannelSku[],
    at: number,
  ): Promise<{ added: number; changed: number }>;
  /** SKUs seen on orders only, never in a product listing, are included. */
  loadSkus(shopId: ShopId): Promise<readonly ChannelSku[]>;
  /** Every version of every SKU, oldest first. */
  loadMappings(shopId: ShopId): Promise<readonly SavedMapping[]>;
  /** Writes a new version and a history line per SKU. */
  saveMappings(shopId: ShopId, mappings: readonly NewMapping[], at: number): Promise<void>;
  /** The orders that contain one of the SKUs, cancelled ones that left nothing in the ledger excepted; by date. */
  loadAffectedOrders(shopId: ShopId, skuIds: readonly SkuId[]): Promise<readonly AffectedOrder[]>;
  /** Orders that contain the SKU and wait for a document, for all SKUs of the shop at once. */
  countOpenOrdersBySku(shopId: ShopId): Promise<ReadonlyMap<SkuId, number>>;
  /** Marks by which a caller keeps what it has made: as long as one stays equal, nothing of the kind was written. */
  loadMarks(): Promise<ProductMarks>;
}

/** Columns of the order list that a person can filter, and how each is read. */
export const orderFilterColumns = {
  /** An `OrderWord`; this one and the document numbers need the filter's `rule`. */
  verify: 'choice',
  invoice: 'id',
  creditNote: 'id',
  saleOrder: 'id',
  orderId: 'id',
  orderedOn: 'date',
  status: 'choice',
  goodsMinor: 'money',
  paidMinor: 'money',
  shippingMinor: 'money',
  itemCount: 'count',
} as const satisfies Record<string, ColumnKind>;
