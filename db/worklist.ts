import type { DocumentKind } from '../app/domain/documents.ts';
import type { LedgerId, Reference } from '../app/domain/ids.ts';
import type { WorklistBook, WorklistLine } from '../app/ports/after-posting.ts';
import type { Connection } from './connection.ts';
import { appendLine } from './history.ts';
import type { WorklistTable } from './schema/schema-after-posting.ts';

export function createWorklistBook(connection: Connection): WorklistBook {
  const { query } = connection;
  return {
    async add(line, at) {
      const { shopId, ledgerId, kind, reference, number, what } = line;
      connection.transaction(() => {
        const added = connection.statement(insertOpen).run({
          shopId,
          ledgerId,
          kind,
          reference,
          number,
          what,
          at,
        }).changes;
        if (added === 0) return;
        const details = { kind, number, what, books: { shopId, ledgerId } };
        appendLine(connection, { subject: reference, event: 'worklist.added', details, at });
      });
    },

    async list(shopId) {
      const rows = query
        .selectFrom('worklist')
        .selectAll()
        .where('shop_id', '=', shopId)
        .orderBy((eb) => eb('done_at', 'is not', null))
        // As they were made: what stands on another document comes before it.
        .orderBy('line_id');
      return connection.all(rows).map(toLine);
    },

    async finish(shopId, lineId, at) {
      return connection.transaction(() => {
        const line = connection.first(
          query
            .selectFrom('worklist')
            .selectAll()
            .where('shop_id', '=', shopId)
            .where('line_id', '=', lineId)
            .where('done_at', 'is', null),
        );
        if (!line) return false;
        connection.run(
          query.updateTable('worklist').set({ done_at: at, done_by: 'person' }).where('line_id', '=', lineId),
        );
        const details = { kind: line.kind, doneBy: 'person' };
        appendLine(connection, { subject: line.reference, event: 'worklist.done', details, at });
        return true;
      });
    },
  };
}

const insertOpen = `
INSERT INTO worklist (shop_id, ledger_id, kind, reference, number, what, made_at)
VALUES (:shopId, :ledgerId, :kind, :reference, :number, :what, :at)
ON CONFLICT DO NOTHING`;

/** Inside the transaction of a withdrawal: what was to be done by hand is done. */
export function finishOfDocument(
  connection: Connection,
  document: { readonly ledgerId: LedgerId; readonly kind: DocumentKind; readonly reference: Reference },
  at: number,
): void {
  const { ledgerId, kind, reference } = document;
  connection.statement(finishOpen).run({ ledgerId, kind, reference, at });
}

const finishOpen = `
UPDATE worklist SET done_at = :at, done_by = 'check'
WHERE ledger_id = :ledgerId AND kind = :kind AND reference = :reference AND done_at IS NULL`;

function toLine(row: Omit<WorklistTable, 'line_id'> & { readonly line_id: number }): WorklistLine {
  return {
    lineId: row.line_id,
    shopId: row.shop_id,
    ledgerId: row.ledger_id,
    kind: row.kind,
    reference: row.reference,
    number: row.number,
    what: row.what,
    madeAt: row.made_at,
    doneAt: row.done_at,
    doneBy: row.done_by,
  };
}
