import { z } from 'zod';
import {
  At,
  ColumnFilters,
  CurrencyCode,
  DateOn,
  Id,
  JobStarted,
  Minor,
  OrderStatusField,
  ProblemField,
  SearchText,
  WindowInput,
} from './fields.ts';
import { command, query } from './method.ts';

export const MappingStatusField = z.enum(['sameCode', 'mapped', 'notMapped', 'itemInactive', 'skuChanged']);

export const ComponentView = z.object({
  itemId: Id,
  itemCode: z.string(),
  itemName: z.string(),
  quantity: z.int(),
});
export type ComponentView = z.infer<typeof ComponentView>;

/** A component with what the ledger says of its item. */
export const ProductComponent = ComponentView.extend({
  isKit: z.boolean(),
  barcodes: z.array(z.string()),
});
export type ProductComponent = z.infer<typeof ProductComponent>;

export const ProductRow = z.object({
  skuId: Id,
  productId: z.string(),
  productName: z.string(),
  variation: z.string(),
  sellerSku: z.string(),
  priceMinor: Minor.nullable(),
  currency: CurrencyCode,
  /** On sale on the channel. */
  isActive: z.boolean(),
  /** A virtual bundle of the channel: it stands for the items of its parts when all of them have one. */
  isBundle: z.boolean(),
  /** What holds for an order still to come. */
  status: MappingStatusField,
  components: z.array(ProductComponent),
  /** With the status `itemInactive`: the items that are. */
  inactive: z.array(ProductComponent),
  /** The mapping that was saved; null when none is, or it was taken back. */
  saved: z
    .object({
      version: z.int(),
      /** First business date of the orders it is for; null = all of them. */
      validFrom: DateOn.nullable(),
      /** Seller SKU when it was mapped. */
      sellerSku: z.string(),
    })
    .nullable(),
  /** Orders not posted yet that contain it. */
  openOrders: z.int(),
});
export type ProductRow = z.infer<typeof ProductRow>;

/** One posting of mappings: more SKUs than a large shop has. */
export const mostMappings = 20_000;

/** What one SKU shall stand for. */
export const MappingDraft = z.object({
  skuId: Id,
  /** None = unlinked. */
  components: z.array(z.object({ itemId: Id, quantity: z.int().min(1).max(1000) })).max(50),
  /** First business date of the orders it is for; null = all that are not posted. */
  validFrom: DateOn.nullable().default(null),
});

const MapInput = z.object({
  shopId: Id,
  mappings: z.array(MappingDraft).min(1).max(mostMappings),
});

/** What posting mappings would do to orders. */
export const MappingImpact = z.object({
  currency: CurrencyCode,
  /** Unposted orders whose items change. */
  changes: z.object({
    orders: z.int(),
    goodsMinor: Minor,
    byStatus: z.record(OrderStatusField, z.int()),
  }),
  /** Posted orders that would have changed and stay as they are; `partly`: a sales order or a part invoice stands. */
  stays: z.object({ orders: z.int(), partly: z.int() }),
  /** Unposted orders that contain one of the products and come out as before. */
  same: z.int(),
  /** The orders behind `changes` and `stays` by date, at most 500. */
  orders: z.array(
    z.object({
      orderId: Id,
      orderedOn: DateOn,
      status: OrderStatusField,
      goodsMinor: Minor,
      standing: z.enum(['open', 'partly', 'posted']),
    }),
  ),
});
export type MappingImpact = z.infer<typeof MappingImpact>;

export const MappingVersionView = z.object({
  version: z.int(),
  madeAt: At,
  validFrom: DateOn.nullable(),
  sellerSku: z.string(),
  /** None = unlinked. */
  components: z.array(ProductComponent.extend({ isActive: z.boolean() })),
});
export type MappingVersionView = z.infer<typeof MappingVersionView>;

export const productMethods = {
  'products.fetch': command(
    'Fetches the products of a shop and the items of its ledger.',
    z.object({ shopId: Id }),
    JobStarted,
  ),
  'products.list': query(
    'Products with the stock items they stand for.',
    WindowInput.extend({
      shopId: Id,
      text: SearchText.default(''),
      status: MappingStatusField.nullable().default(null),
      /** Columns: status, itemCode, product, variation, sellerSku, price, barcode, openOrders, validFrom, id. */
      filters: ColumnFilters,
      sort: z
        .enum(['status', 'itemCode', 'productName', 'variation', 'sellerSku', 'priceMinor', 'openOrders'])
        .default('status'),
      descending: z.boolean().default(false),
    }),
    z.object({
      rows: z.array(ProductRow),
      total: z.int(),
      /** Under the filters, but for the status asked for and the filter of the column status. */
      counts: z.record(MappingStatusField, z.int()),
    }),
  ),
  'products.alike': query(
    'The other products that a mapping of this one may be meant for, by rule.',
    z.object({ shopId: Id, skuId: Id }),
    z.object({
      /** Same seller SKU, but for upper and lower case and outer blanks; none when it has no seller SKU. */
      sameSellerSku: z.array(Id),
      /** Same product name and variation. */
      sameName: z.array(Id),
    }),
  ),
  'products.impact': query('What posting mappings would do to orders.', MapInput, MappingImpact),
  'products.map': command(
    'Remembers which stock items a SKU stands for, as a new version of each. What stands so already is left alone.',
    MapInput,
    z.object({
      saved: z.int(),
      unchanged: z.int(),
      /** Unposted orders whose items have changed, and the sum of their goods. */
      openOrders: z.int(),
      openGoodsMinor: Minor,
    }),
  ),
  'products.versions': query(
    'Every mapping a SKU has had, newest first.',
    z.object({ shopId: Id, skuId: Id }),
    z.object({ versions: z.array(MappingVersionView) }),
  ),
  'products.exportMappings': query(
    'Every product with its components as CSV text (columns: app/domain/mapping-file.ts).',
    z.object({ shopId: Id }),
    z.object({ text: z.string(), products: z.int() }),
  ),
  'products.readMappings': query(
    'Reads a file of mappings, CSV or .xlsx, and says what it would change. Nothing is stored.',
    z.object({ shopId: Id, contentBase64: z.string().max(12 * 1024 * 1024) }),
    z.object({
      changes: z.array(
        z.object({ skuId: Id, components: z.array(ProductComponent), validFrom: DateOn.nullable() }),
      ),
      /** Products that are mapped so already. */
      same: z.int(),
      /** Products without an item code in the file: left alone. */
      blank: z.int(),
      /** Products that are refused, and why, by line of the file (at most 1,000). */
      refused: z.int(),
      problems: z.array(ProblemField),
    }),
  ),
} as const;
