import type { BusinessDate } from '../domain/dates.ts';
import type { DocumentKind, LedgerDocument, PlannedDocument } from '../domain/documents.ts';
import type { DocumentId, LedgerId, OrderId, Reference, ShopId } from '../domain/ids.ts';
import type { PostingState } from '../domain/posting-states.ts';
import type { PostedDocument } from './ledger.ts';

export interface StoredDocument {
  readonly reference: Reference;
  readonly kind: DocumentKind;
  readonly shopId: ShopId;
  readonly ledgerId: LedgerId;
  readonly state: PostingState;
  readonly document: LedgerDocument;
  readonly orderIds: readonly OrderId[];
  readonly documentId: DocumentId | null;
  readonly number: string | null;
  readonly totalMinor: number;
  /** Total less what our own posted documents consumed of it; null for orders and payments. */
  readonly outstandingMinor: number | null;
  readonly attempts: number;
  /** The latest moment at which it may have left: the ledger's grace to show it counts from here. */
  readonly sentAt: number | null;
  /**
   * Only while the state is `unknown`: since when it is known that the ledger took it, although it does not show it. Such
   * a document is sent again only when a person has looked.
   */
  readonly acceptedAt: number | null;
  /**
   * Only while the state is `posted`: since when the ledger is asked to take it out. After a crash it may be gone; a
   * look-up tells.
   */
  readonly removingAt: number | null;
  readonly postedAt: number | null;
  /** The last reason it was refused or is unknown, in words. */
  readonly problem: string | null;
  readonly createdAt: number;
}

export interface Outbox {
  /**
   * Stores documents as `planned` with their sources and one history line each, all or none. A reference that is
   * alive already (any state but withdrawn), or a settlement row that a living document has booked, refuses the
   * whole batch and names it: nothing is planned twice.
   */
  plan(
    shopId: ShopId,
    ledgerId: LedgerId,
    documents: readonly PlannedDocument[],
    at: number,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly taken: readonly Reference[] }>;
  load(ledgerId: LedgerId, references: readonly Reference[]): Promise<readonly StoredDocument[]>;
  /** Oldest first, in the order they were planned; with a window only that part of them. */
  list(filter: OutboxFilter, window?: OutboxWindow): Promise<readonly StoredDocument[]>;
  count(filter: OutboxFilter): Promise<number>;
  /** Oldest date first. `clearingMethod` is the payment method that leads to the clearing account. */
  sumDays(shopId: ShopId, clearingMethod: number): Promise<readonly DocumentDay[]>;
  /**
   * Moves a document to a state if it is in `from` now; false when another job was faster. One history line. A sale
   * order and the invoice made from it may share a reference: `kind` (or the kind of `posted` or `document`) says
   * which is meant.
   */
  move(
    ledgerId: LedgerId,
    reference: Reference,
    from: PostingState,
    to: PostingState,
    facts: {
      readonly kind?: DocumentKind;
      readonly posted?: PostedDocument;
      readonly problem?: string;
      readonly accepted?: boolean;
      readonly document?: LedgerDocument;
    },
    at: number,
  ): Promise<boolean>;
  /** Notes down that a posted document is about to be taken out of the ledger, or (null) that it was not. */
  noteRemoval(
    document: Pick<StoredDocument, 'ledgerId' | 'kind' | 'reference'>,
    since: number | null,
  ): Promise<void>;
}

/** The living documents of one date that were made from settlement rows, in sum. Minor units. */
export interface DocumentDay {
  readonly issuedOn: BusinessDate;
  readonly documents: number;
  readonly posted: number;
  /** Paid into the clearing account: payments, and payments of invoices born with their money. */
  readonly cashMinor: number;
  readonly creditedMinor: number;
  /** Adjustment documents; a credit note counts negative. */
  readonly adjustmentMinor: number;
  /** Numbers of payments, then of adjustment documents. */
  readonly numbers: readonly string[];
  readonly problem: string | null;
}

export interface OutboxWindow {
  readonly offset: number;
  readonly limit: number;
}

export interface OutboxFilter {
  readonly shopId: ShopId;
  readonly states?: readonly PostingState[];
  /** Only documents that the ledger is asked to take out; beside `states`, those as well. */
  readonly removing?: boolean;
  readonly kinds?: readonly DocumentKind[];
  readonly issuedFrom?: BusinessDate;
  readonly issuedTo?: BusinessDate;
  /** Only documents made from settlement rows: not the sale orders and open invoices of orders. */
  readonly ofSettlement?: boolean;
}
