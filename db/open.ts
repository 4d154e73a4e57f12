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
import { createItemCostBook } from './item-costs.ts';
import { createJobBook } from './jobs.ts';
import { createLedgerBook } from './ledgers.ts';
import { createLinkCheckBook } from './link-checks.ts';
import { acquireLock, type BooksLock } from './lock.ts';
import { createLockBook } from './locks.ts';
import { type Migration, migrate, newestVersion, versionOf } from './migrate.ts';
import { migrations as allMigrations } from './migrations/index.ts';
import { createOrderStandings } from './orders/order-standings.ts';
import { createOrderBook } from './orders/orders.ts';
import { createOutbox } from './outbox/outbox.ts';
import { createPaymentList } from './payment-list/payment-list.ts';
import { createPreferenceBook } from './preferences.ts';
import { findDamage, findDamageAside, probe } from './probe.ts';
import { createProductBook } from './products.ts';
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
 * Books that nobody else can open any more, and that look like books. Their pages are checked by opening them; until then
 * nothing is written to them.
 */
export interface HeldBooks {
  /** Opens them at once: the check of large books takes a second. */
  open(): Result<OpenBooks, OpenRefusal>;
  /** The same, with the pages of large books read by a thread of their own. */
  openAside(): Promise<Result<OpenBooks, OpenRefusal>>;
}

/**
 * Opens books, making them when there are none; `:memory:` gives books that live as long as the process. Refusals are
 * values and leave the file untouched. Two processes never hold the same books: the second gets `in-use` at once.
 */
export function openBooks(file: string, options: OpenOptions = {}): Result<OpenBooks, OpenRefusal> {
  const held = holdBooks(file, options);
  return held.ok ? held.value.open() : held;
}

/** The first half of opening, which takes some milliseconds however large the books are: lock, kind and version. */
export function holdBooks(file: string, options: OpenOptions = {}): Result<HeldBooks, OpenRefusal> {
  const isReadonly = options.readonly ?? false;
  let lock: BooksLock | null = null;
  const refused = (refusal: OpenRefusal) => {
    lock?.release();
    return err(refusal);
  };
  try {
    const place = file === ':memory:' ? file : toPlace(file, isReadonly);
    if (isStored(place) && !isReadonly) {
      const locked = acquireLock(place);
      if (!locked.ok) return locked;
      lock = locked.value;
    }
    const probed = probeFile(place, options);
    if (!probed.ok) return refused(probed.error);
    const before = probed.value;
    const finish = (damage: OpenRefusal | null) => {
      if (damage) return refused(damage);
      try {
        const opened = openChecked(place, lock, before, options);
        return opened.ok ? opened : refused(opened.error);
      } catch (cause) {
        return refused(refusalOf(cause));
      }
    };
    return ok({
      open: () => finish(before === null ? null : findDamage(place)),
      openAside: async () => finish(before === null ? null : await findDamageAside(place)),
    });
  } catch (cause) {
    return refused(refusalOf(cause));
  }
}

/** The version of the books in a file; null when there is no file. */
function probeFile(file: string, options: OpenOptions): Result<number | null, OpenRefusal> {
  if (!isStored(file) || !existsSync(file)) return ok(null);
  const probed = probe(file, newestVersion(options.migrations ?? allMigrations));
  return probed.ok ? ok(probed.value.version) : probed;
}

/** The real path, so that a link to the books is locked like the books. The folder is made when it is missing. */
function toPlace(file: string, isReadonly: boolean): string {
  const path = resolve(file);
  if (existsSync(path)) return realpathSync(path);
  if (!isReadonly) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return path;
}

function openChecked(
  file: string,
  lock: BooksLock | null,
  version: number | null,
  options: OpenOptions,
): Result<OpenBooks, OpenRefusal> {
  const migrations = options.migrations ?? allMigrations;
  const now = options.now ?? Date.now;
  const isReadonly = options.readonly ?? false;
  const newest = newestVersion(migrations);
  const before = version ?? 0;
  // Made by hand, because SQLite would make it readable by everyone; its side files take the same mode.
  if (version === null && isStored(file) && !isReadonly) closeSync(openSync(file, 'wx', 0o600));
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
function closeBooks(raw: RawDatabase, lock: BooksLock | null): void {
  if (!raw.open) return;
  raw.close();
  lock?.release();
}
