import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { err, ok, type Result } from '../app/domain/result.ts';
import { acquireLock, type BooksLock } from './lock.ts';
import { type Migration, newestVersion } from './migrate.ts';
import { migrations as allMigrations } from './migrations/index.ts';
import { findDamage, findDamageAside, probe } from './probe.ts';
import { type OpenRefusal, refusalOf } from './refusals.ts';

export interface OpenOptions {
  /** Takes no lock and changes nothing: for looking at books that may be open elsewhere. */
  readonly readonly?: boolean;
  /** UTC instant, epoch milliseconds; for names of copies and for history lines whose caller gives no time. */
  readonly now?: () => number;
  /** The steps of the schema; tests pass their own. */
  readonly migrations?: readonly Migration[];
}

/**
 * Books that nobody else can open any more, and that look like books. Nothing is written to them before their pages are
 * checked; `open.ts` does both.
 */
export interface HeldBooks {
  /** Where they are, links resolved; or `:memory:`. */
  readonly place: string;
  /** Null when there is no file yet. */
  readonly version: number | null;
  readonly options: OpenOptions;
  /** Reads every page now; null when they are whole. Large books take a second. */
  findDamage(): OpenRefusal | null;
  /**
   * The same, with the pages of large books read by a thread of their own. They are read once, however often it is asked:
   * whoever has other work first asks before it, and again when the answer is needed.
   */
  findDamageAside(): Promise<OpenRefusal | null>;
  /** Others may open them again. */
  release(): void;
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
    const place = isStored(file) ? toPlace(file, isReadonly) : file;
    if (isStored(place) && !isReadonly) {
      const locked = acquireLock(place);
      if (!locked.ok) return locked;
      lock = locked.value;
    }
    const probed = probeFile(place, options);
    if (!probed.ok) return refused(probed.error);
    const version = probed.value;
    let checking: Promise<OpenRefusal | null> | null = null;
    return ok({
      place,
      version,
      options,
      findDamage: () => (version === null ? null : findDamage(place)),
      findDamageAside() {
        checking ??= version === null ? Promise.resolve(null) : findDamageAside(place);
        return checking;
      },
      release: () => lock?.release(),
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

export function isStored(file: string): boolean {
  return file !== ':memory:';
}
