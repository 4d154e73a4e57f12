import type { CloseFigures } from '../domain/changes/close-figures.ts';
import type { Change, ChangeAction } from '../domain/changes/types.ts';
import type { BusinessDate } from '../domain/dates.ts';
import type { DocumentKind } from '../domain/documents.ts';
import type { LedgerId, Reference, ShopId } from '../domain/ids.ts';

/** Dates up to `lockedUntil` are closed for documents of a ledger. */
export interface LedgerLock {
  readonly lockedUntil: BusinessDate;
  readonly reason: string;
  readonly savedAt: number;
}

export interface LockBook {
  /** Null = every date is open. */
  load(ledgerId: LedgerId): Promise<LedgerLock | null>;
  /** `lockedUntil` null opens every date; a history line either way. */
  save(ledgerId: LedgerId, lockedUntil: BusinessDate | null, reason: string, at: number): Promise<void>;
}

/** Something that only a person can do in the ledger. */
export interface WorklistLine {
  readonly lineId: number;
  readonly shopId: ShopId;
  readonly ledgerId: LedgerId;
  readonly kind: DocumentKind;
  readonly reference: Reference;
  readonly number: string | null;
  readonly what: string;
  readonly madeAt: number;
  readonly doneAt: number | null;
  /** `check`: the document was found gone. */
  readonly doneBy: 'person' | 'check' | null;
}

export interface WorklistBook {
  /** A document has one open line; a second one for it is not added. */
  add(
    line: Pick<WorklistLine, 'shopId' | 'ledgerId' | 'kind' | 'reference' | 'number' | 'what'>,
    at: number,
  ): Promise<void>;
  /** Open ones first, newest first. A line of a document that was withdrawn is closed with it (Outbox.move). */
  list(shopId: ShopId): Promise<readonly WorklistLine[]>;
  /** False when there is no such open line. */
  finish(shopId: ShopId, lineId: number, at: number): Promise<boolean>;
}

/** A closed range of dates, both included, with its figures of then. */
export interface StoredClose {
  readonly closeId: string;
  readonly shopId: ShopId;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly closedAt: number;
  readonly closedBy: string;
  readonly figures: CloseFigures;
  readonly reopened: { readonly at: number; readonly reason: string } | null;
}

export interface CloseBook {
  /** False when a range that is closed already shares a date with it. */
  close(close: Omit<StoredClose, 'reopened'>): Promise<boolean>;
  /** Newest range first, reopened ones too. */
  list(shopId: ShopId): Promise<readonly StoredClose[]>;
  /** False when it is not closed. */
  reopen(shopId: ShopId, closeId: string, reason: string, at: number): Promise<boolean>;
}

/** What a person said about a difference. */
export interface ChangeAnswer {
  readonly change: Change;
  readonly action: ChangeAction;
  readonly reason: string;
  readonly answeredAt: number;
}

export interface ChangeBook {
  /** By change id. */
  loadAnswers(shopId: ShopId): Promise<ReadonlyMap<string, ChangeAnswer>>;
  /** Replaces an earlier answer about the same difference; a history line. */
  saveAnswer(shopId: ShopId, answer: ChangeAnswer): Promise<void>;
}
