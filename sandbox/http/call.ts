import type { FaultRule } from './faults.ts';
import type { JournalEntry } from './journal.ts';

/** What travels with a call: its place in the journal, the fault that hits it, and the clock it sees. */
export interface Call {
  readonly entry: JournalEntry;
  readonly fault: FaultRule | null;
  /** Epoch milliseconds; off when the fault is `clock-skew`. */
  readonly now: number;
  /** Query parameters, decoded; with a key that appears twice, the first counts. */
  readonly query: URLSearchParams;
  /** The body exactly as sent. */
  readonly rawBody: () => string;
}
