import type { BusinessDate } from '../domain/dates.ts';

/** One thing that was recomputed; `failed` of `checked` did not come out as stored. */
export interface VerifyCheck {
  readonly id: VerifyCheckId;
  readonly title: string;
  readonly checked: number;
  readonly failed: number;
}

export type VerifyCheckId =
  | 'file'
  | 'links'
  | 'chain'
  | 'orders'
  | 'settlements'
  | 'documents'
  | 'knockOffs'
  | 'bookings'
  | 'trail'
  | 'payouts';

export interface VerifyFailure {
  readonly check: VerifyCheckId;
  /** What it is about: an order id, a reference, a file's name, a date with its shop, a line of the history. */
  readonly subject: string;
  /** What is stored and what it should be, both values. */
  readonly message: string;
}

/** What `verify` found. The books are whole when `failed` is 0. */
export interface VerifyReport {
  /** `unread`: the file could not be read as far as its history. */
  readonly chain: 'ok' | 'broken' | 'unread';
  /** Number of the newest migration in the file; null when it could not be read. */
  readonly version: number | null;
  readonly lines: number;
  readonly orders: number;
  /** Settlement rows. */
  readonly rows: number;
  readonly documents: number;
  /** Settled dates whose rows are all posted: Σ settlement was held against what was posted. */
  readonly payouts: number;
  /** Σ of the checks' `failed`. */
  readonly failed: number;
  readonly checks: readonly VerifyCheck[];
  /** The first hundred, with both values. */
  readonly failures: readonly VerifyFailure[];
}

/** A copy of the books in the folder `backups` beside them. */
export interface BackupCopy {
  /** File name without the folder. */
  readonly name: string;
  /** UTC instant, epoch milliseconds. */
  readonly at: number;
  readonly bytes: number;
  /** Number of the newest migration in it. */
  readonly version: number;
}

/** How these books are looked after. Kept in the books, so that a copy brings its settings along. */
export interface CareSettings {
  /** A copy is made at start when the newest is older than this many days; 0 switches that off. */
  readonly backupEveryDays: number;
  /** How many copies are kept; the oldest go first. */
  readonly backupsKept: number;
  /** Names and addresses of buyers go this many months after the order; null keeps them. */
  readonly forgetBuyersAfterMonths: number | null;
}

/** What forgetting found and did. */
export interface ForgottenBuyers {
  readonly orders: number;
  readonly documents: number;
  /** Orders left alone, because a document of theirs is still on its way and needs the name. */
  readonly waiting: number;
  /** Copies made before still hold the names, until they are replaced by newer ones. */
  readonly copies: number;
}

/** Copies, proofs and privacy of one set of books. */
export interface CareBook {
  loadSettings(): Promise<CareSettings>;
  saveSettings(settings: CareSettings, at: number): Promise<void>;
  /** Newest first; empty for books in memory. */
  listBackups(): Promise<readonly BackupCopy[]>;
  /** Makes a copy now. Throws when it cannot be written; null for books in memory. */
  backUp(at: number): Promise<BackupCopy | null>;
  verify(): Promise<VerifyReport>;
  /**
   * Removes names and addresses of buyers from orders before a business date (not included) and from their
   * documents. Figures, references and the history stay. Orders fetched again later come without them.
   */
  forgetBuyers(before: BusinessDate, at: number): Promise<ForgottenBuyers>;
}
