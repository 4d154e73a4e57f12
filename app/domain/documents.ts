import type { BusinessDate } from './dates.ts';
import type { DocumentId, ItemId, OrderId, Reference, RowKey } from './ids.ts';
import type { Currency } from './money.ts';
import type { Recipient } from './orders.ts';

/**
 * Documents as they are asked of a ledger, in bookkeepers' words and without a vendor's name. A plan holds them as
 * data; the outbox stores them as JSON; a ledger adapter turns them into calls. Amounts: minor units of `currency`.
 */
export type DocumentKind = 'order' | 'invoice' | 'amendment' | 'creditNote' | 'payment';

/**
 * One line. Gross is what the buyer's price says and is exact; per line net = gross ÷ (1 + rate) rounded half away
 * from zero and tax = gross − net (accounting.md §1). Gross, net and tax may be negative (fee and refund lines).
 */
export interface DocumentLine {
  readonly kind: 'goods' | 'gift' | 'discount' | 'shipping' | 'fee' | 'refund' | 'adjustment';
  readonly itemId: ItemId;
  readonly itemCode: string;
  readonly description: string;
  readonly quantity: number;
  /** Informational: what was taken off the list price, ≥ 0. Already deducted from gross. */
  readonly discountMinor: number;
  readonly grossMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
}

interface DocumentHead {
  readonly reference: Reference;
  readonly currency: Currency;
  readonly customerId: string;
  readonly issuedOn: BusinessDate;
  readonly description: string;
  /** The settled date that it books, when that date is locked and it is dated otherwise (`issuedOn`). */
  readonly settledOn?: BusinessDate;
  /** The document that it takes back: a full credit note of an invoice, the lines of before of an amended one. */
  readonly reverses?: { readonly kind: DocumentKind; readonly reference: Reference };
}

/** The settled date whose money a document books; for documents of orders their own date. */
export function settledDateOf({ settledOn, issuedOn }: LedgerDocument): BusinessDate {
  return settledOn ?? issuedOn;
}

/** A sale order without an invoice yet. `reference` is the channel's order id (with the profile's prefix). */
export interface OrderDocument extends DocumentHead {
  readonly kind: 'order';
  readonly channelId: string;
  readonly recipient: Recipient | null;
  readonly createdAt: number;
  readonly lines: readonly DocumentLine[];
  readonly grossMinor: number;
}

/**
 * An invoice with the sale order it stands on. `settled` = born paid: the payments add up to the gross (invoice
 * timing "on settlement"). Without it the invoice is open for its gross.
 */
export interface InvoiceDocument extends DocumentHead {
  readonly kind: 'invoice';
  readonly order: OrderDocument;
  readonly lines: readonly DocumentLine[];
  readonly grossMinor: number;
  readonly settled: {
    readonly payments: readonly { readonly method: number; readonly amountMinor: number }[];
  } | null;
}

/** Total is positive; `appliedMinor` of it reduces the invoice, the rest stays open until a payment knocks it off. */
export interface CreditNoteDocument extends DocumentHead {
  readonly kind: 'creditNote';
  readonly invoice: DocumentTarget | null;
  readonly appliedMinor: number;
  readonly lines: readonly DocumentLine[];
  readonly grossMinor: number;
}

/**
 * New lines for an invoice that stands open in the ledger: SQL Account's way of booking fees (design.md §5). `lines`
 * are all lines the invoice has afterwards; its total becomes `grossMinor`.
 */
export interface AmendmentDocument extends DocumentHead {
  readonly kind: 'amendment';
  readonly invoice: DocumentTarget;
  readonly lines: readonly DocumentLine[];
  readonly grossMinor: number;
}

/** Points to a document that is in the ledger already, or that is posted earlier in the same batch. */
export type DocumentTarget =
  | {
      readonly by: 'id';
      readonly kind: DocumentKind;
      readonly documentId: DocumentId;
      readonly reference: Reference;
    }
  | { readonly by: 'reference'; readonly kind: DocumentKind; readonly reference: Reference };

/** One knock-off. `amountMinor` is the part of the document's balance it consumes: negative on credit notes. */
export interface Allocation {
  readonly target: DocumentTarget;
  readonly amountMinor: number;
  /** Fees split out of the amount; cash = amount − Σ deductions. Their sum lies between 0 and the amount. */
  readonly deductions: readonly { readonly name: string; readonly amountMinor: number }[];
}

/** Money into (positive) or out of (negative) the clearing account. Received = Σ cash parts of the allocations. */
export interface PaymentDocument extends DocumentHead {
  readonly kind: 'payment';
  readonly method: number;
  readonly receivedMinor: number;
  readonly allocations: readonly Allocation[];
}

export type LedgerDocument =
  | OrderDocument
  | InvoiceDocument
  | AmendmentDocument
  | CreditNoteDocument
  | PaymentDocument;

/** A document ready for the outbox, with what it was made from. */
export interface PlannedDocument {
  readonly document: LedgerDocument;
  readonly source: DocumentSource;
}

/** What made a document, for drill-down and for "booked once". */
export interface DocumentSource {
  readonly orderIds: readonly OrderId[];
  readonly rowKeys: readonly RowKey[];
}
