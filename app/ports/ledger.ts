import type { DocumentKind, LedgerDocument } from '../domain/documents.ts';
import type { DocumentId, ItemId, Reference } from '../domain/ids.ts';
import type { Currency } from '../domain/money.ts';

/** The ERP in bookkeepers' words. Adapters live in app/ledgers/<name>; nothing outside them names a vendor. */
export interface Ledger {
  readonly capabilities: LedgerCapabilities;
  /** Signs in and reads one row of what is needed; writes nothing. */
  testConnection(): Promise<LedgerResult<LedgerAccount>>;
  /** Every active and deleted stock item, page by page. */
  fetchItems(onPage?: (count: number) => void): Promise<LedgerResult<readonly LedgerItem[]>>;
  fetchSettings(): Promise<LedgerResult<LedgerSettings>>;
  /** Customers whose name contains the text or whose code is the text; at most `limit`. */
  findCustomers(text: string, limit: number): Promise<LedgerResult<readonly LedgerChoice[]>>;
  /** The items that have one of these codes now, deleted ones flagged. */
  findItems(codes: readonly string[]): Promise<LedgerResult<readonly LedgerItem[]>>;
  /** The shared customer of a shop: found by its code, else made. */
  ensureCustomer(code: string, name: string): Promise<LedgerResult<LedgerChoice>>;
  /** Service items for fees, adjustments, refunds, shipping: found by code, else made. */
  ensureServiceItem(code: string, name: string): Promise<LedgerResult<LedgerItem>>;
  /**
   * Sends one document, after looking whether the steps it is made of exist already (an invoice may stand on a sale
   * order that an earlier try has made). Targets must be given by id. An `unknownOutcome` is settled by
   * `findByReferences` before any new try. `leaving` is asked right before each write of it leaves, when all waiting is
   * over; false ends it as `withheld`. Several documents at once (`capabilities.together`) share their look-ups.
   */
  postDocument(
    document: LedgerDocument,
    leaving?: () => Promise<boolean>,
  ): Promise<LedgerResult<PostedDocument>>;
  /** The documents the ledger holds under our references; a missing key means "not there". */
  findByReferences(
    kind: DocumentKind,
    references: readonly Reference[],
  ): Promise<LedgerResult<ReadonlyMap<Reference, PostedDocument>>>;
  /**
   * Takes one document out by the ledger's id; `notThere` = it was gone already. `rejected` is the ledger's own reason
   * why it stays, `unknownOutcome` is settled by `findByReferences` before any new try. Kinds: `capabilities.removes`.
   */
  removeDocument(
    kind: DocumentKind,
    documentId: DocumentId,
    reference: Reference,
  ): Promise<LedgerResult<'removed' | 'notThere'>>;
  /** Every call the adapter can make, whether it was seen in working clients, and what trying it without writing says. */
  checkCalls(): Promise<readonly LedgerCallCheck[]>;
}

export interface LedgerCapabilities {
  readonly name: string;
  /** Payments to an existing invoice, credit notes, amending an invoice: what posting styles depend on. */
  readonly laterPayments: boolean;
  readonly creditNotes: boolean;
  readonly amendInvoice: boolean;
  readonly negativeInvoices: boolean;
  /** Kinds of documents that can be taken out by call. */
  readonly removes: readonly DocumentKind[];
  /** After this long without a trace a document that got no answer counts as not made (milliseconds). */
  readonly visibilityGraceMs: number;
  /** How many removals may be in flight at once. */
  readonly concurrency: number;
  /**
   * How many documents are best posted at once, so that one look-up serves many; few enough that not much time passes
   * between looking and sending.
   */
  readonly together: number;
}

export interface LedgerAccount {
  readonly accountName: string;
  readonly tokenExpiresAt: number | null;
  /** How far this computer's clock is ahead of the ledger's (negative: behind), by its last answer; null = not told. */
  readonly clockOffMs: number | null;
}

export interface LedgerItem {
  readonly itemId: ItemId;
  readonly code: string;
  readonly name: string;
  readonly barcodes: readonly string[];
  readonly isActive: boolean;
  readonly isKit: boolean;
  /** Minor units, net or gross as the ledger keeps it; used only as a weight. */
  readonly salePriceMinor: number | null;
}

export interface LedgerChoice {
  readonly id: string;
  readonly name: string;
}

export interface LedgerSettings {
  readonly channels: readonly LedgerChoice[];
  readonly locations: readonly LedgerChoice[];
  readonly paymentMethods: readonly { readonly code: number; readonly name: string }[];
}

/** What the ledger holds now. Balances in minor units of `currency`; outstanding is negative on open credit notes. */
export interface PostedDocument {
  readonly kind: DocumentKind;
  readonly documentId: DocumentId;
  /** The running number a person sees. */
  readonly number: string;
  readonly reference: Reference;
  readonly currency: Currency;
  readonly totalMinor: number;
  readonly outstandingMinor: number | null;
}

export interface LedgerCallCheck {
  readonly call: string;
  readonly purpose: string;
  readonly status: 'observed' | 'assumed';
  readonly result: 'works' | 'refused' | 'not tried';
  readonly detail: string;
}

export type LedgerResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: LedgerError };

export interface LedgerError {
  readonly kind: /** Wrong credentials or a token that cannot be renewed: link again. */
    | 'auth'
    | 'rateLimited'
    /** The ledger said no; `message` is its own text. Nothing was made. */
    | 'rejected'
    /** Could not be reached, or failed before anything was sent. Nothing was made. */
    | 'unavailable'
    /** It was sent and no clear answer came. It may exist. */
    | 'unknownOutcome'
    /** `leaving` said no. Nothing was made, unless an earlier step of the same document was. */
    | 'withheld'
    /** The answer cannot be understood (wrong shape). */
    | 'badAnswer'
    | 'notSupported';
  readonly message: string;
  readonly retryAfterMs?: number;
  /** Of an `unknownOutcome`: the ledger said that it took the document. Sending it again is a person's decision. */
  readonly accepted?: true;
}
