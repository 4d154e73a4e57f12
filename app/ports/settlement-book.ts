import type { BusinessDate } from '../domain/dates.ts';
import type { Reference, RowKey, ShopId } from '../domain/ids.ts';
import type { Currency } from '../domain/money.ts';
import type { RowVersion } from '../domain/payments/row-versions.ts';
import type { RowDecision, TypeMeaning } from '../domain/payments/types.ts';
import type { PostingState } from '../domain/posting-states.ts';
import type {
  Proof,
  SettlementFile,
  SettlementProblem,
  SettlementRow,
  WithdrawalRow,
} from '../domain/settlement/types.ts';

export interface StoredSettlement {
  readonly settlementId: string;
  readonly shopId: ShopId;
  readonly fileName: string;
  /** Lower-case hex SHA-256 of the file's bytes. */
  readonly sha256: string;
  readonly format: 'xlsx' | 'csv';
  readonly layout: string;
  readonly currency: Currency;
  readonly periodFrom: BusinessDate;
  readonly periodTo: BusinessDate;
  readonly rowCount: number;
  readonly timeZone: string | null;
  readonly orderRows: number;
  readonly adjustmentRows: number;
  /** Sums of all its rows, minor units. */
  readonly settlementMinor: number;
  readonly revenueMinor: number;
  readonly feesMinor: number;
  readonly adjustmentsMinor: number;
  readonly proofs: readonly Proof[];
  readonly problems: readonly SettlementProblem[];
  /** Of its rows when it was loaded last: not known before, known, and of the new ones those that differ from known ones. */
  readonly added: number;
  readonly alreadyKnown: number;
  readonly changed: number;
  /** The last time. */
  readonly loadedAt: number;
}

/** A settlement row in the books. `bookedBy` is the reference of the document that booked it. */
export interface StoredRow {
  readonly row: SettlementRow;
  readonly settlementId: string;
  readonly decision: RowDecision | null;
  readonly bookedBy: Reference | null;
  readonly bookedState: PostingState | null;
  /** Another row, already booked, whose money this row shows with other values (accounting.md §5). */
  readonly changes: RowKey | null;
}

export interface OpenRows {
  readonly rows: readonly SettlementRow[];
  /** What was decided about rows among these. */
  readonly decisions: ReadonlyMap<RowKey, RowDecision>;
  /** The dates of which these are all; null = every date. */
  readonly dates: readonly BusinessDate[] | null;
}

/** A row as it stood in its file. */
export interface RawCells {
  readonly settlementId: string;
  readonly headers: readonly string[];
  readonly cells: readonly string[];
}

/** `withdrawalId` is its identity across files: the reference id where it has one. */
export interface StoredWithdrawal extends WithdrawalRow {
  readonly withdrawalId: string;
}

export interface LoadOutcome {
  readonly settlementId: string;
  readonly added: number;
  readonly alreadyKnown: number;
  /** Booked rows that this file shows with other values. */
  readonly changed: readonly { readonly before: RowKey; readonly after: RowKey }[];
}

export interface SettlementBook {
  /** Stores file, raw rows, parsed rows, withdrawals and proofs at once. Known rows are counted, not doubled. */
  saveSettlement(
    shopId: ShopId,
    file: SettlementFile,
    source: { fileName: string; sha256: string; settlementId: string },
    changed: readonly { readonly before: RowKey; readonly after: RowKey }[],
    at: number,
  ): Promise<LoadOutcome>;
  list(shopId: ShopId): Promise<readonly StoredSettlement[]>;
  loadRows(
    shopId: ShopId,
    range: { from: BusinessDate | null; to: BusinessDate | null },
  ): Promise<readonly StoredRow[]>;
  /**
   * Rows that no living document has booked, in whatever order. With `around` only those that share a plan with that
   * row: all of the dates its order is settled on, and all of the orders settled on these dates.
   */
  loadOpenRows(shopId: ShopId, around?: RowKey): Promise<OpenRows>;
  loadRowsByKey(shopId: ShopId, rowKeys: readonly RowKey[]): Promise<ReadonlyMap<RowKey, StoredRow>>;
  /** Rows that show the money of others with other values, and those others: what judgeVersions needs. */
  loadVersions(shopId: ShopId): Promise<readonly RowVersion[]>;
  saveDecision(shopId: ShopId, rowKey: RowKey, decision: RowDecision | null, at: number): Promise<void>;
  /** What the user said a type or an unexplained fee means, remembered for the shop. */
  loadTypeMeanings(shopId: ShopId): Promise<ReadonlyMap<string, TypeMeaning>>;
  saveTypeMeaning(shopId: ShopId, type: string, meaning: TypeMeaning, at: number): Promise<void>;
  /** Σ settlement, each sum of money once, of all rows up to a date (null = all) but those of GMV ads. */
  sumEarned(shopId: ShopId, to: BusinessDate | null): Promise<number>;
  /** Lines of the Withdrawal sheets, each reference once, by the day they were asked for. */
  loadWithdrawals(shopId: ShopId): Promise<readonly StoredWithdrawal[]>;
  /** The cells of rows as the file that brought them showed them; rows that have none are left out. */
  loadRawRows(shopId: ShopId, rowKeys: readonly RowKey[]): Promise<ReadonlyMap<RowKey, RawCells>>;
  /** The rows a file showed, also those that an earlier file had brought; null when the file is not in the books. */
  loadKeysOfFile(shopId: ShopId, settlementId: string): Promise<ReadonlySet<RowKey> | null>;
  /** Σ of transferred Earnings and withdrawals (signed) of all files of the shop, each reference id once. */
  loadWithdrawalTotals(
    shopId: ShopId,
  ): Promise<{ earningsMinor: number; withdrawnMinor: number; gmvDeductionMinor: number }>;
}
