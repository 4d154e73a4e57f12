import { z } from 'zod';

/**
 * What the finance endpoints send (vendors/tiktok-shop.md §§3.5.1, 3.5.4, 3.5.7). Amounts are signed decimal text, absent
 * where they do not apply, empty where a field is deprecated. Fee and tax leaves are open maps.
 */
const text = z.union([z.string(), z.number().transform(String)]);
const amount = text.nullish().transform((value) => value ?? '');
const id = text.refine((value) => /^[A-Za-z0-9_-]{1,64}$/.test(value), 'is not an id');
const optionalId = text
  .nullish()
  .transform((value) => value ?? '')
  .refine((value) => /^[A-Za-z0-9_-]{0,64}$/.test(value), 'is not an id');
const seconds = z.coerce
  .number()
  .refine((value) => Number.isSafeInteger(value) && value >= 0, 'is not a time');
const optionalSeconds = seconds.nullish().transform((value) => (value ? value : null));
const leaves = z
  .record(z.string().max(100), amount)
  .nullish()
  .transform((value) => value ?? {});

export const statementPageSchema = z.object({
  statements: z
    .array(z.object({ id, statement_time: seconds, currency: z.string(), settlement_amount: amount }))
    .nullish()
    .transform((value) => value ?? []),
  next_page_token: amount,
});
export type WireStatement = z.infer<typeof statementPageSchema>['statements'][number];

const transaction = z.object({
  id,
  type: z.string().min(1).max(200),
  order_id: optionalId,
  order_create_time: optionalSeconds,
  adjustment_id: optionalId,
  adjustment_order_id: optionalId,
  reserve_id: optionalId,
  reserve_amount: amount,
  associated_order_id: optionalId,
  settlement_amount: text,
  revenue_amount: amount,
  shipping_cost_amount: amount,
  fee_tax_amount: amount,
  adjustment_amount: amount,
  revenue_breakdown: leaves,
  fee_tax_breakdown: z
    .object({ fee: leaves, tax: leaves })
    .nullish()
    .transform((value) => value ?? { fee: {}, tax: {} }),
});
export type WireTransaction = z.infer<typeof transaction>;

export const transactionPageSchema = z.object({
  total_count: z.coerce
    .number()
    .nullish()
    .transform((value) => value ?? null),
  total_settlement_amount: amount,
  transactions: z
    .array(transaction)
    .nullish()
    .transform((value) => value ?? []),
  next_page_token: amount,
});
