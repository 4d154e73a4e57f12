import type { Result } from '../domain/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { Fetch } from '../ports/fetch.ts';
import type { Ledger } from '../ports/ledger.ts';
import { stokly } from './stokly/index.ts';

/** What a ledger adapter hands to the app. One more ledger = one more folder and one more line in `ledgers`. */
export interface LedgerKind {
  readonly name: string;
  /** What a person types to link an account, in this order. Secret values go to the Secrets port. */
  readonly fields: readonly LedgerField[];
  /** Checks a link (typed or kept) and opens it; nothing is sent. The error names the field and says what to do. */
  open(link: unknown, deps: LedgerDeps): Result<Ledger, LinkProblem>;
}

interface LedgerField {
  readonly key: string;
  readonly label: string;
  readonly isSecret: boolean;
}

interface LinkProblem {
  readonly field: string;
  readonly message: string;
}

export interface LedgerDeps {
  readonly clock: Clock;
  /** How calls leave; the runtime's own when absent. */
  readonly fetch?: Fetch;
  /** 0 ≤ n < 1, spreads retries. */
  readonly random?: () => number;
}

export const ledgers = {
  stokly,
} as const satisfies Record<string, LedgerKind>;

export type LedgerKindName = keyof typeof ledgers;

export function isLedgerKind(kind: string): kind is LedgerKindName {
  return Object.hasOwn(ledgers, kind);
}
