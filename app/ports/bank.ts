import type { BankLine } from '../domain/bank/bank-lines.ts';
import type { BusinessDate } from '../domain/dates.ts';
import type { ShopId } from '../domain/ids.ts';
import type { Currency } from '../domain/money.ts';

/** A bank line in the books. */
export interface StoredBankLine extends BankLine {
  /** The file it came from; null = entered by hand. */
  readonly fileName: string | null;
  readonly addedAt: number;
  /** The withdrawal it was matched to, whatever the shop. */
  readonly match: { readonly shopId: ShopId; readonly withdrawalId: string } | null;
}

/** A withdrawal and the bank line that a person said is the same money. */
export interface BankMatch {
  readonly withdrawalId: string;
  readonly line: BankLine;
  readonly acceptedAt: number;
}

/** The bank's side of the payouts. Every change writes a line in the history. */
export interface BankBook {
  /** Adds lines that are not known yet by their id; known ones stay as they are. */
  saveLines(
    lines: readonly BankLine[],
    fileName: string | null,
    at: number,
  ): Promise<{ readonly added: number; readonly alreadyKnown: number }>;
  /** Oldest first; both dates included. */
  listLines(
    currency: Currency,
    range: { readonly from: BusinessDate | null; readonly to: BusinessDate | null },
  ): Promise<readonly StoredBankLine[]>;
  /** Takes an unmatched line out; false when it is matched or not there. */
  removeLine(lineId: string, at: number): Promise<boolean>;
  listMatches(shopId: ShopId): Promise<readonly BankMatch[]>;
  /** False when the withdrawal or the line is matched already, or one of them is not in the books. */
  saveMatch(shopId: ShopId, withdrawalId: string, lineId: string, at: number): Promise<boolean>;
  /** False when there was none. */
  removeMatch(shopId: ShopId, withdrawalId: string, at: number): Promise<boolean>;
  /** What the marketplace held for the shop before the first earnings in the books; 0 until it is entered. */
  loadOpening(shopId: ShopId): Promise<number>;
  saveOpening(shopId: ShopId, amountMinor: number, at: number): Promise<void>;
}
