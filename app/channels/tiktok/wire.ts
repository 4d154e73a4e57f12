import { z } from 'zod';

/**
 * What TikTok Shop sends (vendors/tiktok-shop.md §§1.2, 1.3, 3.1, 3.2): strict on what is used, tolerant of anything
 * more, of absent optional fields, and of ids and amounts that arrive as numbers. Times are Unix seconds. Amounts stay
 * decimal text until the currency is known.
 */
const text = z.union([z.string(), z.number().transform(String)]);
const optionalText = text.nullish().transform((value) => value ?? '');
/** Ids end up in addresses and in keys of the books, so only the characters of ids pass. */
const id = text.refine((value) => /^[A-Za-z0-9_-]{1,64}$/.test(value), 'is not an id');
const seconds = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,12}$/)
      .transform(Number),
  ])
  .refine((value) => Number.isSafeInteger(value) && value >= 0, 'is not a time in Unix seconds');
/** 0 is how an event that has not happened is sometimes written. */
const optionalSeconds = seconds.nullish().transform((value) => (value ? value : null));
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);
const count = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
]);
const optionalCount = count.nullish().transform((value) => value ?? null);
/** A missing list and an empty one differ nowhere but on `combined_listing_skus`. */
function list<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);
}

export const envelopeSchema = z.object({
  code: z.number().int(),
  message: optionalText,
  request_id: optionalText,
  data: z.unknown().optional(),
});

export const tokensSchema = z.object({
  access_token: z.string().min(1),
  access_token_expire_in: seconds,
  refresh_token: z.string().min(1),
  refresh_token_expire_in: seconds,
  seller_name: optionalText,
  user_type: z.number().nullish(),
  granted_scopes: list(z.string()),
});
export type WireTokens = z.infer<typeof tokensSchema>;

export const shopsSchema = z.object({
  shops: list(z.object({ id, name: optionalText, region: z.string(), cipher: z.string().min(1) })),
});
export type WireShop = z.infer<typeof shopsSchema>['shops'][number];

const price = z.object({
  currency: optionalText,
  tax_exclusive_price: optionalText,
  sale_price: optionalText,
});

const bundlePart = z.object({
  sku_id: id,
  seller_sku: optionalText,
  sku_count: count.refine((value) => Number.isSafeInteger(value) && value > 0, 'is not a number of units'),
});
export type WireBundlePart = z.infer<typeof bundlePart>;

const sku = z.object({
  id,
  seller_sku: optionalText,
  price: price.nullish(),
  status_info: z.object({ status: optionalText }).nullish(),
  /** The search does not document these two; they are read where they come. */
  sales_attributes: z.array(z.object({ value_name: optionalText })).nullish(),
  combined_skus: z.array(bundlePart).nullish(),
});
export type WireSku = z.infer<typeof sku>;

export const productSchema = z.object({
  id,
  title: optionalText,
  /** The search says `status`, the detail `product_status`. */
  status: optionalText,
  product_status: optionalText,
  update_time: optionalSeconds,
  product_types: z.array(z.string()).nullish(),
  skus: list(sku),
});
export type WireProduct = z.infer<typeof productSchema>;

const pageFields = { next_page_token: optionalText, total_count: optionalCount };

export const productPageSchema = z
  .object({ products: list(productSchema), ...pageFields })
  .transform((page) => ({
    items: page.products,
    nextPageToken: page.next_page_token,
    totalCount: page.total_count,
  }));

/** Orders of a page are read one by one, so that a single odd one does not hide the others. */
export const orderPageSchema = z.object({ orders: list(z.unknown()), ...pageFields }).transform((page) => ({
  items: page.orders,
  nextPageToken: page.next_page_token,
  totalCount: page.total_count,
}));

const lineItem = z.object({
  id,
  product_id: id,
  product_name: optionalText,
  sku_id: id,
  sku_name: optionalText,
  seller_sku: optionalText,
  original_price: text,
  seller_discount: optionalText,
  platform_discount: optionalText,
  currency: optionalText,
  is_gift: flag,
  display_status: optionalText,
  /** Undefined: the answer does not say whether the SKU is a bundle. */
  combined_listing_skus: z.array(bundlePart).nullish(),
});
export type WireLineItem = z.infer<typeof lineItem>;

const payment = z.object({
  currency: z.string(),
  original_total_product_price: optionalText,
  seller_discount: optionalText,
  shipping_fee: optionalText,
  tax: optionalText,
  total_amount: optionalText,
});

const address = z.object({
  name: optionalText,
  address_line1: optionalText,
  address_line2: optionalText,
  address_detail: optionalText,
  postal_code: optionalText,
  region_code: optionalText,
  post_town: optionalText,
  district_info: list(
    z.object({ address_level: optionalText, address_level_name: optionalText, address_name: optionalText }),
  ),
});
export type WireAddress = z.infer<typeof address>;

export const orderSchema = z.object({
  id,
  status: z.string(),
  create_time: seconds.refine((value) => value > 0, 'is missing'),
  update_time: optionalSeconds,
  paid_time: optionalSeconds,
  delivery_time: optionalSeconds,
  cancel_time: optionalSeconds,
  is_sample_order: flag,
  is_replacement_order: flag,
  line_items: z.array(lineItem),
  payment,
  /** Masked, partial or absent depending on market and status: whatever it is, it never stops an order. */
  recipient_address: address.nullish().catch(null),
});
export type WireOrder = z.infer<typeof orderSchema>;

export const ordersSchema = z.object({ orders: list(z.unknown()) });

/** When an order changed last, even of one that cannot be read any further. */
export const orderStampSchema = z.object({ update_time: optionalSeconds });

const anythingWithId = z.object({ id });

/** Id of something that may not be readable any further; null when not even that is there. */
export function idOf(raw: unknown): string | null {
  const found = anythingWithId.safeParse(raw);
  return found.success ? found.data.id : null;
}

/** Where the answer differs from what is expected, without any of its values: `line_items.0.sku_id is not an id`. */
export function describeProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'unknown difference';
  const path = issue.path.map(String).join('.');
  return `${path === '' ? 'the answer' : path}: ${issue.message}`;
}
