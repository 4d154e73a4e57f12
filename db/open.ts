import { chmodSync, closeSync, openSync } from 'node:fs';
import { err, ok, type Result } from '../app/domain/result.ts';
import type { Books } from '../app/ports/books.ts';
import { saveBackup } from './backup.ts';
import { createBankBook } from './bank.ts';
import { createCareBook } from './care.ts';
import { createChangeBook } from './change-answers.ts';
import { createCloseBook } from './closes.ts';
import { type Connection, connect } from './connection.ts';
import { createFeeRuleBook } from './fee-rules.ts';
import { createHistory } from './history.ts';
import { type HeldBooks, holdBooks, isStored, type OpenOptions } from './hold.ts';
import { createItemCostBook } from './item-costs.ts';
import { createJobBook } from './jobs.ts';
import { createLedgerBook } from './ledgers.ts';
import { createLinkCheckBook } from './link-checks.ts';
import { createLockBook } from './locks.ts';
import { type Migration, migrate, newestVersion, versionOf } from './migrate.ts';
import { migrations as allMigrations } from './migrations/index.ts';
import { createOrderStandings } from './orders/order-standings.ts';
import { createOrderBook } from './orders/orders.ts';
import { createOutbox } from './outbox/outbox.ts';
import { createPaymentList } from './payment-list/payment-list.ts';
import { createPreferenceBook } from './preferences.ts';
import { createProductBook } from './products.ts';
import { openDatabase, prepareDatabase, type RawDatabase } from './raw-database.ts';
import { type OpenRefusal, refusalOf, refuse } from './refusals.ts';
import { countWrites } from './revision.ts';
import { createSettlementBook } from './settlements/settlements.ts';
import { createShopBook } from './shops.ts';
import { createWorklistBook } from './worklist.ts';

export type { OpenRefusal } from './refusals.ts';

/** What opening found and did. */
export interface BooksInfo {
  /** Number of the newest migration in the file. */
  readonly version: number;
  /** The books did not exist before. */
  readonly isNew: boolean;
  /** The version they had before they were brought up to date just now; null when nothing was to do. */
  readonly migratedFrom: number | null;
  /** The copy that was made before that. */
  readonly backupFile: string | null;
  readonly isReadonly: boolean;
}

/**
 * New books have pages of twice SQLite's usual size: checking all of 100,000 orders takes 0.3 s instead of 0.5 at each start, and
 * loading and posting as long as before (docs/performance.md, row 9). Books that are there keep theirs.
 */
const pageBytes = 8192;

export type OpenBooks = Books & BooksInfo;

/**
 * Opens books, making them when there are none; `:memory:` gives books that live as long as the process. Refusals are
 * values and leave the file untouched. Two processes never hold the same books: the second gets `in-use` at once.
 */
export function openBooks(file: string, options: OpenOptions = {}): Result<OpenBooks, OpenRefusal> {
  const held = holdBooks(file, options);
  return held.ok ? openChecked(held.value, held.value.findDamage()) : held;
}

/** The second half of opening, for books that are held (hold.ts): large ones are checked by a thread of their own. */
export async function openHeldBooks(held: HeldBooks): Promise<Result<OpenBooks, OpenRefusal>> {
  return openChecked(held, await held.findDamageAside());
}

/** What is refused is held no longer. */
function openChecked(held: HeldBooks, damage: OpenRefusal | null): Result<OpenBooks, OpenRefusal> {
  const opened = damage ? err(damage) : tryToOpen(held);
  if (!opened.ok) held.release();
  return opened;
}

function tryToOpen(held: HeldBooks): Result<OpenBooks, OpenRefusal> {
  try {
    return openWhole(held);
  } catch (cause) {
    return err(refusalOf(cause));
  }
}

function openWhole(held: HeldBooks): Result<OpenBooks, OpenRefusal> {
  const { place: file, version, options } = held;
  const migrations = options.migrations ?? allMigrations;
  const now = options.now ?? Date.now;
  const isReadonly = options.readonly ?? false;
  const newest = newestVersion(migrations);
  const before = version ?? 0;
  // Made by hand, because SQLite would make it readable by everyone; its side files take the same mode.
  if (version === null && isStored(file) && !isReadonly) closeSync(openSync(file, 'wx', 0o600));
  if (isReadonly && before < newest) return err(refuse('older-version', `version ${before}`));

  const raw = openDatabase(file, { readonly: isReadonly });
  if (version === null) raw.pragma(`page_size = ${pageBytes}`);
  const brought = bringUpToDate(raw, { file, isReadonly, before, newest, migrations, now });
  if (!brought.ok) {
    raw.close();
    return brought;
  }
  const info: BooksInfo = {
    version: versionOf(raw),
    isNew: before === 0,
    migratedFrom: before > 0 && before < newest ? before : null,
    backupFile: brought.value,
    isReadonly,
  };
  return ok({ ...info, ...createBooks(connect(raw), file, now), close: async () => closeBooks(raw, held) });
}

interface Steps {
  readonly file: string;
  readonly isReadonly: boolean;
  readonly before: number;
  readonly newest: number;
  readonly migrations: readonly Migration[];
  readonly now: () => number;
}

/** Returns the path of the copy made on the way, if one was needed. */
function bringUpToDate(raw: RawDatabase, steps: Steps): Result<string | null, OpenRefusal> {
  const { file, before, newest } = steps;
  try {
    prepareDatabase(raw);
    if (!steps.isReadonly && isStored(file)) chmodSync(file, 0o600);
  } catch (cause) {
    return err(refusalOf(cause));
  }
  if (steps.isReadonly || before === newest) return ok(null);

  let backupFile: string | null = null;
  if (before > 0) {
    try {
      backupFile = saveBackup(raw, file, steps.now());
    } catch (cause) {
      return err(refuse('backup-failed', cause));
    }
  }
  try {
    migrate(raw, steps.migrations);
    return ok(backupFile);
  } catch (cause) {
    return err(refuse('migration-failed', cause));
  }
}

function createBooks(connection: Connection, file: string, now: () => number): Omit<Books, 'close'> {
  const counted = countWrites({
    shops: createShopBook(connection, now),
    ledgers: createLedgerBook(connection, now),
    products: createProductBook(connection),
    orders: createOrderBook(connection),
    settlements: createSettlementBook(connection),
    outbox: createOutbox(connection),
  });
  return {
    ...counted,
    linkChecks: createLinkCheckBook(connection),
    paymentList: createPaymentList(connection),
    standings: createOrderStandings(connection),
    bank: createBankBook(connection),
    feeRules: createFeeRuleBook(connection),
    itemCosts: createItemCostBook(connection),
    locks: createLockBook(connection),
    worklist: createWorklistBook(connection),
    closes: createCloseBook(connection),
    changes: createChangeBook(connection),
    history: createHistory(connection),
    jobs: createJobBook(connection),
    preferences: createPreferenceBook(connection),
    care: createCareBook(connection, isStored(file) ? file : null),
  };
}

/** The lock goes last: until then the write-ahead log is being folded into the file. */
function closeBooks(raw: RawDatabase, held: HeldBooks): void {
  if (!raw.open) return;
  raw.close();
  held.release();
}
