import Database from 'better-sqlite3';

/** A moment around a write of the books. */
export interface WriteMoment {
  readonly when: 'before' | 'after';
  /** `commit`: a transaction becomes lasting; `alone`: a write that is a transaction of its own; `inside`: part of one. */
  readonly what: 'commit' | 'alone' | 'inside';
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly database: Database.Database;
}

export type WriteListener = (moment: WriteMoment) => void;

/** Ends of transactions other than COMMIT; nothing becomes lasting by them. */
const brackets = /^(BEGIN|ROLLBACK|SAVEPOINT|RELEASE)/;

/**
 * Hears of every write of every database of this process, at the driver itself: no line of the product knows of it.
 * Returns the function that ends it.
 */
export function watchWrites(listener: WriteListener): () => void {
  const prototype: Database.Statement = prototypeOfStatements();
  const original = prototype.run;
  prototype.run = function run(this: Database.Statement, ...parameters: unknown[]) {
    const { source, database } = this;
    if (this.readonly && source !== 'COMMIT') return original.apply(this, parameters);
    if (brackets.test(source)) return original.apply(this, parameters);
    const what = source === 'COMMIT' ? 'commit' : database.inTransaction ? 'inside' : 'alone';
    listener({ when: 'before', what, sql: source, parameters, database });
    const result = original.apply(this, parameters);
    if (what !== 'inside') listener({ when: 'after', what, sql: source, parameters, database });
    return result;
  };
  return () => {
    prototype.run = original;
  };
}

function prototypeOfStatements(): Database.Statement {
  const database = new Database(':memory:');
  try {
    // All statements share it; the driver does not export it.
    return Object.getPrototypeOf(database.prepare('SELECT 1')) as Database.Statement;
  } finally {
    database.close();
  }
}

/** `INSERT INTO history`, for the name of a point. */
export function headOf(sql: string): string {
  return sql.replaceAll('"', '').trim().replace(/\s+/g, ' ').split(' ').slice(0, 3).join(' ');
}
