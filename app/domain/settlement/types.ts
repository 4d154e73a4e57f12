import type { BusinessDate } from '../dates.ts';
import type { OrderId, RowKey } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { PackedRows } from './packed-rows.ts';

/**
 * A settlement file after reading. Signs are those of the file: money to the shop is positive, fees are negative.
 * All amounts are minor units of `currency`. Layouts, identities and traps: vendors/settlement-exports.md.
 */

/** What a row is (accounting.md §§1–3). `unknown` is shown and asked about, never guessed and never dropped. */
export type RowKind = 'order' | 'adjustment' | 'reserve' | 'unknown';

/** One fee of an order row by the name the file's own header gives it. Negative = charged, positive = given back. */
export interface NamedAmount {
  readonly name: string;
  readonly amountMinor: number;
}

export interface SettlementRow {
  /** Identity across files: id + type + settled date + settlement + revenue + fees + ordinal (accounting.md §5). */
  readonly key: RowKey;
  /** 1-based row of the sheet, for messages. */
  readonly rowNumber: number;
  readonly kind: RowKind;
  /** The type in the file's own words, trimmed and with single spaces: `Order`, `Logistics reimbursement`, … */
  readonly type: string;
  /** English name of the type when the file is localised and the name is known; else the same as `type`. */
  readonly typeName: string;
  /** Order id or adjustment id, always text. */
  readonly id: string;
  /** The order an adjustment belongs to, or the order itself; null for shop-level adjustments. */
  readonly relatedOrderId: OrderId | null;
  readonly createdOn: BusinessDate | null;
  /** The day the amount entered the seller's balance: the payment date. */
  readonly settledOn: BusinessDate;
  readonly currency: Currency;
  readonly settlementMinor: number;
  readonly revenueMinor: number;
  readonly feesMinor: number;
  readonly adjustmentMinor: number;
  /** `Subtotal before discounts`: goods at list price; the sale itself where the layout does not say. */
  readonly listMinor: number;
  /** `Subtotal after seller discounts`: the sale part of the revenue, ≥ 0. */
  readonly saleMinor: number;
  /** `Refund subtotal after seller discounts`: the refund part, ≤ 0. */
  readonly refundMinor: number;
  /** Held back (negative) or released (positive) on UK and US statements; 0 elsewhere. */
  readonly reserveMinor: number;
  /** The fee columns one level under `Total fees` that are not zero; they sum to `feesMinor`. */
  readonly fees: readonly NamedAmount[];
  /** True when the id is an adjustment id by SQL Account's rule: it starts with 7. */
  readonly startsWith7: boolean;
  /** GMV Payment for TikTok Ads and its kin: money that the Withdrawal sheet lists as `GMV Pay Deduction`. */
  readonly isGmvAds: boolean;
}

/** One line of the Withdrawal records sheet. */
export interface WithdrawalRow {
  readonly rowNumber: number;
  readonly type: 'earnings' | 'withdrawal' | 'gmvDeduction' | 'unknown';
  readonly typeText: string;
  readonly referenceId: string;
  readonly requestedOn: BusinessDate | null;
  readonly succeededOn: BusinessDate | null;
  readonly amountMinor: number;
  readonly status: 'transferred' | 'processing' | 'failed' | 'unknown';
}

/** A line of the Reports tree: depth 0 = total settlement, 1 = revenue/fees/adjustments, 2 and 3 below them. */
export interface ReportLine {
  readonly rowNumber: number;
  readonly depth: number;
  readonly label: string;
  readonly amountMinor: number | null;
}

/** `checked` counts the comparisons made, `failed` those that did not hold. A proof that could not be made has 0. */
export interface Proof {
  readonly id: 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9';
  readonly title: string;
  readonly checked: number;
  readonly failed: number;
}

export interface SettlementProblem {
  /** 1-based row of the sheet; null when the problem is the file's. */
  readonly row: number | null;
  readonly column: string | null;
  /** Names what is wrong and the way out, in a sentence. */
  readonly message: string;
  /**
   * `blocking`: the file cannot be loaded. `question`: it can, and the rows it touches wait for a person's answer.
   * `note`: worth knowing.
   */
  readonly severity: 'blocking' | 'question' | 'note';
}

/**
 * Rows that can be gone through, in the order of the file and as often as wanted. Those of a large file are made while
 * it is gone through: 300,000 of them are never in memory at once.
 */
export interface RowList<Row> extends Iterable<Row> {
  readonly length: number;
}

/** Cell texts of each row. Rows that are kept as codes pack themselves, by their places in the list. */
export interface RawRowList extends RowList<readonly string[]> {
  readonly pack?: (places: readonly number[]) => PackedRows;
}

export interface SettlementFile {
  readonly format: 'xlsx' | 'csv';
  /** Short name of the recognised layout, such as `income/order/65-columns/en`. */
  readonly layout: string;
  readonly currency: Currency;
  /** As the file states it (`UTC`, `UTC+7`); null when it says nothing. */
  readonly timeZone: string | null;
  readonly period: { readonly from: BusinessDate; readonly to: BusinessDate };
  readonly rows: RowList<SettlementRow>;
  /** The rows as they stood, cell texts by header, one for each of `rows` and in the same order. */
  readonly rawHeaders: readonly string[];
  readonly rawRows: RawRowList;
  readonly withdrawals: readonly WithdrawalRow[];
  readonly report: readonly ReportLine[];
  /** Fee columns that no table and no Reports tree could place; their amounts are in no total of ours. */
  readonly unknownFeeColumns: readonly string[];
  readonly proofs: readonly Proof[];
  readonly problems: readonly SettlementProblem[];
}

/** Why a file is not a settlement that can be loaded at all. Nothing is stored. */
export interface SettlementRefusal {
  readonly code:
    | 'not-a-spreadsheet'
    | 'damaged'
    | 'encrypted'
    | 'macros'
    | 'too-large'
    | 'other-report'
    | 'unsettled-report'
    | 'no-header'
    | 'no-rows'
    | 'mixed-currencies'
    | 'damaged-ids'
    | 'identity-broken'
    | 'unreadable-values';
  /** A sentence for people: what it is, and what to do. */
  readonly message: string;
  readonly problems: readonly SettlementProblem[];
}
