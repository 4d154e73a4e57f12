import * as z from 'zod';
import { badRequest } from './errors.ts';

const date = z.iso.date();
const reference = z.string().min(1).max(64);
const currency = z.string().length(3);
const quantity = z.int().refine((value) => value !== 0, 'must not be 0');

const invoiceLine = z.strictObject({
  referenceType: z.literal('item'),
  referenceId: z.string(),
  itemName: z.string().max(512).optional(),
  quantity,
  displayPrice: z.number(),
  displayTax: z.number(),
});

const rates = {
  exchangeRate: z.number().positive().optional(),
  useSystemExchangeRate: z.boolean().optional(),
};

const orderLine = z.strictObject({
  type: z.literal('item'),
  referenceId: z.string(),
  quantity,
  displayPrice: z.number(),
  displayTax: z.number(),
  displayDiscount: z.number().optional(),
  displayLinePrice: z.number().optional(),
  displayLineTax: z.number().optional(),
  displayLineDiscount: z.number().optional(),
  displayLineTotal: z.number().optional(),
  fulfilmentType: z.enum(['delivery', 'none']).optional(),
});

const shipping = z.strictObject({
  name: z.strictObject({ forename: z.string(), surname: z.string() }),
  // Migrations fill these with the word "undefined", so some must not be empty (stokly.md §4.3).
  address: z.strictObject({
    line1: z.string().min(1),
    line2: z.string().optional(),
    city: z.string().min(1),
    region: z.string().optional(),
    country: z.string().length(2),
    postcode: z.string().min(1),
  }),
  option: z.string().optional(),
  cost: z.number(),
  tax: z.number(),
});

/** `POST /v2/saleorders`: the union of what observed clients send, without inline invoices and payments. */
export const saleOrderBody = z.strictObject({
  stage: z.literal('order'),
  createdAt: z.iso.datetime({ offset: true }).or(date),
  sourceType: z.string(),
  sourceId: z.string(),
  sourceReferenceId: reference,
  customerReference: z.string().max(64).optional(),
  barcode: z.string().optional(),
  userId: z.string().optional(),
  tags: z.array(z.string()).optional(),
  currency,
  ...rates,
  customer: z.strictObject({ customerId: z.string() }),
  shipping: shipping.optional(),
  items: z.array(orderLine).min(1).max(500),
  payments: z.array(z.never(), 'payments on orders are not simulated').optional(),
});

export const saleOrderPatch = z.strictObject({ tags: z.array(z.string()) });

/** A1 */
export const invoicesBody = z.strictObject({
  invoices: z
    .array(
      z.strictObject({
        status: z.enum(['issued', 'paid']),
        currency,
        ...rates,
        payments: z.array(
          z.strictObject({
            method: z.int(),
            amount: z.number(),
            label: z.string().optional(),
            timestamp: z.string().optional(),
          }),
        ),
        items: z.array(invoiceLine).min(1).max(500),
        issueDate: date.optional(),
        reference: reference.optional(),
      }),
    )
    .length(1, 'one invoice at a time'),
});

/** A5 */
export const invoicePatch = z.strictObject({ items: z.array(invoiceLine).min(1).max(500) });

/** A3 */
export const paymentBody = z.strictObject({
  reference,
  customerId: z.string(),
  method: z.int(),
  currency,
  paidAt: date,
  amount: z.number(),
  label: z.string().max(255).optional(),
  allocations: z
    .array(
      z.strictObject({
        type: z.enum(['invoice', 'credit-note']),
        id: z.string(),
        amount: z.number(),
        deductions: z.array(z.strictObject({ label: z.string(), amount: z.number() })).optional(),
      }),
    )
    .max(2_000),
});

/** A4 */
export const creditNoteBody = z.strictObject({
  reference,
  customerId: z.string(),
  saleInvoiceId: z.string().nullable(),
  currency,
  issueDate: date,
  items: z.array(invoiceLine).min(1).max(500),
  allocations: z
    .array(z.strictObject({ saleInvoiceId: z.string(), amount: z.number().positive() }))
    .optional(),
});

/** Observed body of `POST /v0/customers`. */
export const customerBody = z.strictObject({
  name: z.strictObject({ forename: z.string(), surname: z.string() }),
  fullName: z.string().optional(),
  barcode: z.string().min(1).optional(),
  type: z.int().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  address: z.unknown().optional(),
  billingAddress: z.unknown().optional(),
  shippingAddresses: z.array(z.unknown()).optional(),
  contacts: z.array(z.unknown()).optional(),
});

/** The part of `POST /v0/items` that makes an item; the rest of the observed body is taken and ignored. */
export const itemBody = z.looseObject({
  sku: z.string().min(1),
  name: z.string().min(1),
  barcodes: z.array(z.string()).optional(),
});

export type InvoiceLineBody = z.infer<typeof invoiceLine>;
export type OrderLineBody = z.infer<typeof orderLine>;
export type SaleOrderBody = z.infer<typeof saleOrderBody>;
export type InvoiceBody = z.infer<typeof invoicesBody>['invoices'][number];
export type PaymentBody = z.infer<typeof paymentBody>;
export type CreditNoteBody = z.infer<typeof creditNoteBody>;

/** Reads a body; what does not fit is a 400 that names the first thing wrong. */
export function readBody<T>(schema: z.ZodType<T>, raw: string): T {
  let parsed: unknown;
  try {
    parsed = JSON.parse(raw);
  } catch {
    throw badRequest('the body is not JSON');
  }
  const result = schema.safeParse(parsed);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw badRequest(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'invalid'}`);
}
