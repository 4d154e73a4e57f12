import type { RawDatabase } from './raw-database.ts';

/** One step of the schema, written by hand. `up` runs inside the transaction that all pending steps share. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly up: (raw: RawDatabase) => void;
}

/** "TIEO" in ASCII, at byte 68 of the file: says that a SQLite file is a set of books. */
export const applicationId = 0x5449454f;

export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.number ?? 0;
}

export function versionOf(raw: RawDatabase): number {
  return Number(raw.pragma('user_version', { simple: true }));
}

/** Throws on a programming error: migrations are listed once each, in rising order. */
export function assertRising(migrations: readonly Migration[]): void {
  let before = 0;
  for (const migration of migrations) {
    if (!Number.isSafeInteger(migration.number) || migration.number <= before) {
      throw new Error(`Migration ${migration.number} (${migration.name}) does not come after ${before}`);
    }
    before = migration.number;
  }
}

/**
 * Brings a database to the newest version: every pending step, the version and the final checks in one transaction,
 * so a step that fails leaves the file as it was. Throws with the reason. Foreign keys are off meanwhile, because a
 * step may rebuild a table and SQLite ignores the switch inside a transaction; they are checked before the commit.
 */
export function migrate(
  raw: RawDatabase,
  migrations: readonly Migration[],
  upTo = Number.MAX_SAFE_INTEGER,
): void {
  bringUp(raw, migrations, upTo, assertSound);
}

/** The same without the final checks, for a copy whose faults are about to be named one by one. */
export function migrateFaulty(raw: RawDatabase, migrations: readonly Migration[]): void {
  bringUp(raw, migrations, Number.MAX_SAFE_INTEGER, () => undefined);
}

function bringUp(
  raw: RawDatabase,
  migrations: readonly Migration[],
  upTo: number,
  check: (raw: RawDatabase) => void,
): void {
  assertRising(migrations);
  const version = versionOf(raw);
  const pending = migrations.filter(({ number }) => number > version && number <= upTo);
  const last = pending.at(-1);
  if (!last) return;
  raw.pragma('foreign_keys = OFF');
  try {
    raw
      .transaction(() => {
        for (const migration of pending) migration.up(raw);
        raw.pragma(`application_id = ${applicationId}`);
        raw.pragma(`user_version = ${last.number}`);
        check(raw);
      })
      .exclusive();
  } finally {
    raw.pragma('foreign_keys = ON');
  }
}

function assertSound(raw: RawDatabase): void {
  const orphans = raw.prepare('PRAGMA foreign_key_check').all();
  if (orphans.length > 0) throw new Error(`${orphans.length} rows point to rows that are not there`);
  const found = raw.pragma('integrity_check', { simple: true });
  if (found !== 'ok') throw new Error(`The integrity check says: ${String(found)}`);
}
