import { z } from 'zod';
import { rowColumns, settledOrderColumns } from '../domain/payments/list-columns.ts';
import { rowChoices, rowStatuses } from '../domain/payments/row-status.ts';
import { DocumentView } from './documents.ts';
import {
  ColumnFilters,
  CurrencyCode,
  DateOn,
  Id,
  JobStarted,
  LockedDates,
  LockedDocuments,
  Minor,
  SearchText,
  WindowInput,
} from './fields.ts';
import { command, query } from './method.ts';

/** The names of a table of columns, for an enum. */
function keysOf<Key extends string>(columns: Readonly<Record<Key, unknown>>): Key[] {
  // Object.keys forgets the type of the keys.
  return Object.keys(columns) as Key[];
}

export const PaymentRowStatus = z.enum(rowStatuses);

export const PaymentRow = z.object({
  rowKey: Id,
  /** The file that brought the row. */
  settlementId: Id,
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
  reserveMinor: Minor,
  fees: z.array(z.object({ name: z.string(), amountMinor: Minor })),
  status: PaymentRowStatus,
  reason: z.string().nullable(),
  /** What the user may answer on the row. */
  choices: z.array(z.enum(rowChoices)),
  paymentNumber: z.string().nullable(),
});
export type PaymentRow = z.infer<typeof PaymentRow>;

/** The settlement rows of one order, summed. `differenceMinor` = sale − invoice. */
export const SettledOrder = z.object({
  orderId: Id,
  status: PaymentRowStatus,
  rowCount: z.int(),
  firstOn: DateOn,
  lastOn: DateOn,
  invoiceNumber: z.string().nullable(),
  invoicedMinor: Minor.nullable(),
  saleMinor: Minor,
  refundMinor: Minor,
  revenueMinor: Minor,
  feesMinor: Minor,
  adjustmentMinor: Minor,
  settlementMinor: Minor,
  differenceMinor: Minor.nullable(),
});
export type SettledOrder = z.infer<typeof SettledOrder>;

/** One fee by the name its file gives it. Negative = charged. */
export const SettledFee = z.object({
  name: z.string(),
  rowCount: z.int(),
  amountMinor: Minor,
  /** Of the revenue of all rows in the scope, in hundredths of a percent, half away from zero; null without revenue. */
  shareOfRevenue: z.int().nullable(),
});
export type SettledFee = z.infer<typeof SettledFee>;

const DayBlocker = z.object({
  code: z.string(),
  rowKey: z.string().nullable(),
  orderId: z.string().nullable(),
  message: z.string(),
  values: z.object({ settlementMinor: Minor, booksMinor: Minor }).nullable(),
});

/** One settled date in sum. */
export const PaymentDay = z.object({
  settledOn: DateOn,
  currency: CurrencyCode,
  state: z.enum(['ready', 'blocked', 'posting', 'posted']),
  /** The first of what is in the way; `blockerCount` counts all of it. */
  blockers: z.array(DayBlocker),
  blockerCount: z.int(),
  rowCount: z.int(),
  orderRows: z.int(),
  adjustmentRows: z.int(),
  settlementMinor: Minor,
  revenueMinor: Minor,
  feesMinor: Minor,
  adjustmentsMinor: Minor,
  gmvAdsMinor: Minor,
  /** Held back (negative) or released; booked nowhere. */
  reserveMinor: Minor,
  allocatedMinor: Minor,
  creditedMinor: Minor,
  adjustmentDocumentMinor: Minor,
  residualMinor: Minor,
  /** Numbers of the date's payment and adjustment document. */
  documentNumbers: z.array(z.string()),
  documentCount: z.int(),
  /** Why a document of the date did not arrive. */
  problem: z.string().nullable(),
});
export type PaymentDay = z.infer<typeof PaymentDay>;

/** What is knocked off one document: as posted, or as it would be. */
export const KnockOffView = z.object({
  orderId: z.string().nullable(),
  invoiceNumber: z.string().nullable(),
  cashMinor: Minor,
  feesMinor: Minor,
  creditedMinor: Minor,
  adjustmentMinor: Minor,
});
export type KnockOffView = z.infer<typeof KnockOffView>;

/** One settled date in full: what would be posted, or what was. */
export const PaymentDayDetail = PaymentDay.extend({
  /** The money of the date that goes into the clearing account. */
  paymentMinor: Minor,
  fees: z.array(z.object({ name: z.string(), amountMinor: Minor, rows: z.int() })),
  /** The first of them; `creditNoteCount` counts all. */
  creditNotes: z.array(
    z.object({ orderId: z.string().nullable(), invoiceNumber: z.string().nullable(), amountMinor: Minor }),
  ),
  creditNoteCount: z.int(),
  adjustmentLines: z.array(z.object({ label: z.string(), amountMinor: Minor, ids: z.array(z.string()) })),
  knockOffCount: z.int(),
  /** The first of them, in the order they were planned. */
  documents: z.array(DocumentView),
});
export type PaymentDayDetail = z.infer<typeof PaymentDayDetail>;

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
  /** Dates that were asked for and are not posted, or not whole, because the job was cancelled or the ledger stopped answering. */
  left: z.array(z.object({ settledOn: DateOn, reason: z.string() })),
});
export type PostPaymentsResult = z.infer<typeof PostPaymentsResult>;

/** Which settlement rows a list is about. */
const RowScopeInput = {
  shopId: Id,
  from: DateOn.nullable().default(null),
  to: DateOn.nullable().default(null),
  /** Rows of one file: all it shows, those it brought, those known before it, those that differ from booked ones. */
  file: z
    .object({ settlementId: Id, part: z.enum(['all', 'new', 'known', 'changed']).default('all') })
    .nullable()
    .default(null),
  /** Rows that carry the fee of this name. */
  fee: z.string().max(300).nullable().default(null),
  orderId: Id.nullable().default(null),
};

export const paymentMethods = {
  'payments.rows': query(
    'Settlement rows with the invoice each belongs to.',
    WindowInput.extend({
      ...RowScopeInput,
      text: SearchText.default(''),
      status: PaymentRowStatus.nullable().default(null),
      filters: ColumnFilters,
      sort: z.enum(keysOf(rowColumns)).default('date'),
      descending: z.boolean().default(true),
    }),
    z.object({
      rows: z.array(PaymentRow),
      total: z.int(),
      /** Under the filter without its status. */
      counts: z.record(PaymentRowStatus, z.int()),
      sums: z.object({
        settlementMinor: Minor,
        revenueMinor: Minor,
        feesMinor: Minor,
        adjustmentMinor: Minor,
        refundMinor: Minor,
        reserveMinor: Minor,
      }),
    }),
  ),
  'payments.row': query(
    'One settlement row as it stands in its file: every column by its name, as text.',
    z.object({ shopId: Id, rowKey: Id }),
    z.object({ fileName: z.string(), cells: z.array(z.object({ name: z.string(), text: z.string() })) }),
  ),
  'payments.orders': query(
    'The settlement by order: its rows summed, beside its invoice.',
    WindowInput.extend({
      ...RowScopeInput,
      text: SearchText.default(''),
      status: PaymentRowStatus.nullable().default(null),
      filters: ColumnFilters,
      sort: z.enum(keysOf(settledOrderColumns)).default('lastOn'),
      descending: z.boolean().default(true),
    }),
    z.object({
      rows: z.array(SettledOrder),
      total: z.int(),
      sums: z.object({
        invoicedMinor: Minor,
        saleMinor: Minor,
        refundMinor: Minor,
        revenueMinor: Minor,
        feesMinor: Minor,
        adjustmentMinor: Minor,
        settlementMinor: Minor,
        differenceMinor: Minor,
      }),
    }),
  ),
  'payments.fees': query(
    'The settlement by fee: what each comes to, on how many rows, and its share of the revenue.',
    z.object({ ...RowScopeInput, text: SearchText.default(''), filters: ColumnFilters }),
    z.object({
      fees: z.array(SettledFee),
      revenueMinor: Minor,
      sums: z.object({ amountMinor: Minor, rowCount: z.int() }),
    }),
  ),
  'payments.preview': query(
    'Per settled date in sum what would be posted, what was posted, and what is in the way.',
    z.object({
      shopId: Id,
      from: DateOn.nullable().default(null),
      to: DateOn.nullable().default(null),
      lockedDates: LockedDates,
    }),
    z.object({
      days: z.array(PaymentDay),
      /** Of what would be posted, the documents dated in a locked period; null = none is. */
      locked: LockedDocuments.nullable(),
      settlementMinor: Minor,
      residualMinor: Minor,
      currency: CurrencyCode,
      /** Orders that settlement rows name and that have no invoice yet: what “fetch and post” would try. */
      missingOrders: z.int(),
    }),
  ),
  'payments.day': query(
    'One settled date in full: payment, fees by name, credit notes, adjustment document, what remains and why.',
    z.object({ shopId: Id, settledOn: DateOn }),
    z.object({ day: PaymentDayDetail }),
  ),
  'payments.knockOffs': query(
    'What one settled date knocks off, as posted or as it would be.',
    WindowInput.extend({ shopId: Id, settledOn: DateOn }),
    z.object({ rows: z.array(KnockOffView), total: z.int() }),
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
    z.object({
      shopId: Id,
      dates: z.array(DateOn).max(400).nullable().default(null),
      lockedDates: LockedDates,
    }),
    JobStarted,
  ),
} as const;
