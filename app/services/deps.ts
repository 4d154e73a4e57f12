import type { BankLine } from '../domain/bank/bank-lines.ts';
import type { BankRefusal } from '../domain/bank/parse-bank-table.ts';
import type { Currency } from '../domain/money.ts';
import type { ProofFacts } from '../domain/proof-pack/facts.ts';
import type { PackFile } from '../domain/proof-pack/plan-proof-pack.ts';
import type { Result } from '../domain/result.ts';
import type { SettlementFile, SettlementRefusal } from '../domain/settlement/types.ts';
import type { TableRow } from '../domain/table.ts';
import type { Books } from '../ports/books.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connectors } from '../ports/connectors.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Jobs } from './jobs/jobs.ts';

/** What every use case is given. Wired once, in main/backend. */
export interface Deps {
  readonly books: Books;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly connectors: Connectors;
  readonly jobs: Jobs;
  /** Tells screens which topics to ask for again. */
  readonly changed: (topics: readonly Topic[]) => void;
  /** Opens a page in the system browser; false when there is none. */
  readonly openInBrowser: (url: string) => Promise<boolean>;
  readonly readSettlement: (bytes: Uint8Array) => Promise<Result<SettlementFile, SettlementRefusal>>;
  /** The rows of the first sheet with any; refuses, with a sentence, what is no table or more than these bounds. */
  readonly readTable: (
    bytes: Uint8Array,
    most: { readonly rows: number; readonly columns: number },
  ) => Promise<Result<readonly TableRow[], string>>;
  readonly readBankStatement: (
    bytes: Uint8Array,
    currency: Currency,
  ) => Promise<Result<readonly BankLine[], BankRefusal>>;
  /** A proof for reading and printing. Equal facts give equal bytes. */
  readonly renderProofPdf: (facts: ProofFacts) => Promise<Uint8Array>;
  /** Files in one folder as a zip; equal files give equal bytes. */
  readonly zipPack: (folder: string, files: readonly PackFile[]) => Uint8Array;
  /** Unguessable text for link states and ids. */
  readonly randomId: () => string;
  /** Base64 text → bytes; null when it is not base64. */
  readonly decodeBase64: (text: string) => Uint8Array | null;
  readonly encodeBase64: (bytes: Uint8Array) => string;
  /** Lower-case hex SHA-256 of bytes. */
  readonly hashBytes: (bytes: Uint8Array) => string;
}

export type Topic =
  | 'shops'
  | 'ledgers'
  | 'profiles'
  | 'products'
  | 'orders'
  | 'settlements'
  | 'payments'
  | 'documents'
  | 'bank'
  | 'fees'
  | 'care'
  | 'undo';
