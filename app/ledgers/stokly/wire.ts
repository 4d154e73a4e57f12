import { z } from 'zod';

/**
 * What is read from Stokly's answers, and nothing else: unknown fields are dropped here, among them the `data` of a
 * channel, which was seen to carry a web shop's consumer key and secret (vendors/stokly.md §4.2).
 */
const text = z.union([z.string(), z.number()]).transform(String);
const optionalText = text.nullish().transform((value) => value ?? '');
const id = z.string().min(1).max(100);
const decimal = z.union([z.number(), z.string()]);

export const errorBody = z.object({ message: z.string() });

/** `expiry` is a date text (§3.2). */
export const grantBody = z.object({
  data: z.object({
    authenticationResult: z.object({ accessToken: z.string().min(1), expiry: optionalText }),
  }),
});

export const createdBody = z.object({ data: z.object({ id }) });

/** `{data:[…], metadata:{count}}` (§3.3). */
export function listOf<Row extends z.ZodType>(row: Row) {
  return z.object({
    data: z.array(row),
    metadata: z.object({ count: z.number().int().nonnegative() }).nullish(),
  });
}

export function singleOf<Row extends z.ZodType>(row: Row) {
  return z.object({ data: row });
}

/** §4.1. `format` 1 = kit, 2 = parent of variants; `status` 1 = deleted. `salePrice` is informational. */
export const itemRow = z.object({
  itemId: id,
  sku: optionalText,
  name: optionalText,
  format: z.number().nullish(),
  status: z.number().nullish(),
  barcode: optionalText,
  barcodes: z
    .array(z.union([text, z.object({ barcode: text }).transform((row) => row.barcode)]))
    .nullish()
    .catch(null),
  salePrice: z.object({ amount: decimal, currency: z.string() }).nullish().catch(null),
});
export type ItemRow = z.infer<typeof itemRow>;

/** §4.2. `status` 2 = deleted. */
export const channelRow = z.object({ channelId: id, name: optionalText, status: z.number().nullish() });
/** §4.7. `status` 0 = active. */
export const locationRow = z.object({ locationId: id, name: optionalText, status: z.number().nullish() });
/** Assumed, A7. */
export const paymentMethodRow = z.object({ paymentMethodId: z.number().int(), name: optionalText });

/** §4.3. The name is written as two parts; how it is read back was not seen. */
export const customerRow = z.object({
  customerId: id,
  barcode: optionalText,
  name: z
    .union([
      z.string(),
      z
        .object({ forename: optionalText, surname: optionalText })
        .transform((name) => `${name.forename} ${name.surname}`.trim()),
    ])
    .nullish()
    .catch(null),
});

/** §4.4; `currency` and `total` are assumed (README.md), so both may be missing. `stage` `removed` = deleted. */
export const saleOrderRow = z.object({
  saleOrderId: id,
  niceId: optionalText,
  sourceReferenceId: optionalText,
  stage: optionalText,
  currency: z.string().nullish(),
  total: decimal.nullish(),
  createdAt: z.string().nullish(),
});
export type SaleOrderRow = z.infer<typeof saleOrderRow>;

/** §4.4. Lines of a kit's parts have a parent and are not counted. */
export const saleOrderItemRow = z.object({
  parentId: optionalText,
  quantity: z.number().int(),
  displayPrice: decimal,
  displayTax: decimal,
});

/** §4.5; `reference`, `total`, `amountOutstanding` and `items` are assumed, A2. */
export const invoiceRow = z.object({
  saleInvoiceId: id,
  invoiceNumber: optionalText,
  niceId: optionalText,
  saleOrderId: optionalText,
  currency: z.string(),
  status: optionalText,
  reference: optionalText,
  total: decimal.nullish(),
  amountOutstanding: decimal.nullish(),
  items: z
    .array(
      z.object({
        referenceId: optionalText,
        quantity: z.number(),
        displayPrice: decimal,
        displayTax: decimal,
      }),
    )
    .nullish()
    .catch(null),
});
export type InvoiceRow = z.infer<typeof invoiceRow>;

/** The number a person sees. */
export function invoiceNumberOf(row: InvoiceRow): string {
  return row.invoiceNumber || row.niceId;
}

/** Assumed, A4. `amountOutstanding` is negative while the note is open. */
export const creditNoteRow = z.object({
  creditNoteId: id,
  niceId: optionalText,
  reference: optionalText,
  currency: z.string(),
  status: optionalText,
  total: decimal,
  amountOutstanding: decimal,
});
export type CreditNoteRow = z.infer<typeof creditNoteRow>;

/** Assumed, A3. `unallocated` has the sign of the amount. */
export const paymentRow = z.object({
  paymentId: id,
  niceId: optionalText,
  reference: optionalText,
  currency: z.string(),
  status: optionalText,
  amount: decimal,
  unallocated: decimal,
});
export type PaymentRow = z.infer<typeof paymentRow>;
