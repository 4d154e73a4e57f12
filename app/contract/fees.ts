import { z } from 'zod';
import { CurrencyCode, DateOn, Empty, Id, Minor, WindowInput } from './fields.ts';
import { command, query } from './method.ts';

const Range = z.object({
  shopId: Id,
  from: DateOn.nullable().default(null),
  to: DateOn.nullable().default(null),
});

export const FeeRuleField = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rate'), basisPoints: z.int().min(0).max(10_000) }),
  z.object({ kind: z.literal('flat'), amountMinor: Minor }),
  z.object({ kind: z.literal('varies') }),
]);

export const RateCardView = z.object({
  name: z.string(),
  from: DateOn,
  rule: FeeRuleField,
  /** How many rows it was learned from; 0 = entered. */
  rows: z.int(),
});
export type RateCardView = z.infer<typeof RateCardView>;

export const FeeOutlierView = z.object({
  rowKey: Id,
  orderId: z.string().nullable(),
  settledOn: DateOn,
  name: z.string(),
  saleMinor: Minor,
  chargedMinor: Minor,
  expectedMinor: Minor,
  /** Negative: charged more than expected. */
  differenceMinor: Minor,
  times: z.int().nullable(),
});
export type FeeOutlierView = z.infer<typeof FeeOutlierView>;

export const feeMethods = {
  'fees.audit': query(
    'Every fee of a plain sale against the rate card; the largest differences first.',
    Range.extend(WindowInput.shape).extend({ name: z.string().max(300).nullable().default(null) }),
    z.object({
      currency: CurrencyCode,
      card: z.array(RateCardView),
      /** What was charged otherwise than the card says. */
      rows: z.array(FeeOutlierView),
      total: z.int(),
      /** Σ differences of all outliers found, also those outside the window. */
      differenceMinor: Minor,
    }),
  ),
  'fees.months': query(
    'Fees by month and name, with the goods they were charged on.',
    Range,
    z.object({
      currency: CurrencyCode,
      months: z.array(
        z.object({
          month: z.string(),
          name: z.string(),
          amountMinor: Minor,
          rows: z.int(),
          saleMinor: Minor,
        }),
      ),
    }),
  ),
  'fees.saveRule': command(
    'Enters what a fee costs from a date on; it stands before what was learned.',
    z.object({ shopId: Id, name: z.string().trim().min(1).max(300), from: DateOn, rule: FeeRuleField }),
    Empty,
  ),
  'fees.removeRule': command(
    'Takes an entered rule back; what is learned counts again.',
    z.object({ shopId: Id, name: z.string().max(300), from: DateOn }),
    Empty,
  ),
} as const;
