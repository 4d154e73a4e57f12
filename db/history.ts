import { fingerprint } from '../app/domain/fingerprint.ts';
import type { History, HistoryLine } from '../app/ports/records.ts';
import type { Connection } from './connection.ts';
import { fromJson, toJson } from './json.ts';
import type { HistoryTable } from './schema/schema.ts';

/** The hash before the first line. */
export const firstHash = '0'.repeat(64);

export interface HistoryEntry {
  /** The id of what the line is about: a shop, ledger, SKU, settlement, row key, order or reference. */
  readonly subject: string;
  readonly event: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly at: number;
}

/**
 * The text that is hashed: the hash before, seq, at, subject, event and details, in this order, one below the other,
 * without a line break at the end. None of them contains one, so the text can be read in one way only. UTF-8.
 */
export function toHashedText(line: Omit<HistoryTable, 'hash'>): string {
  return [line.prev_hash, line.seq, line.at, line.subject, line.event, line.details].join('\n');
}

/** Adds a line inside the transaction of the caller: what is recorded and what happened are stored together. */
export function appendLine(connection: Connection, entry: HistoryEntry): void {
  // The statement selects exactly these columns, or nothing.
  const last = connection.statement(selectLast).get() as Pick<HistoryTable, 'seq' | 'hash'> | undefined;
  const line = {
    seq: (last?.seq ?? 0) + 1,
    at: entry.at,
    subject: onOneLine(entry.subject),
    event: onOneLine(entry.event),
    details: toJson(entry.details),
    prev_hash: last?.hash ?? firstHash,
  };
  connection.statement(insertLine).run({ ...line, hash: fingerprint(toHashedText(line)) });
}

const selectLast = 'SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1';

const insertLine = `
INSERT INTO history (seq, at, subject, event, details, prev_hash, hash)
VALUES (:seq, :at, :subject, :event, :details, :prev_hash, :hash)`;

export function createHistory(connection: Connection): History {
  const { query } = connection;
  return {
    async append(subject, event, details, at) {
      connection.transaction(() => appendLine(connection, { subject, event, details, at }));
    },

    /** Newest first. */
    async list(subject, limit) {
      let lines = query.selectFrom('history').selectAll().orderBy('seq', 'desc').limit(Math.max(0, limit));
      if (subject !== null) lines = lines.where('subject', '=', onOneLine(subject));
      return connection.all(lines).map(toLine);
    },

    async verify() {
      let seq = 0;
      let hash = firstHash;
      const rows = connection.statement('SELECT * FROM history ORDER BY seq').iterate();
      for (const row of rows) {
        // `SELECT *` of this table has the shape of this table.
        const line = row as HistoryTable;
        const fits =
          line.seq === seq + 1 && line.prev_hash === hash && fingerprint(toHashedText(line)) === line.hash;
        if (!fits) return { lines: countLines(connection), brokenAt: line.seq };
        seq = line.seq;
        hash = line.hash;
      }
      return { lines: seq, brokenAt: null };
    },
  };
}

function countLines(connection: Connection): number {
  const { query } = connection;
  const counted = query.selectFrom('history').select(query.fn.countAll<number>().as('lines'));
  return connection.first(counted)?.lines ?? 0;
}

function toLine(row: HistoryTable): HistoryLine {
  return {
    seq: row.seq,
    at: row.at,
    subject: row.subject,
    event: row.event,
    details: fromJson(row.details),
    hash: row.hash,
  };
}

/** Ids come from outside; a line break in one would let two lines read as one hashed text. */
function onOneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}
