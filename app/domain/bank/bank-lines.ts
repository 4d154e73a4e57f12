import type { BusinessDate } from '../dates.ts';
import type { Currency } from '../money.ts';

/** One line of a bank statement. Money into the account is positive; minor units of `currency`. */
export interface BankLine {
  /** Identity across files: the bank's own id, else account + date + amount + text + ordinal among equal lines. */
  readonly lineId: string;
  readonly bookedOn: BusinessDate;
  readonly amountMinor: number;
  readonly currency: Currency;
  /** What the bank writes about it; untrusted text. */
  readonly text: string;
}

/** A withdrawal of the marketplace that no bank line has been matched to. `amountMinor` > 0. */
export interface OpenWithdrawal {
  readonly withdrawalId: string;
  readonly referenceId: string;
  readonly requestedOn: BusinessDate;
  readonly amountMinor: number;
}

/** A pair that fits. A person accepts it; nothing is matched by itself. */
export interface BankSuggestion {
  readonly withdrawalId: string;
  readonly lineId: string;
  /** From the request to the booking at the bank. */
  readonly daysApart: number;
  /** Neither the withdrawal nor the line fits anything else. */
  readonly isOnly: boolean;
  /** The bank's text names the withdrawal. */
  readonly namesReference: boolean;
}
