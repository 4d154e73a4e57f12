import { z } from 'zod';
import {
  At,
  CurrencyCode,
  DateOn,
  Id,
  JobStarted,
  Minor,
  ProblemField,
  SearchText,
  WindowInput,
} from './fields.ts';
import { command, query } from './method.ts';

/** A file crosses as base64; 96 MB of text hold a 72 MB file. */
const FileInput = z.object({
  fileName: z.string().min(1).max(300),
  contentBase64: z.string().max(96 * 1024 * 1024),
});

const Amount = z.string();

/** The summary of `settlement inspect`: amounts as decimal text. */
export const SettlementSummaryView = z.object({
  format: z.enum(['xlsx', 'csv']),
  layout: z.string(),
  currency: CurrencyCode,
  timeZone: z.string().nullable(),
  period: z.tuple([DateOn, DateOn]),
  rows: z.object({ total: z.int(), orders: z.int(), adjustments: z.int(), unknown: z.int() }),
  totals: z.object({ settlement: Amount, revenue: Amount, fees: Amount, adjustments: Amount }),
  byDate: z.array(
    z.object({ settledOn: DateOn, settlement: Amount, orders: z.int(), adjustments: Amount, gmvAds: Amount }),
  ),
  adjustmentsByType: z.record(z.string(), z.object({ rows: z.int(), amount: Amount })),
  startingWith7: z.int(),
  withdrawals: z.object({ transferred: Amount, earnings: Amount, gmvDeductions: Amount }),
  proofs: z.array(z.object({ id: z.string(), checked: z.int(), failed: z.int() })),
  problems: z.array(ProblemField),
});

export const PaymentRowStatus = z.enum([
  'ready',
  'posted',
  'planned',
  'orderNotPosted',
  'differs',
  'unknownType',
  'changed',
  'problem',
]);

export const PaymentRow = z.object({
  rowKey: Id,
  rowNumber: z.int(),
  kind: z.enum(['order', 'adjustment', 'reserve', 'unknown']),
  type: z.string(),
  id: z.string(),
  relatedOrderId: z.string().nullable(),
  settledOn: DateOn,
  currency: CurrencyCode,
  invoiceNumber: z.string().nullable(),
  settlementMinor: Minor,
  revenueMinor: Minor,
  feesMinor: Minor,
  adjustmentMinor: Minor,
  refundMinor: Minor,
  fees: z.array(z.object({ name: z.string(), amountMinor: Minor })),
  status: PaymentRowStatus,
  reason: z.string().nullable(),
  /** What the user may answer on the row. */
  choices: z.array(z.enum(['creditDifference', 'partPayment', 'ignore', 'isAdjustment', 'isOrder', 'isFee'])),
  paymentNumber: z.string().nullable(),
});
export type PaymentRow = z.infer<typeof PaymentRow>;

export const DocumentView = z.object({
  reference: z.string(),
  kind: z.enum(['order', 'invoice', 'amendment', 'creditNote', 'payment']),
  state: z.string(),
  number: z.string().nullable(),
  issuedOn: DateOn,
  description: z.string(),
  totalMinor: Minor,
  problem: z.string().nullable(),
});
export type DocumentView = z.infer<typeof DocumentView>;

export const PaymentDay = z.object({
  settledOn: DateOn,
  currency: CurrencyCode,
  state: z.enum(['ready', 'blocked', 'posting', 'posted']),
  blockers: z.array(
    z.object({
      code: z.string(),
      rowKey: z.string().nullable(),
      orderId: z.string().nullable(),
      message: z.string(),
      values: z.object({ settlementMinor: Minor, booksMinor: Minor }).nullable(),
    }),
  ),
  rowCount: z.int(),
  orderRows: z.int(),
  adjustmentRows: z.int(),
  settlementMinor: Minor,
  revenueMinor: Minor,
  feesMinor: Minor,
  adjustmentsMinor: Minor,
  gmvAdsMinor: Minor,
  allocatedMinor: Minor,
  creditedMinor: Minor,
  adjustmentDocumentMinor: Minor,
  adjustmentLines: z.array(z.object({ label: z.string(), amountMinor: Minor, ids: z.array(z.string()) })),
  residualMinor: Minor,
  knockOffs: z.array(
    z.object({
      orderId: z.string().nullable(),
      invoiceNumber: z.string().nullable(),
      cashMinor: Minor,
      feesMinor: Minor,
      creditedMinor: Minor,
      adjustmentMinor: Minor,
    }),
  ),
  documents: z.array(DocumentView),
});
export type PaymentDay = z.infer<typeof PaymentDay>;

/** Result of the job `payments.post`. */
export const PostPaymentsResult = z.object({
  days: z.int(),
  payments: z.int(),
  creditNotes: z.int(),
  adjustmentDocuments: z.int(),
  invoices: z.int(),
  rejected: z.array(z.object({ reference: z.string(), reason: z.string() })),
  unknown: z.array(z.object({ reference: z.string(), reason: z.string() })),
  blocked: z.array(z.object({ settledOn: DateOn, reason: z.string() })),
});
export type PostPaymentsResult = z.infer<typeof PostPaymentsResult>;

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

export const paymentMethods = {
  'settlements.inspect': query(
    'Reads a settlement file without storing anything.',
    FileInput,
    SettlementSummaryView,
  ),
  'settlements.load': command(
    'Reads a settlement file and stores its rows. What is known already is counted, not doubled.',
    FileInput.extend({ shopId: Id }),
    z.object({
      settlementId: Id,
      added: z.int(),
      alreadyKnown: z.int(),
      changed: z.int(),
      summary: SettlementSummaryView,
    }),
  ),
  'settlements.list': query(
    'Files that were loaded.',
    z.object({ shopId: Id }),
    z.object({
      files: z.array(
        z.object({
          settlementId: Id,
          fileName: z.string(),
          layout: z.string(),
          currency: CurrencyCode,
          periodFrom: DateOn,
          periodTo: DateOn,
          rowCount: z.int(),
          loadedAt: At,
        }),
      ),
    }),
  ),
  'payments.rows': query(
    'Settlement rows with the invoice each belongs to.',
    WindowInput.extend({
      shopId: Id,
      from: DateOn.nullable().default(null),
      to: DateOn.nullable().default(null),
      text: SearchText.default(''),
      status: PaymentRowStatus.nullable().default(null),
    }),
    z.object({
      rows: z.array(PaymentRow),
      total: z.int(),
      counts: z.record(PaymentRowStatus, z.int()),
      sums: z.object({
        settlementMinor: Minor,
        revenueMinor: Minor,
        feesMinor: Minor,
        adjustmentMinor: Minor,
      }),
    }),
  ),
  'payments.preview': query(
    'Per settled date what would be posted, what was posted, and what is in the way.',
    z.object({ shopId: Id, from: DateOn.nullable().default(null), to: DateOn.nullable().default(null) }),
    z.object({
      days: z.array(PaymentDay),
      settlementMinor: Minor,
      residualMinor: Minor,
      currency: CurrencyCode,
    }),
  ),
  'payments.decide': command(
    'Answers a row that no rule can book: take the difference, wait for the rest, place an unknown type.',
    z.object({
      shopId: Id,
      rowKey: Id,
      decision: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('creditDifference') }),
        z.object({ kind: z.literal('partPayment') }),
        z.object({ kind: z.literal('leave') }),
        z.object({ kind: z.literal('ignore'), reason: z.string().trim().min(1).max(300) }),
        z.object({ kind: z.literal('isAdjustment') }),
        z.object({ kind: z.literal('isOrder') }),
        z.object({ kind: z.literal('isFee') }),
      ]),
    }),
    z.object({ row: PaymentRow }),
  ),
  'payments.fetchMissing': command(
    'Fetches and posts the orders that settlement rows name and the books do not have.',
    z.object({ shopId: Id }),
    JobStarted,
  ),
  'payments.post': command(
    'Posts the payments, credit notes and adjustment documents of the given dates, or of all that are ready.',
    z.object({ shopId: Id, dates: z.array(DateOn).max(400).nullable().default(null) }),
    JobStarted,
  ),
  'documents.list': query(
    'Documents on their way to the ledger, and those that arrived.',
    WindowInput.extend({ shopId: Id, states: z.array(z.string().max(20)).max(10).nullable().default(null) }),
    z.object({ documents: z.array(DocumentView), total: z.int() }),
  ),
  'documents.resolve': command(
    'Looks up by reference what was sent without a clear answer, and goes on where a job stopped.',
    z.object({ shopId: Id }),
    JobStarted,
  ),
  'tieout.report': query(
    'Settlement, postings and clearing of a period, and whether they agree.',
    z.object({ shopId: Id, from: DateOn.nullable().default(null), to: DateOn.nullable().default(null) }),
    TieOutReport,
  ),
  'history.list': query(
    'Lines of the history, newest first.',
    z.object({ subject: SearchText.nullable().default(null), limit: z.int().min(1).max(500).default(100) }),
    z.object({
      lines: z.array(
        z.object({
          seq: z.int(),
          at: At,
          subject: z.string(),
          event: z.string(),
          details: z.record(z.string(), z.unknown()),
          hash: z.string(),
        }),
      ),
    }),
  ),
} as const;
