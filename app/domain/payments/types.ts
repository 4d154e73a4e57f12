import type { BusinessDate } from '../dates.ts';
import type { DocumentLine, OrderDocument, PlannedDocument } from '../documents.ts';
import type { DocumentId, OrderId, Reference, RowKey } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { PostingProfile } from '../profile.ts';
import type { NamedAmount, SettlementRow } from '../settlement/types.ts';

/** What a person answered about a row that could not be booked by rule (accounting.md §3). */
export type RowDecision =
  /** The settlement pays less than the invoice: the difference is credited. */
  | { readonly kind: 'creditDifference' }
  /** The settlement pays less than the invoice: the rest will be settled by a later row. */
  | { readonly kind: 'partPayment' }
  /** Leave it: the row stays open and keeps its date from being posted. */
  | { readonly kind: 'leave' }
  /** The row shows the money of another one with other values: by how much they differ is booked beside it. */
  | { readonly kind: 'bookDifference'; readonly from: RowKey }
  /** A row that shows booked money with other values is ignored, for the reason given. */
  | { readonly kind: 'ignore'; readonly reason: string };

/** What a person said about a type of row (`adjustment`, `order`) or about a fee that no column explains (`fee`). */
export type TypeMeaning = 'adjustment' | 'order' | 'fee';

/** An invoice as the books and the ledger hold it. */
export interface OpenInvoice {
  readonly orderId: OrderId;
  readonly documentId: DocumentId;
  readonly reference: Reference;
  readonly number: string;
  readonly totalMinor: number;
  /** What is open now, as the ledger should say too. */
  readonly outstandingMinor: number;
  /** What of it documents that are planned or on their way will consume: it is not free for other rows. */
  readonly claimedMinor: number;
  /** Needed to write the lines again when fees become lines of the invoice. */
  readonly lines: readonly DocumentLine[];
  readonly hasPayments: boolean;
}

/** What is known of an order that has no invoice. */
export interface UninvoicedOrder {
  readonly orderId: OrderId;
  /** `noGoods`: gifts or samples only. `cancelled`: never invoiced. `postable`: can be invoiced. `held`: cannot yet. */
  readonly state: 'postable' | 'noGoods' | 'cancelled' | 'held';
  readonly reason: string;
  /** The sale order that stands in the ledger: what an invoice born at settlement is made on. */
  readonly saleOrder: OrderDocument | null;
  /** What of the sale order no invoice covers yet, minor units. */
  readonly openMinor: number;
}

/** What of a ledger's abilities changes a plan. */
export interface PlanCapabilities {
  readonly laterPayments: boolean;
  readonly creditNotes: boolean;
  readonly amendInvoice: boolean;
}

export interface PaymentInput {
  readonly shopName: string;
  readonly capabilities: PlanCapabilities;
  readonly currency: Currency;
  /** Rows that no living document has booked; of those that change booked ones the difference (difference-row.ts). */
  readonly rows: readonly SettlementRow[];
  readonly invoices: ReadonlyMap<OrderId, OpenInvoice>;
  readonly uninvoiced: ReadonlyMap<OrderId, UninvoicedOrder>;
  readonly decisions: ReadonlyMap<RowKey, RowDecision>;
  /** What the user has said about types and unexplained fees, by their text in lower case. */
  readonly typeMeanings: ReadonlyMap<string, TypeMeaning>;
  /** Rows that show already booked money with other values, and the row they change. */
  readonly changes: ReadonlyMap<RowKey, RowKey>;
  /** Problems of the file that keep a row from being booked, by row. */
  readonly rowProblems: ReadonlyMap<RowKey, string>;
  readonly profile: PostingProfile;
}

export type BlockerCode =
  | 'no-invoice'
  | 'revenue-differs'
  | 'over-allocated'
  | 'unknown-type'
  | 'unknown-fee'
  | 'changed-row'
  | 'file-problem'
  | 'outside-rule'
  | 'currency-differs'
  | 'residual'
  | 'profile';

/** Why a date cannot be posted; names the row and the way out. */
export interface Blocker {
  readonly code: BlockerCode;
  readonly rowKey: RowKey | null;
  readonly orderId: OrderId | null;
  readonly message: string;
  /** The two values that differ, where two values differ. Minor units. */
  readonly values: { readonly settlementMinor: number; readonly booksMinor: number } | null;
}

/** What one row becomes. Cash + adjustment + reserve parts add up to its settlement. */
export interface RowOutcome {
  readonly rowKey: RowKey;
  readonly orderId: OrderId | null;
  readonly invoiceNumber: string | null;
  /** Cash knocked off the invoice (positive) or its credit note (negative). */
  readonly cashMinor: number;
  /** Fees split out of the knock-off, positive = charged. */
  readonly deductions: readonly NamedAmount[];
  /** Credit note made for the refund part, positive. */
  readonly creditedMinor: number;
  /** The part that goes to the day's adjustment document. */
  readonly adjustmentMinor: number;
}

export interface AdjustmentLinePlan {
  readonly label: string;
  readonly amountMinor: number;
  readonly ids: readonly string[];
  /** The fee whose item the line is booked to, instead of that of its type. */
  readonly fee?: string;
}

export interface DayPlan {
  readonly settledOn: BusinessDate;
  readonly currency: Currency;
  readonly state: 'ready' | 'blocked';
  readonly blockers: readonly Blocker[];
  readonly rowCount: number;
  readonly orderRows: number;
  readonly adjustmentRows: number;
  readonly settlementMinor: number;
  readonly revenueMinor: number;
  readonly feesMinor: number;
  /** Σ adjustment rows. */
  readonly adjustmentsMinor: number;
  readonly gmvAdsMinor: number;
  /** Σ cash of the knock-offs of invoices and credit notes. */
  readonly allocatedMinor: number;
  readonly creditedMinor: number;
  /** The day's adjustment document: rows of other types, and fees that had no balance to consume. */
  readonly adjustmentLines: readonly AdjustmentLinePlan[];
  readonly adjustmentDocumentMinor: number;
  /** Settlement less everything planned: 0 on a day that may be posted. */
  readonly residualMinor: number;
  readonly reserve: readonly {
    readonly rowKey: RowKey;
    readonly orderId: OrderId | null;
    readonly amountMinor: number;
  }[];
  readonly outcomes: readonly RowOutcome[];
  /** In posting order: amendments, credit notes, adjustment document, payment; or born-paid invoices. Empty when blocked. */
  readonly documents: readonly PlannedDocument[];
}

export interface PaymentPlan {
  readonly days: readonly DayPlan[];
  readonly settlementMinor: number;
  readonly residualMinor: number;
}
