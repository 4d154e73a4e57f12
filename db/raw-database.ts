import Database from 'better-sqlite3';

/** A file of SQLite, before Kysely knows of it: what a start opens, checks and copies loads no more than this. */
export type RawDatabase = Database.Database;

export function openDatabase(file: string, options: { readonly readonly: boolean }): RawDatabase {
  return new Database(file, { readonly: options.readonly, timeout: 5_000 });
}

/** Settings that belong to a connection, not to the file (examples.md §5.8). */
export function prepareDatabase(raw: RawDatabase): void {
  raw.pragma('foreign_keys = ON');
  raw.pragma('trusted_schema = OFF');
  // 64 MB: the indexes of a few hundred thousand orders, so that saving them does not read them back.
  raw.pragma('cache_size = -65536');
  if (!raw.readonly) {
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
  }
}
