import type { ItemCostBook } from '../app/ports/item-costs.ts';
import type { Connection } from './connection.ts';
import { appendLine } from './history.ts';

export function createItemCostBook(connection: Connection): ItemCostBook {
  const { query } = connection;
  return {
    async list(shopId) {
      const rows = query.selectFrom('item_costs').selectAll().where('shop_id', '=', shopId);
      return connection.all(rows.orderBy('item_code').orderBy('from_on')).map((row) => ({
        itemCode: row.item_code,
        from: row.from_on,
        costMinor: row.cost_minor,
      }));
    },

    async save(shopId, costs, at) {
      connection.transaction(() => {
        for (const { itemCode, from, costMinor } of costs) {
          const changes = { cost_minor: costMinor, saved_at: at };
          connection.run(
            query
              .insertInto('item_costs')
              .values({ shop_id: shopId, item_code: itemCode, from_on: from, ...changes })
              .onConflict((conflict) =>
                conflict.columns(['shop_id', 'item_code', 'from_on']).doUpdateSet(changes),
              ),
          );
        }
        appendLine(connection, { subject: shopId, event: 'itemCosts.saved', details: { costs }, at });
      });
    },
  };
}
