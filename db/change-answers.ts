import type { Change } from '../app/domain/changes/types.ts';
import type { ChangeBook } from '../app/ports/after-posting.ts';
import type { Connection } from './connection.ts';
import { appendLine } from './history.ts';
import { fromJson, toJson } from './json.ts';

export function createChangeBook(connection: Connection): ChangeBook {
  const { query } = connection;
  return {
    async loadAnswers(shopId) {
      const rows = query.selectFrom('change_answers').selectAll().where('shop_id', '=', shopId);
      return new Map(
        connection.all(rows).map((row) => [
          row.change_id,
          {
            change: fromJson<Change>(row.change),
            action: row.action,
            reason: row.reason,
            answeredAt: row.answered_at,
          },
        ]),
      );
    },

    async saveAnswer(shopId, { change, action, reason, answeredAt }) {
      connection.transaction(() => {
        const changes = { action, reason, change: toJson(change), answered_at: answeredAt };
        connection.run(
          query
            .insertInto('change_answers')
            .values({ shop_id: shopId, change_id: change.changeId, ...changes })
            .onConflict((conflict) => conflict.columns(['shop_id', 'change_id']).doUpdateSet(changes)),
        );
        const { cause, on, booksMinor, nowMinor, orderId, rowKey, document } = change;
        appendLine(connection, {
          subject: orderId ?? rowKey ?? document?.reference ?? shopId,
          event: 'change.settled',
          details: { cause, on, booksMinor, nowMinor, action, reason, document, books: { shopId } },
          at: answeredAt,
        });
      });
    },
  };
}
