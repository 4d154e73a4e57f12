import { z } from 'zod';
import { CurrencyCode, DateOn, Id, Minor } from './fields.ts';
import { command, query } from './method.ts';

export const SkuProfitView = z.object({
  skuId: Id,
  sellerSku: z.string(),
  productName: z.string(),
  variation: z.string(),
  units: z.int(),
  saleMinor: Minor,
  refundMinor: Minor,
  feesMinor: Minor,
  /** Negative; null when an item of the SKU has no cost, and then there is no profit either. */
  costMinor: Minor.nullable(),
  profitMinor: Minor.nullable(),
  /** Item codes without a cost; an empty one stands for a SKU that is not mapped. */
  missing: z.array(z.string()),
});
export type SkuProfitView = z.infer<typeof SkuProfitView>;

export const profitMethods = {
  'profit.bySku': query(
    'What was settled by SKU: sale, refund, fees, the cost of its items and what is left. Σ of the first three + other = Σ settlement.',
    z.object({
      shopId: Id,
      from: DateOn.nullable().default(null),
      to: DateOn.nullable().default(null),
    }),
    z.object({
      currency: CurrencyCode,
      skus: z.array(SkuProfitView),
      otherMinor: Minor,
      settlementMinor: Minor,
      /** How many costs are known. */
      costs: z.int(),
    }),
  ),
  'profit.costFile': query(
    'The stock items of the shop’s ledger with their costs, as CSV text to be filled in.',
    z.object({ shopId: Id }),
    z.object({ text: z.string(), items: z.int() }),
  ),
  'profit.saveCost': command(
    'Says what one unit of a stock item costs, from a date on (null = always). Replaces the cost of the same date.',
    z.object({
      shopId: Id,
      itemCode: z.string().trim().min(1).max(300),
      from: DateOn.nullable().default(null),
      costMinor: Minor.refine((minor) => minor >= 0, 'A cost is not negative'),
    }),
    z.object({ itemCode: z.string() }),
  ),
  'profit.loadCosts': command(
    'Reads costs by item code from a CSV or .xlsx and keeps them. One wrong line refuses the file and is named.',
    z.object({ shopId: Id, contentBase64: z.string().max(12_000_000) }),
    z.object({ saved: z.int() }),
  ),
} as const;
