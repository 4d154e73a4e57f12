import { z } from 'zod';
import { CurrencyCode, DateOn, Empty, Id, Minor, SearchText, WindowInput } from './fields.ts';
import { command, query } from './method.ts';

/** A date, a file, a month, or everything. */
const Scope = z.object({
  shopId: Id,
  from: DateOn.nullable().default(null),
  to: DateOn.nullable().default(null),
  settlementId: Id.nullable().default(null),
});

const StepKind = z.enum([
  'goods',
  'sellerDiscounts',
  'refunds',
  'fee',
  'adjustment',
  'reserve',
  'unexplained',
]);

export const BridgeStepView = z.object({
  kind: StepKind,
  name: z.string(),
  amountMinor: Minor,
  rows: z.int(),
});
export type BridgeStepView = z.infer<typeof BridgeStepView>;

export const BridgeView = z.object({
  /** The date; null for a bridge over several. */
  settledOn: DateOn.nullable(),
  steps: z.array(BridgeStepView),
  revenueMinor: Minor,
  settlementMinor: Minor,
  residualMinor: Minor,
  candidates: z.array(z.object({ rowKey: Id, id: z.string(), amountMinor: Minor })),
});
export type BridgeView = z.infer<typeof BridgeView>;

/** From the settlement to the bank. Withdrawals are negative: money that leaves the marketplace's balance. */
export const FlowView = z.object({
  settlementMinor: Minor,
  gmvDeductionMinor: Minor,
  /** Settlement less what was taken for ads directly. */
  earningsMinor: Minor,
  /** What the Withdrawal sheet calls Earnings; null when no file with that sheet covers the dates. */
  statedEarningsMinor: Minor.nullable(),
  withdrawnMinor: Minor,
  /** Of the withdrawals, what a bank line was matched to. */
  bankedMinor: Minor,
  /** Opening + all earnings + all withdrawals up to the end of the scope. */
  balanceMinor: Minor,
});

export type FlowView = z.infer<typeof FlowView>;

export const PayoutView = z.object({
  settledOn: DateOn,
  settlementMinor: Minor,
  earnedMinor: Minor,
  statedMinor: Minor.nullable(),
  postedMinor: Minor,
  residualMinor: Minor,
  stage: z.enum(['earned', 'processing', 'withdrawn', 'inBank', 'nothing']),
  openMinor: Minor,
  parts: z.array(z.object({ withdrawalId: z.string(), amountMinor: Minor })),
});
export type PayoutView = z.infer<typeof PayoutView>;

export const BankLineView = z.object({
  lineId: Id,
  bookedOn: DateOn,
  amountMinor: Minor,
  currency: CurrencyCode,
  text: z.string(),
  fileName: z.string().nullable(),
  match: z.object({ shopId: Id, withdrawalId: z.string() }).nullable(),
});
export type BankLineView = z.infer<typeof BankLineView>;

export const WithdrawalView = z.object({
  withdrawalId: z.string(),
  referenceId: z.string(),
  requestedOn: DateOn,
  amountMinor: Minor,
  state: z.enum(['processing', 'transferred', 'inBank']),
  line: BankLineView.nullable(),
  suggestions: z.array(
    z.object({
      lineId: Id,
      bookedOn: DateOn,
      text: z.string(),
      daysApart: z.int(),
      isOnly: z.boolean(),
      namesReference: z.boolean(),
    }),
  ),
});
export type WithdrawalView = z.infer<typeof WithdrawalView>;

/** One day proved: the file's figure against what the ledger holds. */
export const TieOutDay = z.object({
  settledOn: DateOn,
  settlementMinor: Minor,
  earningsMinor: Minor.nullable(),
  postedMinor: Minor,
  differenceMinor: Minor,
  tiedOut: z.boolean(),
});

export const TieOutReport = z.object({
  shopId: Id,
  currency: CurrencyCode,
  from: DateOn.nullable(),
  to: DateOn.nullable(),
  settlementMinor: Minor,
  revenueMinor: Minor,
  feesMinor: Minor,
  adjustmentsMinor: Minor,
  fees: z.array(z.object({ name: z.string(), amountMinor: Minor })),
  postedMinor: Minor,
  residualMinor: Minor,
  earningsMinor: Minor,
  gmvDeductionMinor: Minor,
  withdrawnMinor: Minor,
  clearingMinor: Minor,
  invoicedMinor: Minor,
  outstandingMinor: Minor,
  days: z.array(TieOutDay),
  checks: z.array(z.object({ id: z.string(), title: z.string(), checked: z.int(), failed: z.int() })),
});
export type TieOutReport = z.infer<typeof TieOutReport>;

export const tieOutMethods = {
  'tieout.report': query(
    'Settlement, postings and clearing of a period, and whether they agree.',
    z.object({ shopId: Id, from: DateOn.nullable().default(null), to: DateOn.nullable().default(null) }),
    TieOutReport,
  ),
  'tieout.bridge': query(
    'Goods sold to settlement, step by step, of a date, a file or a month; `by: day` gives one bridge a date.',
    Scope.extend({ by: z.enum(['scope', 'day']).default('scope') }),
    z.object({
      currency: CurrencyCode,
      bridges: z.array(BridgeView),
      flow: FlowView,
      checks: z.array(z.object({ id: z.string(), title: z.string(), checked: z.int(), failed: z.int() })),
    }),
  ),
  'tieout.stepRows': query(
    'The rows behind a step of the bridge, with their part in it; `gmvDeduction`: those the flow takes off the settlement.',
    Scope.extend(WindowInput.shape).extend({
      kind: z.enum([...StepKind.options, 'gmvDeduction']),
      name: z.string().max(300),
    }),
    z.object({
      rows: z.array(
        z.object({
          rowKey: Id,
          rowNumber: z.int(),
          id: z.string(),
          type: z.string(),
          relatedOrderId: z.string().nullable(),
          settledOn: DateOn,
          partMinor: Minor,
          settlementMinor: Minor,
        }),
      ),
      total: z.int(),
      partMinor: Minor,
    }),
  ),
  'tieout.payouts': query(
    'How far the money of each date has come: earned, withdrawn, in the bank.',
    z.object({ shopId: Id, from: DateOn.nullable().default(null), to: DateOn.nullable().default(null) }),
    z.object({
      currency: CurrencyCode,
      payouts: z.array(PayoutView),
      openingMinor: Minor,
      balanceMinor: Minor,
      /** More was withdrawn than the books know of: the opening balance is too small by this much. */
      missingOpeningMinor: Minor,
    }),
  ),
  'tieout.setOpening': command(
    'What the marketplace held for the shop before the first date in the books.',
    z.object({ shopId: Id, amountMinor: Minor }),
    Empty,
  ),
  'bank.load': command(
    'Reads a bank statement and stores its lines. What is known already is counted, not doubled.',
    z.object({
      shopId: Id,
      fileName: z.string().min(1).max(300),
      contentBase64: z.string().max(24 * 1024 * 1024),
    }),
    z.object({
      added: z.int(),
      alreadyKnown: z.int(),
      /** Lines in another currency than the shop's, which were left out. */
      otherCurrency: z.int(),
      from: DateOn,
      to: DateOn,
    }),
  ),
  'bank.addLine': command(
    'Enters a bank line by hand. Money into the account is positive.',
    z.object({ shopId: Id, bookedOn: DateOn, amountMinor: Minor, text: SearchText }),
    z.object({ line: BankLineView }),
  ),
  'bank.removeLine': command('Takes an unmatched bank line out.', z.object({ lineId: Id }), Empty),
  'bank.list': query(
    'Withdrawals with the bank line each was matched to or may be, and bank lines that are still free.',
    z.object({ shopId: Id }),
    z.object({
      currency: CurrencyCode,
      withdrawals: z.array(WithdrawalView),
      freeLines: z.array(BankLineView),
    }),
  ),
  'bank.match': command(
    'Says that a withdrawal and a bank line are the same money. Amount and currency must agree.',
    z.object({ shopId: Id, withdrawalId: z.string().min(1).max(300), lineId: Id }),
    Empty,
  ),
  'bank.unmatch': command(
    'Takes a match back.',
    z.object({ shopId: Id, withdrawalId: z.string().min(1).max(300) }),
    Empty,
  ),
} as const;
