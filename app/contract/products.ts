import { z } from 'zod';
import { CurrencyCode, Id, JobStarted, Minor, SearchText, WindowInput } from './fields.ts';
import { command, query } from './method.ts';

export const MappingStatusField = z.enum(['sameCode', 'mapped', 'notMapped', 'itemInactive', 'skuChanged']);

export const ComponentView = z.object({
  itemId: Id,
  itemCode: z.string(),
  itemName: z.string(),
  quantity: z.int(),
});

export const ProductRow = z.object({
  skuId: Id,
  productId: z.string(),
  productName: z.string(),
  variation: z.string(),
  sellerSku: z.string(),
  priceMinor: Minor.nullable(),
  currency: CurrencyCode,
  isActive: z.boolean(),
  isBundle: z.boolean(),
  status: MappingStatusField,
  components: z.array(ComponentView),
  /** Orders not posted yet that contain it. */
  openOrders: z.int(),
});
export type ProductRow = z.infer<typeof ProductRow>;

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
      sort: z.enum(['status', 'sellerSku', 'productName', 'priceMinor']).default('status'),
      descending: z.boolean().default(false),
    }),
    z.object({
      rows: z.array(ProductRow),
      total: z.int(),
      counts: z.record(MappingStatusField, z.int()),
    }),
  ),
  'products.map': command(
    'Remembers which stock items a SKU stands for. No components = not mapped.',
    z.object({
      shopId: Id,
      mappings: z
        .array(
          z.object({
            skuId: Id,
            components: z.array(z.object({ itemId: Id, quantity: z.int().min(1).max(1000) })).max(50),
          }),
        )
        .min(1)
        .max(5000),
    }),
    z.object({ saved: z.int(), openOrders: z.int(), openGoodsMinor: Minor }),
  ),
} as const;
