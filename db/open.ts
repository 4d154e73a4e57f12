import { chmodSync, closeSync, existsSync, mkdirSync, openSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { err, ok, type Result } from '../app/domain/result.ts';
import type { Books } from '../app/ports/books.ts';
import { saveBackup } from './backup.ts';
import { createBankBook } from './bank.ts';
import { createCareBook } from './care.ts';
import { createChangeBook } from './change-answers.ts';
import { createCloseBook } from './closes.ts';
import { type Connection, connect, openDatabase, prepareDatabase, type RawDatabase } from './connection.ts';
import { createFeeRuleBook } from './fee-rules.ts';
import { createHistory } from './history.ts';
import { createJobBook } from './jobs.ts';
import { createLedgerBook } from './ledgers.ts';
import { createLinkCheckBook } from './link-checks.ts';
import { acquireLock, type BooksLock } from './lock.ts';
import { createLockBook } from './locks.ts';
import { type Migration, migrate, newestVersion, versionOf } from './migrate.ts';
import { migrations as allMigrations } from './migrations/index.ts';
import { createOrderStandings } from './order-standings.ts';
import { createOrderBook } from './orders.ts';
import { createOutbox } from './outbox.ts';
import { createPaymentList } from './payment-list.ts';
import { createPreferenceBook } from './preferences.ts';
import { probe } from './probe.ts';
import { createProductBook } from './products.ts';
import { type OpenRefusal, refusalOf, refuse } from './refusals.ts';
import { countWrites } from './revision.ts';
import { createSettlementBook } from './settlements.ts';
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

export interface OpenOptions {
  /** Takes no lock and changes nothing: for looking at books that may be open elsewhere. */
  readonly readonly?: boolean;
  /** UTC instant, epoch milliseconds; for names of copies and for history lines whose caller gives no time. */
  readonly now?: () => number;
  /** The steps of the schema; tests pass their own. */
  readonly migrations?: readonly Migration[];
}

export type OpenBooks = Books & BooksInfo;

/**
 * Opens books, making them when there are none; `:memory:` gives books that live as long as the process. Refusals are
 * values and leave the file untouched. Two processes never hold the same books: the second gets `in-use` at once.
 */
export function openBooks(file: string, options: OpenOptions = {}): Result<OpenBooks, OpenRefusal> {
  const isReadonly = options.readonly ?? false;
  if (file === ':memory:') return openHeld(file, null, options);
  let lock: BooksLock | null = null;
  try {
    const place = toPlace(file, isReadonly);
    if (!isReadonly) {
      const locked = acquireLock(place);
      if (!locked.ok) return locked;
      lock = locked.value;
    }
    const opened = openHeld(place, lock, options);
    if (!opened.ok) lock?.release();
    return opened;
  } catch (cause) {
    lock?.release();
    return err(refusalOf(cause));
  }
}

/** The real path, so that a link to the books is locked like the books. The folder is made when it is missing. */
function toPlace(file: string, isReadonly: boolean): string {
  const path = resolve(file);
  if (existsSync(path)) return realpathSync(path);
  if (!isReadonly) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return path;
}

function openHeld(
  file: string,
  lock: BooksLock | null,
  options: OpenOptions,
): Result<OpenBooks, OpenRefusal> {
  const migrations = options.migrations ?? allMigrations;
  const now = options.now ?? Date.now;
  const isReadonly = options.readonly ?? false;
  const newest = newestVersion(migrations);

  let before = 0;
  if (isStored(file) && existsSync(file)) {
    const probed = probe(file, newest);
    if (!probed.ok) return probed;
    before = probed.value.version;
  } else if (isStored(file) && !isReadonly) {
    // Made by hand, because SQLite would make it readable by everyone; its side files take the same mode.
    closeSync(openSync(file, 'wx', 0o600));
  }
  if (isReadonly && before < newest) return err(refuse('older-version', `version ${before}`));

  const raw = openDatabase(file, { readonly: isReadonly });
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
  return ok({ ...info, ...createBooks(connect(raw), file, now), close: async () => closeBooks(raw, lock) });
}

function isStored(file: string): boolean {
  return file !== ':memory:';
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
function closeBooks(raw: RawDatabase, lock: BooksLock | null): void {
  if (!raw.open) return;
  raw.close();
  lock?.release();
}
