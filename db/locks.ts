import type { LockBook } from '../app/ports/after-posting.ts';
import type { Connection } from './connection.ts';
import { appendLine } from './history.ts';

export function createLockBook(connection: Connection): LockBook {
  const { query } = connection;
  return {
    async load(ledgerId) {
      const row = connection.first(
        query.selectFrom('ledger_locks').selectAll().where('ledger_id', '=', ledgerId),
      );
      if (!row || row.locked_until === null) return null;
      return { lockedUntil: row.locked_until, reason: row.reason, savedAt: row.saved_at };
    },

    async save(ledgerId, lockedUntil, reason, at) {
      connection.transaction(() => {
        const changes = { locked_until: lockedUntil, reason, saved_at: at };
        connection.run(
          query
            .insertInto('ledger_locks')
            .values({ ledger_id: ledgerId, ...changes })
            .onConflict((conflict) => conflict.column('ledger_id').doUpdateSet(changes)),
        );
        appendLine(connection, {
          subject: ledgerId,
          event: lockedUntil === null ? 'ledger.unlocked' : 'ledger.locked',
          details: { lockedUntil, reason },
          at,
        });
      });
    },
  };
}
