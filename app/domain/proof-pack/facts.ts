import type { BusinessDate } from '../dates.ts';
import type { DocumentKind } from '../documents.ts';
import type { Currency } from '../money.ts';
import type { PostingState } from '../posting-states.ts';
import type { Proof, SettlementRow } from '../settlement/types.ts';
import type { PayoutStage } from '../tieout/payout-states.ts';

/**
 * What the books hold about some settled dates of one shop, as a proof pack is made from it. Everything is read, nothing
 * is the moment of asking: the same books give the same facts. Amounts: minor units, signs of the settlement file.
 */
export interface ProofFacts {
  readonly shop: {
    readonly shopId: string;
    readonly name: string;
    readonly region: string;
    readonly currency: Currency;
  };
  readonly ledgerName: string;
  /** Both dates included. */
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly days: readonly ProofDay[];
  readonly rows: readonly ProofRow[];
  readonly documents: readonly ProofDocument[];
  readonly knockOffs: readonly ProofKnockOff[];
  readonly bank: readonly ProofBankLine[];
  readonly sources: readonly ProofSource[];
  readonly checks: readonly ProofCheck[];
  /** The hash chain of the books up to now; its format: docs/history-format.md. */
  readonly history: { readonly lines: number; readonly hash: string | null };
  /** Closed periods that touch the dates, oldest first; empty = not closed. */
  readonly closes: readonly ProofClose[];
}

/** A settled date: what the file says against what was posted. */
export interface ProofDay {
  readonly settledOn: BusinessDate;
  readonly settlementMinor: number;
  readonly postedMinor: number;
  readonly residualMinor: number;
  readonly stage: PayoutStage;
}

export interface ProofRow {
  readonly row: SettlementRow;
  readonly fileName: string;
  /** Number (or reference, until it has one) of the document that booked it. */
  readonly bookedBy: string | null;
}

export interface ProofDocument {
  readonly kind: DocumentKind;
  readonly issuedOn: BusinessDate;
  readonly number: string | null;
  readonly reference: string;
  readonly state: PostingState;
  readonly description: string;
  readonly totalMinor: number;
  readonly outstandingMinor: number | null;
  readonly orderIds: readonly string[];
  /** UTC instant. */
  readonly postedAt: number | null;
  /** True: made from an order, and here because a payment of these dates knocks it off. */
  readonly isTarget: boolean;
}

export interface ProofKnockOff {
  readonly paidOn: BusinessDate;
  readonly payment: string;
  readonly targetKind: DocumentKind;
  readonly target: string;
  readonly orderId: string | null;
  /** What of the document's balance it consumes; amount = cash + fees. */
  readonly amountMinor: number;
  readonly cashMinor: number;
  readonly fees: readonly { readonly name: string; readonly amountMinor: number }[];
}

/** The part of a settled date that a withdrawal took, with the bank line it was matched to. */
export interface ProofBankLine {
  readonly settledOn: BusinessDate;
  readonly withdrawalId: string;
  readonly partMinor: number;
  readonly requestedOn: BusinessDate | null;
  readonly withdrawnMinor: number;
  readonly line: {
    readonly bookedOn: BusinessDate;
    readonly amountMinor: number;
    readonly text: string;
    readonly acceptedAt: number;
  } | null;
}

export interface ProofSource {
  readonly fileName: string;
  /** Lower-case hex SHA-256 of the file as it was loaded. */
  readonly sha256: string;
  readonly layout: string;
  readonly periodFrom: BusinessDate;
  readonly periodTo: BusinessDate;
  readonly rows: number;
  readonly settlementMinor: number;
  /** UTC instant. */
  readonly loadedAt: number;
  readonly proofs: readonly Proof[];
}

/** `group` says what was checked: the bridge, the posting, the books. `failed` of `checked` did not hold. */
export interface ProofCheck {
  readonly group: 'bridge' | 'posting' | 'books';
  readonly id: string;
  readonly title: string;
  readonly checked: number;
  readonly failed: number;
}

export interface ProofClose {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  /** UTC instant. */
  readonly closedAt: number;
  readonly closedBy: string;
}
