import type { CloseFigures } from '../app/domain/changes/close-figures.ts';
import type { CloseBook, StoredClose } from '../app/ports/after-posting.ts';
import type { Connection } from './connection.ts';
import { appendLine } from './history.ts';
import { fromJson, toJson } from './json.ts';
import type { CloseTable } from './schema/schema-after-posting.ts';

export function createCloseBook(connection: Connection): CloseBook {
  const { query } = connection;
  return {
    async close({ closeId, shopId, from, to, closedAt, closedBy, figures }) {
      return connection.transaction(() => {
        const taken = connection.first(
          query
            .selectFrom('closes')
            .select('close_id')
            .where('shop_id', '=', shopId)
            .where('reopened_at', 'is', null)
            .where('from_on', '<=', to)
            .where('to_on', '>=', from),
        );
        if (taken) return false;
        connection.run(
          query.insertInto('closes').values({
            close_id: closeId,
            shop_id: shopId,
            from_on: from,
            to_on: to,
            closed_at: closedAt,
            closed_by: closedBy,
            figures: toJson(figures),
            reopened_at: null,
            reopen_reason: null,
          }),
        );
        const { settlementMinor, postedMinor, documents } = figures;
        const details = { closeId, from, to, closedBy, settlementMinor, postedMinor, documents };
        appendLine(connection, { subject: shopId, event: 'dates.closed', details, at: closedAt });
        return true;
      });
    },

    async list(shopId) {
      const rows = query
        .selectFrom('closes')
        .selectAll()
        .where('shop_id', '=', shopId)
        .orderBy('from_on', 'desc')
        .orderBy('closed_at', 'desc');
      return connection.all(rows).map(toClose);
    },

    async reopen(shopId, closeId, reason, at) {
      return connection.transaction(() => {
        const changed = connection.run(
          query
            .updateTable('closes')
            .set({ reopened_at: at, reopen_reason: reason })
            .where('shop_id', '=', shopId)
            .where('close_id', '=', closeId)
            .where('reopened_at', 'is', null),
        );
        if (changed === 0) return false;
        const details = { closeId, reason };
        appendLine(connection, { subject: shopId, event: 'dates.reopened', details, at });
        return true;
      });
    },
  };
}

function toClose(row: CloseTable): StoredClose {
  return {
    closeId: row.close_id,
    shopId: row.shop_id,
    from: row.from_on,
    to: row.to_on,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    figures: fromJson<CloseFigures>(row.figures),
    reopened: row.reopened_at === null ? null : { at: row.reopened_at, reason: row.reopen_reason ?? '' },
  };
}
