import type Database from 'better-sqlite3';
import {
  type Compilable,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { addFunctions } from './dialect.ts';
import type { RawDatabase } from './raw-database.ts';
import type { Schema } from './schema/schema.ts';

/** What a list may be made from. */
export type Written = 'skus' | 'items' | 'mappings' | 'orders' | 'documents' | 'rows';

export type Statement = Database.Statement<unknown[], unknown>;

/**
 * One open database. Kysely only writes the SQL; better-sqlite3 runs it at once. So a typed query can stand inside a
 * transaction, and there is no `await` in which another request could slip in.
 */
export interface Connection {
  /** Builds queries; hand them to `all`, `first` or `run`. Its own `execute` is not connected to anything. */
  readonly query: Kysely<Schema>;
  readonly raw: RawDatabase;
  all<Row>(query: Compilable<Row>): Row[];
  first<Row>(query: Compilable<Row>): Row | undefined;
  /**
   * Makes something of each row at once, given its values in the order of the columns selected. For a hundred thousand
   * rows: as objects with names they cost twice as much. `make` must not ask the database.
   */
  lists<Values extends readonly unknown[], Made>(
    query: Compilable<unknown>,
    make: (values: Values) => Made,
  ): Made[];
  /** Runs a writing query and returns the number of rows it touched. */
  run(query: Compilable<unknown>): number;
  /** A prepared statement, kept by its text: for bulk writes, where building a query per row would cost more. */
  statement(text: string): Statement;
  /** All of the work or none of it. Takes the write lock at the start; may be nested. */
  transaction<Value>(work: () => Value): Value;
  /** Whoever writes one of these says so. The books belong to one process (lock.ts), so counting in memory is enough. */
  wrote(what: Written): void;
  /** Equal marks = none of these was written in between. */
  mark(what: readonly Written[]): string;
}

/** More texts than the repositories hold: list filters make a few dozen shapes each. */
const keptStatements = 400;

export function connect(raw: RawDatabase): Connection {
  addFunctions(raw);
  const query = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (kysely) => new SqliteIntrospector(kysely),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  const statements = new Map<string, Statement>();
  const writes = new Map<Written, number>();
  // Made once: better-sqlite3 makes four functions for each one it is given.
  const inTransaction = raw.transaction((work: () => unknown) => work());

  const statement = (text: string): Statement => {
    const known = statements.get(text);
    if (known) return known;
    if (statements.size >= keptStatements) statements.clear();
    const prepared = raw.prepare<unknown[], unknown>(text);
    statements.set(text, prepared);
    return prepared;
  };

  return {
    query,
    raw,
    statement,
    all<Row>(built: Compilable<Row>): Row[] {
      const { sql, parameters } = built.compile();
      // The compiled query carries the type of its rows; SQLite hands out exactly the selected columns.
      return statement(sql).all(...parameters) as Row[];
    },
    first<Row>(built: Compilable<Row>): Row | undefined {
      const { sql, parameters } = built.compile();
      // As above: the type travels with the compiled query.
      return statement(sql).get(...parameters) as Row | undefined;
    },
    lists<Values extends readonly unknown[], Made>(
      built: Compilable<unknown>,
      make: (values: Values) => Made,
    ): Made[] {
      const { sql, parameters } = built.compile();
      const made: Made[] = [];
      // Prepared anew: a kept statement would go on giving lists to whoever asks for objects.
      for (const values of raw
        .prepare(sql)
        .raw()
        .iterate(...parameters)) {
        // SQLite hands out exactly the selected columns, in this order.
        made.push(make(values as Values));
      }
      return made;
    },
    run(built: Compilable<unknown>): number {
      const { sql, parameters } = built.compile();
      return statement(sql).run(...parameters).changes;
    },
    transaction<Value>(work: () => Value): Value {
      // What the work gives is handed on as it is.
      return inTransaction.immediate(work) as Value;
    },
    wrote: (what) => {
      writes.set(what, (writes.get(what) ?? 0) + 1);
    },
    mark: (what) => what.map((one) => writes.get(one) ?? 0).join('.'),
  };
}
