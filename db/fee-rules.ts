import type { FeeRule } from '../app/domain/tieout/rate-card.ts';
import type { FeeRuleBook } from '../app/ports/fee-rules.ts';
import type { Connection } from './connection.ts';
import { appendLine } from './history.ts';
import { fromJson, toJson } from './json.ts';

export function createFeeRuleBook(connection: Connection): FeeRuleBook {
  const { query } = connection;
  return {
    async list(shopId) {
      const rows = query.selectFrom('fee_rules').selectAll().where('shop_id', '=', shopId);
      return connection.all(rows.orderBy('name').orderBy('from_on')).map((row) => ({
        name: row.name,
        from: row.from_on,
        rule: fromJson<FeeRule>(row.rule),
        rows: 0,
      }));
    },

    async save(shopId, { name, from, rule }, at) {
      connection.transaction(() => {
        const changes = { rule: toJson(rule), saved_at: at };
        connection.run(
          query
            .insertInto('fee_rules')
            .values({ shop_id: shopId, name, from_on: from, ...changes })
            .onConflict((conflict) => conflict.columns(['shop_id', 'name', 'from_on']).doUpdateSet(changes)),
        );
        appendLine(connection, {
          subject: shopId,
          event: 'feeRule.saved',
          details: { name, from, rule },
          at,
        });
      });
    },

    async remove(shopId, name, from, at) {
      return connection.transaction(() => {
        const removed = connection.run(
          query
            .deleteFrom('fee_rules')
            .where('shop_id', '=', shopId)
            .where('name', '=', name)
            .where('from_on', '=', from),
        );
        if (removed === 0) return false;
        appendLine(connection, { subject: shopId, event: 'feeRule.removed', details: { name, from }, at });
        return true;
      });
    },
  };
}
